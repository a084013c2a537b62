import type { ColumnType } from '../../engine/vector.ts';

/** What databases differ in. A plain object in a file of its own. */
export interface SqlDialect {
  /** The name of an entity's table as SQL. */
  readonly tableName: (name: string) => string;
  /** The type of the column that holds such values. */
  columnType(type: ColumnType): string;
  /** Bytes that a key or a unique column may have, for an index has to hold them. */
  readonly longestKey: number;
  /** Bytes of a name in UTF-8; longer ones would be cut. */
  readonly longestName: number;
  readonly maxColumns: number;
  /** Whether names that differ in the case of A to Z only are the same. */
  readonly ignoresCase: boolean;
  /** Names that a table cannot have, in lower case where case does not count. */
  isReservedTable(name: string): boolean;
  /** Names that a column cannot have, in lower case where case does not count. */
  isReservedColumn(name: string): boolean;
}
