import type { DatabaseSync } from 'node:sqlite';
import type { Table } from '../engine/table.ts';
import type { ColumnSchema } from '../engine/vector.ts';
import { checkColumns } from './check-columns.ts';
import type { CheckedTables, LoadMode } from './check-tables.ts';
import type { TargetProblem } from './failure.ts';
import { loadOrder } from './load-order.ts';
import { folded, type SqliteColumn, sqliteColumns } from './sqlite-columns.ts';
import { sqliteMisfit } from './sqlite-fit.ts';
import { sqliteReferences } from './sqlite-references.ts';

/** Whether tables of a SQLite database can take the rows of a model's tables, and in which order. */
export function checkSqliteTables(
  database: DatabaseSync,
  tables: readonly Table[],
  mode: LoadMode,
): Pick<CheckedTables, 'problems' | 'order'> {
  const existing = existingTables(database);
  const references = sqliteReferences(database);
  const loaded = new Map(tables.map(({ name }) => [folded(name), name]));
  const problems = tables.flatMap((table) => {
    const problem = (code: string, message: string): TargetProblem => ({ code, path: [table.name], message });
    const kind = existing.get(folded(table.name));
    if (kind === undefined) return [problem('TABLE_MISSING', 'there is no such table: create it first')];
    if (kind !== 'table') return [problem('TABLE_UNFIT', 'it is a view or a virtual table: name a table')];
    const wrong = checkColumns(table, sqliteColumns(database, table.name), { folded, faults: faultsOf });
    if (mode === 'append') return wrong;
    const outside = references.filter(
      ({ table: from, target }) => folded(target) === folded(table.name) && !loaded.has(folded(from)),
    );
    const messages = outside.map(
      ({ table: from }) => `table ${from}, which is not loaded, refers to it: load that table as well, or append`,
    );
    return [...wrong, ...[...new Set(messages)].map((message) => problem('TABLE_REFERENCED', message))];
  });
  const between = references.map(({ table, target }) => ({
    name: '',
    table: loaded.get(folded(table)) ?? table,
    target: loaded.get(folded(target)) ?? target,
  }));
  const names = [...loaded.values()];
  // References that lead in circles wait for the end.
  return { problems, order: loadOrder(names, between).tables };
}

function faultsOf({ type }: ColumnSchema, there: SqliteColumn): Omit<TargetProblem, 'path'>[] {
  const wrong = sqliteMisfit(type, there);
  return wrong === null ? [] : [{ code: 'COLUMN_TYPE', message: wrong }];
}

/** `table`, `view`, `virtual` or `shadow` by name. */
function existingTables(database: DatabaseSync): ReadonlyMap<string, string> {
  const rows = database.prepare(`SELECT name, type FROM pragma_table_list WHERE schema = 'main'`).all();
  return new Map(rows.map(({ name, type }) => [folded(String(name)), String(type)]));
}
