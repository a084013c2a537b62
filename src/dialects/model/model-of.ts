import type { Catalogue } from '../../model/index.ts';
import { Findings, type ImportCounts } from '../report.ts';
import type { Check, Schema, Table } from '../schema.ts';
import { Context } from './context.ts';
import { ModelMaker } from './model-maker.ts';

/** A model, and how much of the schema is in it. */
export interface ModelOfSchema {
  readonly model: string;
  readonly source: ImportCounts;
  readonly understood: ImportCounts;
}

/** The errors of a model, by the path of the entity, field or directive. */
export type ProblemsOf = (model: string) => readonly { readonly path: string; readonly message: string }[];

/** Times that a model is made without what was impossible before. */
const MAX_ROUNDS = 8;

/**
 * The model of a schema, as a person could have written it. What it does not keep is noted. Checks and uniques that turn out to be
 * impossible together are written in another way, or left out.
 * @param findings to which the notes are added.
 */
export function modelOf(
  schema: Schema,
  catalogue: Catalogue,
  problemsOf: ProblemsOf,
  findings: Findings,
): ModelOfSchema {
  const faults = new Set<string>();
  const checks = new Map<Check, number>();
  for (let round = 0; ; round++) {
    const own = new Findings();
    const context = new Context(schema, catalogue, own, { faults, checks });
    const model = new ModelMaker(context).make();
    if (round < MAX_ROUNDS && model !== '' && hasFaults(problemsOf(model), context, faults, checks)) continue;
    findings.addAll(own);
    const source = countsOf(context.schema);
    return { model, source, understood: without(source, context.left) };
  }
}

/** Notes what is impossible; false if nothing is that was not known before. */
function hasFaults(
  problems: ReturnType<ProblemsOf>,
  context: Context,
  faults: Set<string>,
  attempts: Map<Check, number>,
): boolean {
  const byPath = new Map<string, Set<Check>>();
  const remember = (path: string, check: Check): void => {
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, new Set([check]));
    else known.add(check);
  };
  for (const { name, rules, fields } of context.entities.values()) {
    for (const { text, columns, check } of rules.written) {
      remember(`${name}.$check\0${text}`, check);
      for (const column of columns) remember(`${name}.${fields.get(column) ?? column}`, check);
    }
  }
  let isNew = false;
  const failed = new Set<Check>();
  for (const problem of problems) {
    const path = faultOf(problem);
    const blamed = byPath.get(path);
    if (blamed !== undefined && !faults.has(path)) for (const check of blamed) failed.add(check);
    else if (!faults.has(path)) {
      faults.add(path);
      isNew = true;
    }
  }
  for (const check of failed) attempts.set(check, (attempts.get(check) ?? 0) + 1);
  return isNew || failed.size > 0;
}

/** A check begins with its text in the message. */
function faultOf({ path, message }: { readonly path: string; readonly message: string }): string {
  const text = /^`([^`]*)`/.exec(message)?.[1];
  return path.endsWith('.$check') && text !== undefined ? `${path}\0${text}` : path;
}

/** How many of each kind of thing a schema has. */
function countsOf({ tables }: Schema): ImportCounts {
  const count = (of: (table: Table) => number): number => tables.reduce((sum, table) => sum + of(table), 0);
  return {
    tables: tables.length,
    columns: count(({ columns }) => columns.length),
    keys: count(({ primaryKey }) => Math.min(1, primaryKey.length)),
    uniques: count(({ uniques }) => uniques.length),
    references: count(({ references }) => references.length),
    checks: count(({ checks }) => checks.length),
  };
}

function without(all: ImportCounts, left: ImportCounts): ImportCounts {
  return {
    tables: all.tables - left.tables,
    columns: all.columns - left.columns,
    keys: all.keys - left.keys,
    uniques: all.uniques - left.uniques,
    references: all.references - left.references,
    checks: all.checks - left.checks,
  };
}
