import type { TableHints } from '../dialects/index.ts';
import { TargetFailure } from '../targets/index.ts';

/** A read-only connection to a database. Every method throws a TargetFailure. */
export interface OpenDatabase {
  /** The dialect of the statements. */
  readonly dialect: 'postgresql' | 'mysql' | 'sqlite';
  /** The statements that make the tables, as a dump has them. */
  ddl(): Promise<string>;
  /** Begins to look at rows; `values` if the values of texts may be looked at. Only after `ddl`. */
  rows(values: boolean): Promise<Rows>;
  close(): Promise<void>;
}

/** How the rows of a database are looked at. */
export interface Rows {
  /** What the planner of the database knows, by `schema.table`. */
  readonly statistics: ReadonlyMap<string, TableHints>;
  /** What CAST calls a text of any length. */
  readonly textType: 'text' | 'char';
  /** A name as SQL. */
  readonly quoted: (name: string) => string;
  /** The rows of a SELECT, as lists of values. A statement that fails ends nothing else. */
  select(text: string): Promise<readonly (readonly unknown[])[]>;
}

/** Milliseconds that one statement about rows may take. */
export const ROWS_TIMEOUT = 5000;

/** Statements of a database that are read; a table has one, and some for its keys, indexes and comments. */
export const MAX_STATEMENTS = 200_000;

export function tooLarge(): TargetFailure {
  return new TargetFailure(
    'SCHEMA_TOO_LARGE',
    `the database has more than ${MAX_STATEMENTS} tables, constraints, indexes and comments: choose schemas`,
  );
}
