import type { ColumnSchema } from './vector.ts';

/** An entity as a database sees it. What it promises holds for every row, so that data loads under these constraints. */
export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  /** Names of the columns that tell its rows apart and are never null; none if nothing visible does. */
  readonly key: readonly string[];
  /** Columns, the key's left out, that hold no value twice; their nulls do not count. */
  readonly uniques: readonly string[];
  readonly references: readonly Reference[];
}

/** A column whose values, nulls left out, all stand in a column of another table, or of the same one. */
export interface Reference {
  readonly column: string;
  readonly table: string;
  /** The key of that table, or one of its uniques. */
  readonly target: string;
}
