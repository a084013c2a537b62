import { TargetFailure } from '../targets/index.ts';

/** A connection to a database that is only read. Everything that it does throws TargetFailures. */
export interface OpenDatabase {
  /** The dialect of the statements. */
  readonly dialect: 'postgresql' | 'mysql' | 'sqlite';
  /** The statements that make the tables, as a dump has them. */
  ddl(): Promise<string>;
  close(): Promise<void>;
}

/** Statements of a database that are read; a table has one, and some for its keys, indexes and comments. */
export const MAX_STATEMENTS = 200_000;

export function tooLarge(): TargetFailure {
  return new TargetFailure(
    'SCHEMA_TOO_LARGE',
    `the database has more than ${MAX_STATEMENTS} tables, constraints, indexes and comments: choose schemas`,
  );
}
