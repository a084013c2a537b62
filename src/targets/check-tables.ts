import type { Table } from '../engine/table.ts';
import type { ColumnSchema } from '../engine/vector.ts';
import { checkColumns } from './check-columns.ts';
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
    message: `constraint ${name} refers to ${target}, which refers back, so neither can be loaded first: ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE postpones the check to the end`,
  }));
  return { problems: [...problems, ...cycles], order };
}

function missing(name: string): TargetProblem {
  const dot = name.indexOf('.');
  if (dot > 0) {
    const [schema, table] = [name.slice(0, dot), name.slice(dot + 1)];
    const message = `there is no table with this name, in which the dot is a letter like any other: for the table ${table} of the schema ${schema} call the entity ${table}, and put ${schema} on the search path of the role (ALTER ROLE … SET search_path)`;
    return { code: 'TABLE_MISSING', path: [name], message };
  }
  const message =
    'there is no such table on the search path: create it first (names are case-sensitive), or name its schema';
  return { code: 'TABLE_MISSING', path: [name], message };
}

function checkTable(
  table: Table,
  there: ExistingTable,
  found: ReadonlyMap<string, ExistingTable>,
  mode: LoadMode,
): TargetProblem[] {
  const problem = (code: string, message: string): TargetProblem => ({ code, path: [table.name], message });
  if (!there.reachable) return [problem('NOT_PERMITTED', 'the role cannot use its schema: GRANT USAGE ON SCHEMA')];
  if (!['r', 'p'].includes(there.kind)) {
    return [problem('TABLE_UNFIT', 'it is a view or a foreign table, which cannot be loaded: name a table')];
  }
  const problems = checkColumns(table, there.columns, { folded: (name) => name, faults: faultsOf });
  if (there.policed)
    problems.push(problem('TABLE_UNFIT', 'row security applies to the role, and COPY does not support it'));
  if (mode === 'append') return problems;
  if (!there.mayTruncate) problems.push(problem('NOT_PERMITTED', 'the role cannot empty it: GRANT TRUNCATE'));
  for (const other of there.referredToBy) {
    if (found.get(other.name)?.schema === other.schema) continue;
    const message = `table ${other.schema}.${other.name}, which is not loaded, refers to it: load that table as well, or append`;
    problems.push(problem('TABLE_REFERENCED', message));
  }
  return problems;
}

function faultsOf({ type }: ColumnSchema, there: ExistingColumn): Omit<TargetProblem, 'path'>[] {
  const problems = [];
  const wrong = misfit(type, there);
  if (wrong !== null) problems.push({ code: 'COLUMN_TYPE', message: wrong });
  if (!there.mayInsert) {
    problems.push({ code: 'NOT_PERMITTED', message: 'the role cannot write to it: GRANT INSERT' });
  }
  if (there.sequence?.maySet === false) {
    const message = `the role may not set the sequence ${there.sequence.name} behind the new values: GRANT SELECT, UPDATE ON SEQUENCE, and SELECT on the column`;
    problems.push({ code: 'NOT_PERMITTED', message });
  }
  return problems;
}
