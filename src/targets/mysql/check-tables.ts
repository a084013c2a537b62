import type { Table } from '../../engine/table.ts';
import type { ColumnSchema } from '../../engine/vector.ts';
import { mysql } from '../../formats/sql/mysql.ts';
import { checkColumns } from '../check-columns.ts';
import type { CheckedTables, LoadMode } from '../check-tables.ts';
import type { TargetProblem } from '../failure.ts';
import { loadOrder } from '../load-order.ts';
import { mysqlMisfit } from './column-fit.ts';
import type { MysqlCatalogue, MysqlColumn, MysqlReference, MysqlTable } from './existing-tables.ts';
import { mysqlLimits } from './limits.ts';

export interface CheckedMysqlTables extends Pick<CheckedTables, 'problems' | 'order' | 'limits'> {
  /** The references to check when all rows are there, because some form cycles; none where the server checks each row as it comes. */
  readonly late: readonly MysqlReference[];
}

/** Whether tables of a database can take the rows of a model's tables, and in which order. */
export function checkMysqlTables(
  tables: readonly Table[],
  { tables: existing, references }: MysqlCatalogue,
  database: string,
  mode: LoadMode,
): CheckedMysqlTables {
  const found = new Map(existing.map((table) => [table.name, table]));
  const isLoaded = ({ schema, target }: MysqlReference): boolean => schema === database && found.has(target);
  const own = references.filter(({ home, table }) => home === database && found.has(table));
  const between = own.filter(isLoaded).map(({ constraint, table, target }) => ({ name: constraint, table, target }));
  const names = tables.map(({ name }) => name);
  const { tables: sorted, cyclic } = loadOrder(names, between);
  // The server checks each row, not each statement: a row may refer to a later one of its table.
  const isLate = cyclic.length > 0 || between.some(({ table, target }) => table === target);
  const problems = tables.flatMap((table) => {
    const there = found.get(table.name);
    if (there === undefined) return [missing(table.name)];
    const outside = references.filter((one) => isLoaded(one) && one.target === table.name && !own.includes(one));
    return checkTable(table, there, mode === 'truncate' ? outside.map((one) => one.table) : [], isLate);
  });
  const limits = tables.flatMap((table) => {
    const there = found.get(table.name);
    return there === undefined ? [] : mysqlLimits(table, there);
  });
  return { problems, order: sorted, limits, late: isLate ? own : [] };
}

function missing(name: string): TargetProblem {
  const message = 'there is no such table in the database: create it first (names may be case-sensitive)';
  return { code: 'TABLE_MISSING', path: [name], message };
}

function checkTable(
  table: Table,
  { kind, engine, transactional, columns }: MysqlTable,
  outside: readonly string[],
  isLate: boolean,
): TargetProblem[] {
  const problem = (code: string, message: string): TargetProblem => ({ code, path: [table.name], message });
  if (kind !== 'BASE TABLE') return [problem('TABLE_UNFIT', 'it is a view, which cannot be loaded: name a table')];
  const problems = checkColumns(table, columns, { folded: mysql.folded, faults: faultsOf });
  if (!transactional) {
    const message = `its engine ${engine} has no transactions, so that a load that fails would leave rows: ALTER TABLE … ENGINE = InnoDB`;
    problems.push(problem('TABLE_UNFIT', message));
  }
  if (isLate && columns.some(({ mayRead }) => !mayRead)) {
    const message =
      'references form a cycle and are checked after the rows, but the user cannot read the table: GRANT SELECT';
    problems.push(problem('NOT_PERMITTED', message));
  }
  for (const other of new Set(outside)) {
    const message = `table ${other}, which is not loaded, refers to it: load that table as well, or append`;
    problems.push(problem('TABLE_REFERENCED', message));
  }
  return problems;
}

function faultsOf({ type }: ColumnSchema, there: MysqlColumn): Omit<TargetProblem, 'path'>[] {
  const problems = [];
  const wrong = mysqlMisfit(type, there);
  if (wrong !== null) problems.push({ code: 'COLUMN_TYPE', message: wrong });
  if (!there.mayInsert) {
    problems.push({ code: 'NOT_PERMITTED', message: 'the user cannot write to it: GRANT INSERT' });
  }
  return problems;
}
