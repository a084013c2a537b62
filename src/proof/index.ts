/** Whether the rows of a model load into the tables of a schema: tried in a database of its own, with all constraints on. */
export { ProofFailure } from './judge.ts';
export type { ProofRequest, TablesToProve } from './messages.ts';
export { type Progress, prove } from './prove.ts';
export { DDL_CODES, type DdlFinding, type ProofReport, type Refusal, type TableProof } from './report.ts';
