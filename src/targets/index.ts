export {
  type Address,
  DATABASE_KINDS,
  type DatabaseKind,
  DEFAULT_PORTS,
  parseAddress,
  shownAddress,
  SSL_MODES,
  type SslMode,
} from './address.ts';
export { checkAddress } from './check-address.ts';
export { LOAD_MODES, type LoadMode } from './check-tables.ts';
export { type MakeSocket, openClient } from './client.ts';
export { checkEndpoint, checkWebhookUrl } from './check-webhook-url.ts';
export type { Resolver } from './guard.ts';
export { guardedConnector } from './guarded-connector.ts';
export { Talks } from './talks.ts';
export { guardedSocket } from './guarded-socket.ts';
export { type Networks, parseNetworks } from './networks.ts';
export type { TargetPolicy } from './policy.ts';
export { KEY_BYTES, Vault } from './vault.ts';
export type { TargetEndpoint, TargetDriver } from './driver.ts';
export { LOAD_FORMATS, loadDriver } from './drivers.ts';
export { COPY_FORMAT } from './copy-rows.ts';
export { isPassing, type TargetCode, TargetFailure, type TargetProblem } from './failure.ts';
export type { ColumnLimit, Limit } from './limits.ts';
export { type EncodedRows, load, type LoadRequest, type LoadSource } from './load.ts';
export { settle, type TransactionId, wasCommitted } from './transaction.ts';
export { targetFailure } from './server-error.ts';
export { sqliteFailure } from './sqlite-error.ts';
export { within } from './within.ts';
export type { MysqlClient } from './mysql/client.ts';
export { MARKERS, openMysql } from './mysql/reader.ts';
export { existingTables as mysqlTables, type MysqlReference } from './mysql/existing-tables.ts';
export { mysqlMeaning, type MysqlRefusal } from './mysql/server-error.ts';
export { type ExistingTable, existingTables } from './existing-tables.ts';
export { checkSqliteTarget } from './check-target.ts';
export { meaningOf } from './server-error.ts';
export { sqliteReason } from './sqlite-error.ts';
