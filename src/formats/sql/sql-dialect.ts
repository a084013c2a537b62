import type { Table } from '../../engine/table.ts';
import type { ColumnSchema } from '../../engine/vector.ts';
import type { Quote } from './quote.ts';

/** What databases differ in. A plain object in a file of its own. */
export interface SqlDialect {
  readonly identifier: Quote;
  /** The name of an entity's table as SQL. */
  readonly tableName: Quote;
  /** A text as a literal. */
  readonly literal: (text: string) => string;
  /** The types of a table's columns, in their order. */
  columnTypes(table: Table): readonly string[];
  /** What follows the columns and constraints of a table. */
  readonly tableOptions: string;
  /** Bytes that a key or a unique column may have, for an index has to hold them. */
  readonly longestKey: number;
  /** Bytes that a column takes of an index at most; infinite where no index can hold it. */
  indexWidth(column: ColumnSchema): number;
  /** Bytes of a name in UTF-8; longer ones would be cut. */
  readonly longestName: number;
  readonly maxColumns: number;
  /** A name in the form in which the database compares names. */
  readonly folded: (name: string) => string;
  /** Why a name that is not reserved cannot be one, as the end of a sentence; null where it can. */
  nameFault(name: string): string | null;
  /** Whether a table cannot have a name, in the form in which names are compared. */
  isReservedTable(name: string): boolean;
  /** Whether a column cannot have it. */
  isReservedColumn(name: string): boolean;
}
