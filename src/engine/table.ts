import type { Expression } from '../model/index.ts';
import type { ColumnSchema } from './vector.ts';

/** An entity as a database sees it. What it promises holds for every row, so that data loads under these constraints. */
export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  /** Names of the columns that tell its rows apart and are never null; none if nothing visible does. */
  readonly key: readonly string[];
  /** Lists of columns, the key's left out, that hold nothing twice together; rows with a null among them do not count. */
  readonly uniques: readonly (readonly string[])[];
  readonly references: readonly Reference[];
  /** Conditions over its columns that hold in every row. */
  readonly checks?: readonly Expression[];
}

/** Columns whose values, rows with a null among them left out, all stand together in a row of another table, or of the same one. */
export interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  /** The key of that table, or one of its uniques: a column for each of `columns`. */
  readonly targets: readonly string[];
}
