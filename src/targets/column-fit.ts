import type { ColumnType } from '../engine/vector.ts';
import type { ExistingColumn } from './existing-tables.ts';

type Kind = ColumnType['kind'];

/** Types of PostgreSQL that hold any value's text. */
const TEXTS = ['text', 'character varying', 'character', 'citext', 'name'];
const NUMBERS = ['numeric', 'double precision', 'real'];
const INTEGERS = ['smallint', 'integer', 'bigint'];
const TIMESTAMPS = ['timestamp without time zone', 'timestamp with time zone'];
const TIMES = ['time without time zone', 'time with time zone'];
const JSONS = ['json', 'jsonb'];

/** Types, besides texts, that take the values of a kind without losing any of them. */
const FITTING: Readonly<Record<Exclude<Kind, 'string'>, readonly string[]>> = {
  integer: [...INTEGERS, ...NUMBERS],
  number: NUMBERS,
  decimal: NUMBERS,
  boolean: ['boolean'],
  date: ['date', ...TIMESTAMPS],
  time: TIMES,
  timestamp: TIMESTAMPS,
  uuid: ['uuid'],
  json: JSONS,
  list: JSONS,
  struct: JSONS,
  binary: ['bytea'],
  enum: [],
};

/** What an array of PostgreSQL can hold: items that are written as they are alone. */
const NO_ITEMS = new Set<Kind>(['json', 'list', 'struct', 'binary']);

/** Types that take no text but of a form which a `string` does not promise. */
const NO_TEXTS = new Set(['bytea', 'boolean', 'date', ...INTEGERS, ...NUMBERS, ...TIMESTAMPS, ...TIMES]);

/** Why a column of the target cannot hold values of a type; null where it can. A value may still be too large for it. */
export function misfit(
  type: ColumnType,
  { type: written, labels }: Pick<ExistingColumn, 'type' | 'labels'>,
): string | null {
  const name = written.replace(/\([^)]*\)/, '');
  if (TEXTS.includes(name)) return null;
  if (name.endsWith('[]')) return arrayMisfit(type, written, labels);
  if (labels !== null) return labelMisfit(type, labels);
  if (type.kind === 'string') return NO_TEXTS.has(name) ? sentence(type.kind, written) : null;
  if (type.kind === 'decimal' && type.scale === 0 && INTEGERS.includes(name)) return null;
  if (!FITTING[type.kind].includes(name)) return `${sentence(type.kind, written)}${instead(type, name)}`;
  const scale = scaleOf(written);
  if (type.kind === 'decimal' && scale !== null && scale < type.scale) {
    return `values with ${type.scale} decimals would be rounded in a column of type ${written}: write round(…, ${scale})`;
  }
  return null;
}

/** Whether a list is written as an array, for a column of this type. */
export function isArray(type: ColumnType, { type: written }: ExistingColumn): boolean {
  return type.kind === 'list' && written.endsWith('[]');
}

function arrayMisfit(type: ColumnType, written: string, labels: readonly string[] | null): string | null {
  if (type.kind !== 'list') return sentence(type.kind, written);
  const { item } = type;
  if (NO_ITEMS.has(item.kind)) return `an array cannot hold items of type ${item.kind}: use a column of type jsonb`;
  const wrong = misfit(item, { type: written.slice(0, -'[]'.length), labels });
  return wrong === null ? null : `the items do not fit: ${wrong}`;
}

/** What to declare in place of a number or a timestamp that the column would cut. */
function instead(type: ColumnType, name: string): string {
  const isNumber = type.kind === 'number' || type.kind === 'decimal';
  if (isNumber && INTEGERS.includes(name)) return ': declare the field as integer, or write round(…)';
  if (type.kind === 'timestamp' && name === 'date') return ', which would lose the time: write date(…)';
  return '';
}

function labelMisfit(type: ColumnType, labels: readonly string[]): string | null {
  if (type.kind === 'string') return null;
  if (type.kind !== 'enum') return sentence(type.kind, 'of an enumeration');
  const lacking = type.values.filter((value) => !labels.includes(value)).length;
  return lacking === 0
    ? null
    : `the column's enumeration lacks ${lacking} of the ${type.values.length} values of the model`;
}

/** Decimals that a numeric column keeps; null where it keeps all, or is of another type. */
function scaleOf(written: string): number | null {
  const match = /^numeric\((\d+)(?:,(-?\d+))?\)$/.exec(written);
  return match === null ? null : Number(match[2] ?? 0);
}

const sentence = (kind: Kind, written: string): string =>
  `the model has values of type ${kind}, but the column is ${written}`;
