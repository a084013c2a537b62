import type { Table } from '../engine/table.ts';
import type { ColumnType } from '../engine/vector.ts';
import type { ExistingColumn, ExistingKey } from './existing-tables.ts';
import type { TargetProblem } from './failure.ts';

/** What a column cannot hold of the values of its type. */
export type Limit =
  /** A text may have so many characters, or bytes. */
  | { readonly kind: 'characters' | 'bytes'; readonly most: number }
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  /** Digits before and after the point. */
  | { readonly kind: 'digits'; readonly whole: number; readonly decimals: number }
  /** Numbers are rounded to a double, or to half of one. */
  | { readonly kind: 'float'; readonly isDouble: boolean }
  /** Instants and times are rounded to so many milliseconds. */
  | { readonly kind: 'milliseconds'; readonly unit: number }
  | { readonly kind: 'labels'; readonly labels: readonly string[] }
  /** No two rows have the same values in all of the columns, rows with a null among them left out. */
  | { readonly kind: 'distinct' };

/** The limit of columns that take fields: of a single one unless rows must differ in them. */
export interface ColumnLimit {
  readonly table: string;
  readonly columns: readonly string[];
  readonly limit: Limit;
  /** Whether the database says nothing and changes the value. */
  readonly isSilent: boolean;
  /** What is wrong where a value passes it. */
  readonly message: string;
}

/** The least width of a column that is known for sure. */
export const EXACT_WIDTH = 32;
/** Bytes of PostgreSQL's type `name`. */
const NAME_BYTES = 63;
const INTEGERS: Readonly<Record<string, readonly [low: number, high: number]>> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
};

/** Tables that a load has looked at, and what it found. */
interface Looked {
  readonly problems: readonly TargetProblem[];
  readonly limits: readonly ColumnLimit[];
}

/** Everything that keeps rows from being loaded: what is known of the tables, and limits that some value passes. */
export async function problemsWith(
  { problems, limits }: Looked,
  beyond: (limits: readonly ColumnLimit[]) => Promise<readonly ColumnLimit[]>,
): Promise<readonly TargetProblem[]> {
  const passed = await beyond(limits);
  const ofValues = passed.map(({ table, columns, limit, message }) => ({
    code: limit.kind === 'distinct' ? 'KEY_REPEATED' : 'COLUMN_TYPE',
    path: columns.length === 1 ? [table, ...columns] : [table],
    message,
  }));
  return [...problems, ...ofValues];
}

/** Where values of a type that fits a column of PostgreSQL's may still be too large for it, or be changed; null where none can. */
export function limitOf(
  table: string,
  { name: column, type, width }: { readonly name: string; readonly type: ColumnType; readonly width?: number },
  there: ExistingColumn,
): ColumnLimit | null {
  if (type.kind === 'list' && there.type.endsWith('[]')) {
    const items = { ...there, type: there.type.slice(0, -'[]'.length) };
    return limitOf(table, { name: column, type: type.item }, items);
  }
  const found = limitFor(type, width, there);
  return found === null ? null : { table, columns: [column], ...found };
}

function limitFor(
  type: ColumnType,
  width: number | undefined,
  { type: written, labels }: ExistingColumn,
): Omit<ColumnLimit, 'table' | 'columns'> | null {
  const name = written.replace(/\([^)]*\)/, '');
  const [first = Number.NaN, second] = (/\(([\d,-]+)\)/.exec(written)?.[1].split(',') ?? []).map(Number);
  const isNumber = type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'number';
  if (labels !== null) {
    if (type.kind !== 'string') return null;
    const message = "some values are none of those of the column's enumeration: declare the field as an enum";
    return { limit: { kind: 'labels', labels }, isSilent: false, message };
  }
  switch (name) {
    case 'character varying':
    case 'character': {
      // Widths below this are not exact.
      const isSafe = width !== undefined && Math.max(width, EXACT_WIDTH) <= first;
      if (!(first > 0) || isSafe) return null;
      const message = `some values have more than ${first} characters, and the column is ${written}: give the field a greatest length of ${first}, such as string @city 1-${first}, or write left(…, ${first})`;
      return { limit: { kind: 'characters', most: first }, isSilent: false, message };
    }
    case 'name': {
      const message = `some values have more than ${NAME_BYTES} bytes, which the column's type name would cut`;
      return { limit: { kind: 'bytes', most: NAME_BYTES }, isSilent: true, message };
    }
    case 'smallint':
    case 'integer': {
      if (!isNumber) return null;
      const [low, high] = INTEGERS[name];
      const message = `some values are not within ${low} to ${high}, and the column is ${written}: give the field bounds`;
      return { limit: { kind: 'integer', low, high }, isSilent: false, message };
    }
    case 'numeric': {
      if (!isNumber || Number.isNaN(first)) return null;
      const decimals = second ?? 0;
      if (isDecimalWithin(type, first - decimals, decimals)) return null;
      const message = `some values have more digits than a column of type ${written} keeps: give the field bounds, or write round(…, ${Math.max(0, decimals)})`;
      return { limit: { kind: 'digits', whole: first - decimals, decimals }, isSilent: true, message };
    }
    case 'real':
    case 'double precision': {
      if (!isNumber) return null;
      const digits = name === 'real' ? 6 : 15;
      const isExact = name === 'double precision' && type.kind !== 'decimal';
      if (isExact || (type.kind === 'decimal' && type.precision <= digits)) return null;
      const message = `some values have more digits than the ${digits} that a column of type ${written} keeps: use numeric, or declare a number with fewer digits, or write round(…, 2)`;
      return { limit: { kind: 'float', isDouble: name !== 'real' }, isSilent: true, message };
    }
    default:
      return timeLimit(type, written);
  }
}

/** Whether a type says by itself that its numbers have so many digits at most before and after the point. */
export function isDecimalWithin(type: ColumnType, whole: number, decimals: number): boolean {
  return type.kind === 'decimal' && type.scale <= decimals && type.precision - type.scale <= whole;
}

function timeLimit(type: ColumnType, written: string): Omit<ColumnLimit, 'table' | 'columns'> | null {
  const digits = /^(?:timestamp|time)\((\d)\)/.exec(written)?.[1];
  if (digits === undefined || Number(digits) >= 3 || (type.kind !== 'timestamp' && type.kind !== 'time')) return null;
  const message = `some values have fractions of a second that a column of type ${written} would round: take whole seconds, or a column with 3 digits`;
  return { limit: { kind: 'milliseconds', unit: 10 ** (3 - Number(digits)) }, isSilent: true, message };
}

/** Keys of the target that nothing in the model promises. */
export function keyLimits(
  { name: table, columns, key, uniques }: Table,
  existing: readonly ExistingKey[],
): readonly ColumnLimit[] {
  const filled = new Set(columns.map(({ name }) => name));
  const promised = [...(key.length === 0 ? [] : [key]), ...uniques];
  return existing.flatMap(({ name, columns: own }) => {
    const isPromised = promised.some((list) => list.every((column) => own.includes(column)));
    if (isPromised || !own.every((column) => filled.has(column))) return [];
    const what = own.length === 1 ? `${own[0]}: { …, $unique: true }` : `$unique: [${own.join(', ')}] in the entity`;
    const message = `rows of this load have the same ${own.join(', ')}, which ${name} of the table does not allow: write ${what}`;
    return [{ table, columns: own, limit: { kind: 'distinct' }, isSilent: false, message }];
  });
}
