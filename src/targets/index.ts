export { type Address, DEFAULT_PORT, parseAddress, shownAddress, SSL_MODES, type SslMode } from './address.ts';
export { LOAD_MODES, type LoadMode } from './check-tables.ts';
export { openClient } from './client.ts';
export { COPY_FORMAT } from './copy-rows.ts';
export { type TargetCode, TargetFailure, type TargetProblem } from './failure.ts';
export { type EncodedRows, load, type LoadRequest, type LoadSource } from './load.ts';
export { type TransactionId, wasCommitted } from './transaction.ts';
