import type { Table } from '../engine/table.ts';
import type { ColumnSchema } from '../engine/vector.ts';
import { checkColumns } from './check-columns.ts';
import { isArray, misfit } from './column-fit.ts';
import type { ExistingColumn, ExistingTable } from './existing-tables.ts';
import type { TargetProblem } from './failure.ts';
import { type ColumnLimit, keyLimits, limitOf } from './limits.ts';
import { loadOrder } from './load-order.ts';

/** `append` adds rows to those that are there, `truncate` puts them in their place. */
export const LOAD_MODES = ['append', 'truncate'] as const;
export type LoadMode = (typeof LOAD_MODES)[number];

export interface CheckedTables {
  /** Everything that keeps the rows from being loaded; nothing, where they can be. */
  readonly problems: readonly TargetProblem[];
  /** Names, in the order to load them. */
  readonly order: readonly string[];
  /** Groups of tables that refer to one another and are filled by one statement each. They stand together in the order. */
  readonly cycles: readonly (readonly string[])[];
  /** Where values may be too large for their column, or changed by it. */
  readonly limits: readonly ColumnLimit[];
  /** Lists that are written as arrays: `Entity.field`. */
  readonly arrays: readonly string[];
}

/** What is known of a target beside its tables. */
export interface TargetFacts {
  /** Whether the role may make temporary tables. */
  readonly mayStage: boolean;
  /** Schemas beyond the search path that have tables of names that were not found. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

/**
 * Whether existing tables can take the rows of a model's tables. Columns that only the target has must have a default or be
 * nullable; whether keys are free is found out by the load.
 */
export function checkTables(
  tables: readonly Table[],
  existing: readonly ExistingTable[],
  mode: LoadMode,
  { mayStage, elsewhere }: TargetFacts,
): CheckedTables {
  const found = new Map(existing.map((table) => [table.entity, table]));
  const byPlace = new Map(existing.map(({ schema, name, entity }) => [placeOf(schema, name), entity]));
  const problems = tables.flatMap((table) => {
    const there = found.get(table.name);
    return there === undefined
      ? [missing(table.name, elsewhere.get(table.name) ?? [])]
      : checkTable(table, there, byPlace, mode);
  });
  const references = existing.flatMap(({ entity, references }) =>
    references.flatMap(({ deferrable, constraint, schema, target }) => {
      const to = byPlace.get(placeOf(schema, target));
      return deferrable || to === undefined ? [] : [{ name: constraint, table: entity, target: to }];
    }),
  );
  const names = tables.map(({ name }) => name);
  const { tables: order, cycles, cyclic } = loadOrder(names, references);
  const circles = (mayStage ? [] : cyclic).map(({ name, table, target }) => ({
    code: 'REFERENCE_CYCLE',
    path: [table],
    message: `constraint ${name} refers to ${target}, which refers back, and the role may not make the temporary tables from which both would be filled at once: GRANT TEMPORARY ON DATABASE, or postpone the check to the end by ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE`,
  }));
  const pairs = tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const there = found.get(table.name)?.columns.find(({ name }) => name === column.name);
      return there === undefined || there.generated || misfit(column.type, there) !== null
        ? []
        : [{ table, column, there }];
    }),
  );
  return {
    problems: [...problems, ...circles],
    order,
    cycles,
    limits: [
      ...pairs.flatMap(({ table, column, there }) => limitOf(table.name, column, there) ?? []),
      ...tables.flatMap((table) => keyLimits(table, found.get(table.name)?.keys ?? [])),
    ],
    arrays: pairs.flatMap(({ table, column, there }) =>
      isArray(column.type, there) ? [`${table.name}.${column.name}`] : [],
    ),
  };
}

const placeOf = (schema: string, table: string): string => JSON.stringify([schema, table]);

function missing(name: string, schemas: readonly string[]): TargetProblem {
  const dot = name.indexOf('.');
  const problem = (message: string): TargetProblem => ({ code: 'TABLE_MISSING', path: [name], message });
  if (schemas.length > 0) {
    const [schema] = schemas;
    const places = schemas.length === 1 ? `schema ${schema} has` : `schemas ${schemas.join(', ')} have`;
    return problem(
      `there is no such table on the search path, but ${places} one: call the entity ${schema}.${name}, or name the schema of all tables`,
    );
  }
  if (dot > 0) {
    const [schema, table] = [name.slice(0, dot), name.slice(dot + 1)];
    return problem(`there is neither a table of this name nor a table ${table} in a schema ${schema}: create it first`);
  }
  return problem(
    'there is no such table on the search path: create it first (names are case-sensitive), or name its schema',
  );
}

function checkTable(
  table: Table,
  there: ExistingTable,
  loaded: ReadonlyMap<string, string>,
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
    if (loaded.has(placeOf(other.schema, other.name))) continue;
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
