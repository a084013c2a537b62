/** Why rows could not be loaded, for programs. */
export type TargetCode =
  /** What was given is no address of a database. */
  | 'ADDRESS_INVALID'
  /** The address leads where the operator lets nobody go. */
  | 'ADDRESS_NOT_ALLOWED'
  /** A password that was stored cannot be read any more. */
  | 'PASSWORD_UNREADABLE'
  /** No server answers there. */
  | 'TARGET_UNREACHABLE'
  /** The key, its group or the gateway has enough servers that have not answered yet. */
  | 'TARGETS_BUSY'
  /** The server wants another kind of encryption, or its certificate is not good. */
  | 'TLS_FAILED'
  | 'AUTHENTICATION_FAILED'
  | 'DATABASE_MISSING'
  | 'BUCKET_MISSING'
  /** The connection broke or the server stopped: nothing was loaded. */
  | 'TARGET_LOST'
  /** The server took no more bytes for minutes. */
  | 'TARGET_STALLED'
  /** The tables are not what the model needs: see the problems. */
  | 'TABLES_UNFIT'
  | 'NOT_PERMITTED'
  /** The server, or the role there, only reads. */
  | 'READ_ONLY'
  /** Somebody else held a lock on a table for too long. */
  | 'TABLE_LOCKED'
  /** Another transaction was in the way: one of the two had to give way. */
  | 'TARGET_CONFLICT'
  /** A statement was ended: by a limit of time, or by somebody. */
  | 'STATEMENT_ENDED'
  /** Two rows have the same key: both of the load, or one that was there before. */
  | 'KEY_TAKEN'
  /** A reference leads to a row that is not there. */
  | 'REFERENCE_MISSING'
  /** A check of the table or of a domain does not hold. */
  | 'CHECK_FAILED'
  /** A value is none of its column's type, or outside of its range. */
  | 'VALUE_REFUSED'
  | 'TARGET_FULL'
  /** The server refused for a reason of its own. */
  | 'TARGET_REFUSED'
  /** A database has more tables than are read. */
  | 'SCHEMA_TOO_LARGE'
  /** Nobody can say whether a transaction was committed. */
  | 'TRANSACTION_UNKNOWN';

/**
 * The codes after which the same load may succeed a little later, with nothing changed by anybody: the server was away or starts
 * again, had no connection to spare, or others were in the way. Whatever concerns the address, the rights, the tables or the
 * rows stays as it is, and a disk that is full is somebody's work.
 */
const PASSING: ReadonlySet<TargetCode> = new Set([
  'TARGET_UNREACHABLE',
  'TARGET_LOST',
  'TARGET_STALLED',
  'TABLE_LOCKED',
  'TARGET_CONFLICT',
  'STATEMENT_ENDED',
]);

/** Whether a load that failed for this reason, which left nothing, is worth another try. */
export const isPassing = (code: TargetCode): boolean => PASSING.has(code);

/** What is wrong with a table that exists, or that should. */
export interface TargetProblem {
  /** Stable: `COLUMN_MISSING`. */
  readonly code: string;
  /** The table, and the column where it is about one. */
  readonly path: readonly string[];
  /** What was expected, what came, what to try. */
  readonly message: string;
}

/** Rows were not loaded: the tables are as they were. It never holds a value, a password or the server's own words, which may. */
export class TargetFailure extends Error {
  readonly code: TargetCode;
  /** Of TABLES_UNFIT: all of them. */
  readonly problems: readonly TargetProblem[];
  /** The table it is about; null where it is about none, or nobody knows. */
  readonly table: string | null;
  /** The constraint of the table that a row violates; null where it is none, or nobody knows. */
  readonly constraint: string | null;

  constructor(
    code: TargetCode,
    message: string,
    problems: readonly TargetProblem[] = [],
    table: string | null = null,
    constraint: string | null = null,
  ) {
    super(message);
    this.name = 'TargetFailure';
    this.code = code;
    this.problems = problems;
    this.table = table;
    this.constraint = constraint;
  }
}
