import type { Check, Column, Condition, SourceTable, Unique } from '../schema.ts';

/** How a unique constraint is kept. */
export interface UniquePlan {
  readonly unique: Unique;
  /** The columns that differ together; empty where nothing is to differ, because no row is what the constraint is about. */
  readonly columns: readonly string[];
  /** What all rows have to meet for it; null for nothing. */
  readonly check: Check | null;
}

/** Conditions that stand in for parts of unique constraints, each made once. */
export class UniqueChecks {
  readonly #known = new Map<Unique, { readonly avoided: Check; readonly required: Check }>();

  /** `avoided`: no row is what a partial one is about. `required`: no row has a null that counts as a value. */
  of(unique: Unique): { readonly avoided: Check; readonly required: Check } {
    const known = this.#known.get(unique);
    if (known !== undefined) return known;
    const { name, at, where, stricter } = unique;
    const check = (condition: Condition): Check => ({ name, at, text: '', condition });
    const tests = (stricter?.notNull ?? []).map((column): Condition => {
      return { kind: 'not', of: { kind: 'is_null', of: { kind: 'column', name: column } } };
    });
    const made = {
      // What is not known is not in a partial index.
      avoided: check({ kind: 'not', of: { kind: 'is_true', of: where ?? { kind: 'boolean', value: false } } }),
      required: check({ kind: 'and', of: tests }),
    };
    this.#known.set(unique, made);
    return made;
  }
}

/**
 * How the unique constraints of a table are kept.
 * @param failed how often they could not be made: after the first time, one column of several differs in all rows, and no row is what a
 * partial one is about.
 */
export function uniquePlans(table: SourceTable, checks: UniqueChecks, failed: number): readonly UniquePlan[] {
  return table.uniques.map((unique): UniquePlan => {
    const { where, isExpression, stricter } = unique;
    if (where !== undefined && (failed > 0 || isOfMark(table, unique))) {
      return { unique, columns: [], check: checks.of(unique).avoided };
    }
    const columns = stricter?.columns ?? (isExpression ? [] : unique.columns);
    const check = (stricter?.notNull.length ?? 0) > 0 ? checks.of(unique).required : null;
    const single = failed > 0 && columns.length > 1 ? distinctColumn(table, columns) : null;
    return { unique, columns: single === null ? columns : [single], check };
  });
}

/** The column of a list that can have different values in all rows; null if there is none. */
export function distinctColumn({ columns, references }: SourceTable, names: readonly string[]): string | null {
  const free = columns.filter(
    ({ name }) => names.includes(name) && !references.some((reference) => reference.columns.includes(name)),
  );
  const found = RANKS.flatMap((isFitting) => free.filter(isFitting));
  return found[0]?.name ?? null;
}

/** Columns that can have many values, the best first. */
const RANKS: readonly ((column: Column) => boolean)[] = [
  ({ type }) => type.kind === 'uuid',
  ({ type }) => type.kind === 'string' && (type.maxLength === null || type.maxLength >= MIN_LENGTH),
  ({ type }) => type.kind === 'integer' && type.max > MIN_NUMBERS,
  ({ type }) => type.kind === 'timestamp' || type.kind === 'decimal',
  ({ type }) => type.kind === 'integer',
];
/** Characters, and numbers, that are enough for any number of rows. */
const [MIN_LENGTH, MIN_NUMBERS] = [6, 1_000_000];

/** Whether a partial one lets a row of many be marked, such as the main address of a user: others have as many as they like. */
function isOfMark({ references, primaryKey }: SourceTable, { columns, where }: Unique): boolean {
  if (where === undefined || columns.length !== 1) return false;
  const isReference = references.some((reference) => reference.columns.includes(columns[0]));
  return isReference && (hasMark(where) || (primaryKey.length > 1 && primaryKey.includes(columns[0])));
}

function hasMark(condition: Condition): boolean {
  switch (condition.kind) {
    case 'column':
    case 'compare':
    case 'in':
      return true;
    case 'and':
    case 'or':
      return condition.of.some(hasMark);
    case 'not':
    case 'is_true':
      return hasMark(condition.of);
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'call':
    case 'is_null':
    case 'match':
    case 'arithmetic':
    case 'duration':
    case 'unknown':
      return false;
  }
}
