import type { Table } from '../engine/table.ts';
import type { ColumnSchema } from '../engine/vector.ts';
import { didYouMean } from '../model/closest.ts';
import { misfit } from './column-fit.ts';
import type { ExistingColumn, ExistingTable } from './existing-tables.ts';
import type { TargetProblem } from './failure.ts';
import { loadOrder } from './load-order.ts';

/** `append` adds rows to those that are there, `truncate` puts them in their place. */
export const LOAD_MODES = ['append', 'truncate'] as const;
export type LoadMode = (typeof LOAD_MODES)[number];

export interface CheckedTables {
  /** Everything that keeps the rows from being loaded; nothing, where they can be. */
  readonly problems: readonly TargetProblem[];
  /** Names, in the order to load them. */
  readonly order: readonly string[];
}

/**
 * Whether existing tables can take the rows of a model's tables. Columns that only the target has must have a default or be
 * nullable; whether keys are free and values fit is found out by the load.
 */
export function checkTables(
  tables: readonly Table[],
  existing: readonly ExistingTable[],
  mode: LoadMode,
): CheckedTables {
  const found = new Map(existing.map((table) => [table.name, table]));
  const problems = tables.flatMap((table) => {
    const there = found.get(table.name);
    return there === undefined ? [missing(table.name)] : checkTable(table, there, found, mode);
  });
  const references = existing.flatMap(({ name, references }) =>
    references
      .filter(({ deferrable, target, schema }) => !deferrable && found.get(target)?.schema === schema)
      .map(({ constraint, target }) => ({ name: constraint, table: name, target })),
  );
  const names = tables.map(({ name }) => name);
  const { tables: order, cyclic } = loadOrder(names, references);
  const cycles = cyclic.map(({ name, table, target }) => ({
    code: 'REFERENCE_CYCLE',
    path: [table],
    message: `constraint ${name} leads to ${target}, from where others lead back, so that neither can be loaded first: ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE makes it wait for the end`,
  }));
  return { problems: [...problems, ...cycles], order };
}

function missing(name: string): TargetProblem {
  const message =
    'there is no such table on the search path: make it first (names are compared with case), or name its schema';
  return { code: 'TABLE_MISSING', path: [name], message };
}

function checkTable(
  { name, columns }: Table,
  there: ExistingTable,
  found: ReadonlyMap<string, ExistingTable>,
  mode: LoadMode,
): TargetProblem[] {
  const problem = (code: string, message: string): TargetProblem => ({ code, path: [name], message });
  if (!there.reachable) return [problem('NOT_PERMITTED', 'the role may not use its schema: GRANT USAGE ON SCHEMA')];
  if (!['r', 'p'].includes(there.kind)) {
    return [problem('TABLE_UNFIT', 'it is a view or a foreign table, which is not loaded as one: name a table')];
  }
  const problems = checkColumns(name, columns, there.columns);
  if (there.policed)
    problems.push(problem('TABLE_UNFIT', 'its row security holds for the role, and COPY does not work with it'));
  if (mode === 'append') return problems;
  if (!there.mayTruncate) problems.push(problem('NOT_PERMITTED', 'the role may not empty it: GRANT TRUNCATE'));
  for (const other of there.referredToBy) {
    if (found.get(other.name)?.schema === other.schema) continue;
    const message = `table ${other.schema}.${other.name}, which is not loaded, refers to it: load that as well, or append`;
    problems.push(problem('TABLE_REFERENCED', message));
  }
  return problems;
}

function checkColumns(
  table: string,
  columns: readonly ColumnSchema[],
  existing: readonly ExistingColumn[],
): TargetProblem[] {
  const problems = columns.flatMap((column) => {
    const path = [table, column.name];
    const there = existing.find(({ name }) => name === column.name);
    if (there === undefined) {
      const hint =
        didYouMean(
          column.name,
          existing.map(({ name }) => name),
        ) || 'names are compared with case';
      return [{ code: 'COLUMN_MISSING', path, message: `the table has no such column: ${hint}` }];
    }
    return checkColumn(column, there).map((problem) => ({ ...problem, path }));
  });
  const given = new Set(columns.map(({ name }) => name));
  for (const { name, required, hasDefault, generated } of existing) {
    if (given.has(name) || !required || hasDefault || generated) continue;
    const message = 'the column wants a value and has no default, and the model has no such field: add one';
    problems.push({ code: 'COLUMN_REQUIRED', path: [table, name], message });
  }
  return problems;
}

function checkColumn({ type, nullable }: ColumnSchema, there: ExistingColumn): Omit<TargetProblem, 'path'>[] {
  if (there.generated) {
    return [{ code: 'COLUMN_GENERATED', message: 'the server computes the column itself: leave the field out' }];
  }
  const problems = [];
  const wrong = misfit(type, there);
  if (wrong !== null) problems.push({ code: 'COLUMN_TYPE', message: wrong });
  if (nullable && there.required) {
    problems.push({ code: 'COLUMN_NOT_NULL', message: 'the field can be null, and the column is NOT NULL' });
  }
  if (!there.mayInsert) {
    problems.push({ code: 'NOT_PERMITTED', message: 'the role may not write it: GRANT INSERT' });
  }
  if (there.sequence?.maySet === false) {
    const message = `the role may not set the sequence ${there.sequence.name} behind the new values: GRANT SELECT, UPDATE ON SEQUENCE, and SELECT on the column`;
    problems.push({ code: 'NOT_PERMITTED', message });
  }
  return problems;
}
