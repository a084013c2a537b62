import type { TableFile } from '../format.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { loadable } from './loadable.ts';
import { tableOrder, type TableOrder } from './table-order.ts';

/** The tables of some files as a database loads them, and the names of the files in that order. */
export function loadOrder(
  files: readonly TableFile[],
  dialect: SqlDialect,
): TableOrder & { readonly files: readonly string[] } {
  const names = new Map(files.map(({ table, file }) => [table.name, file]));
  const order = tableOrder(
    loadable(
      files.map(({ table }) => table),
      dialect,
    ),
  );
  return { ...order, files: order.tables.flatMap(({ name }) => names.get(name) ?? []) };
}
