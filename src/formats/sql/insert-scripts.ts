import type { Table } from '../../engine/table.ts';
import type { TableFile } from '../format.ts';
import type { Quote } from './quote.ts';
import type { ValueRules } from './value-tokens.ts';

/** What scripts of INSERT statements are in a dialect. A plain object in a file of its own. */
export interface InsertScripts {
  /** Why they cannot make these tables, a sentence for each fault. */
  readonly faults: (tables: readonly Table[]) => readonly string[];
  readonly identifier: Quote;
  readonly literals: ValueRules;
  /** The name of an entity's table as SQL. */
  readonly tableName: (name: string) => string;
  /** The text before the statements of a table's file, which can be loaded alone. */
  readonly header: (table: Table) => string;
  /** The text after the statements. */
  readonly footer: string;
  /** The script that loads all files. */
  readonly load: (files: readonly TableFile[]) => string;
}
