import type { Problem } from '../model/index.ts';
import type { Address } from '../targets/index.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import type { ProofReport } from './report.ts';

/** What is proved, and where. */
export interface ProofRequest {
  readonly model: ModelRequest;
  /** Rows of each entity with a count of its own that is higher. */
  readonly rows: number;
  readonly tables: TablesToProve;
}

/** Where the tables come from, and which database holds copies of them. */
export type TablesToProve =
  /** A script, in a new database of a server; or in the embedded database if there is no server. */
  | { readonly kind: 'postgresql-script'; readonly script: string; readonly server: Address | null }
  | { readonly kind: 'sqlite-script'; readonly script: string }
  /** Existing tables, whose rows are not looked at. @param schema null for the search path. */
  | { readonly kind: 'postgresql-tables'; readonly address: Address; readonly schema: string | null }
  /** A script, in a new database of a server. */
  | { readonly kind: 'mysql-script'; readonly script: string; readonly server: Address }
  /** Existing tables, copied into a new database of their server; their rows are not looked at. */
  | { readonly kind: 'mysql-tables'; readonly address: Address }
  /** @param path absolute. */
  | { readonly kind: 'sqlite-tables'; readonly path: string };

/** What the process that proves is sent, after the request, so that it ends before it is done. */
export const STOP = 'stop';

/** What the process that proves reports. */
export type FromProver =
  /** So many statements were run, or rows inserted, of so many. */
  | { readonly kind: 'progress'; readonly of: 'statements'; readonly done: number }
  | { readonly kind: 'progress'; readonly of: 'rows'; readonly done: number; readonly total: number }
  /** A database that is to be dropped if the process dies. */
  | { readonly kind: 'database'; readonly name: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'report'; readonly report: ProofReport }
  /** It cannot go on. @param message null for an error that nobody foresaw. */
  | { readonly kind: 'failed'; readonly message: string; readonly isUsage: boolean; readonly isForeseen: boolean };
