import type { Catalogue } from '../../model/index.ts';
import { Findings, type ImportCounts } from '../report.ts';
import type { Check, SourceSchema, SourceTable } from '../schema.ts';
import { type Attempts, Context } from './context.ts';
import { NullChecks } from './kept-references.ts';
import { ModelMaker } from './model-maker.ts';
import { PassedChecks } from './passed-checks.ts';
import { UniqueChecks } from './uniques.ts';

/** A model, and how much of the schema is in it. */
export interface ModelOfSchema {
  readonly model: string;
  readonly source: ImportCounts;
  readonly understood: ImportCounts;
}

/** The errors of a model, by the path of the entity, field or directive. */
export type ProblemsOf = (model: string) => readonly Fault[];

interface Fault {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** Times that a model is made without what was impossible before. */
const MAX_ROUNDS = 8;

/**
 * The model of a schema, as a person could have written it. What it does not keep is noted. Checks and uniques that turn out to be
 * impossible together are written in another way, or left out.
 * @param findings to which the notes are added.
 */
export function modelOf(
  schema: SourceSchema,
  catalogue: Catalogue,
  problemsOf: ProblemsOf,
  findings: Findings,
): ModelOfSchema {
  const attempts = new FailedAttempts();
  for (let round = 0; ; round++) {
    const own = new Findings();
    const context = new Context(schema, catalogue, own, attempts);
    const model = new ModelMaker(context).make();
    if (round < MAX_ROUNDS && model !== '' && attempts.add(problemsOf(model), context)) continue;
    findings.addAll(own);
    const source = countsOf(context.schema);
    return { model, source, understood: without(source, context.left) };
  }
}

/** Problems of an entity whose rows cannot be made different. */
const OF_UNIQUES = new Set(['DOMAIN_TOO_SMALL', 'KEY_NOT_DISTINCT', 'UNIQUE_IMPOSSIBLE']);

class FailedAttempts implements Attempts {
  readonly faults = new Set<string>();
  readonly checks = new Map<Check, number>();
  readonly uniques = new Map<string, number>();
  readonly uniqueChecks = new UniqueChecks();
  readonly nullChecks = new NullChecks();
  readonly passedChecks = new PassedChecks();

  /** Notes what is impossible; false if nothing is that was not known before. */
  add(problems: readonly Fault[], context: Context): boolean {
    const blamed = blamedChecks(context);
    const failed = new Set<Check>();
    const ofUniques = new Set<string>();
    const { size } = this.faults;
    for (const problem of problems) {
      const path = faultOf(problem);
      // What is said of the document as a whole, such as its size, is no fault of a part.
      if (path === '') continue;
      const entity = path.replace(/\.\$(?:unique|key)$/, '');
      const checks = blamed.get(path);
      if (entity !== path || OF_UNIQUES.has(problem.code)) {
        // A field that alone cannot differ is of no help to a list of them.
        if (context.named.has(entity)) ofUniques.add(entity);
        else this.faults.add(path);
      } else if (checks === undefined) this.faults.add(path);
      // A reference that is chosen for a unique cannot be chosen for a check as well.
      else if (/\$unique/.test(problem.message) && !this.uniques.has(path.replace(/\.\$check\0.*$/s, ''))) {
        ofUniques.add(path.replace(/\.\$check\0.*$/s, ''));
      } else for (const check of checks) failed.add(check);
    }
    for (const entity of ofUniques) this.uniques.set(entity, (this.uniques.get(entity) ?? 0) + 1);
    for (const check of failed) this.checks.set(check, (this.checks.get(check) ?? 0) + 1);
    return this.faults.size > size || failed.size > 0 || ofUniques.size > 0;
  }
}

/** The checks of which a path, or a path and the text of a condition, may be the fault. */
function blamedChecks({ entities }: Context): ReadonlyMap<string, ReadonlySet<Check>> {
  const blamed = new Map<string, Set<Check>>();
  const blame = (path: string, check: Check): void => {
    const known = blamed.get(path);
    if (known === undefined) blamed.set(path, new Set([check]));
    else known.add(check);
  };
  for (const { name, rules, fields } of entities.values()) {
    for (const { text, columns, check } of rules.written) {
      blame(`${name}.$check\0${text}`, check);
      for (const column of columns) blame(`${name}.${fields.get(column) ?? column}`, check);
    }
    for (const { name: field, check } of rules.selectors) blame(`${name}.${field}`, check);
  }
  return blamed;
}

/** A check begins with its text in the message. */
function faultOf({ path, message }: Fault): string {
  const text = /^`([^`]*)`/.exec(message)?.[1];
  return path.endsWith('.$check') && text !== undefined ? `${path}\0${text}` : path;
}

/** How many of each kind of thing a schema has. */
function countsOf({ tables }: SourceSchema): ImportCounts {
  const count = (of: (table: SourceTable) => number): number => tables.reduce((sum, table) => sum + of(table), 0);
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
