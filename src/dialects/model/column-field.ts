import type { Catalogue, Inference, ModelScalar } from '../../model/index.ts';
import { draft, type Draft } from '../draft.ts';
import type { Findings } from '../report.ts';
import type { Column, ColumnType, Condition } from '../schema.ts';
import { type Bound, type ColumnRules, literalText } from './rules.ts';
import { LONGEST_TEXTS, longestOf, SHORTER, SIZED } from './text-lengths.ts';

/** What a column is in its table. */
export interface ColumnRole {
  readonly column: Column;
  /** The names of the entity and the column, for notes. */
  readonly path: string;
  readonly entity: string;
  readonly rules: ColumnRules | undefined;
  /** Whether the column alone is the key. */
  readonly isKey: boolean;
  /** Whether its values are all different. */
  readonly isUnique: boolean;
  /** Whether a neighbour would decide the value, though it must not: it may be null, or a check bounds it. */
  readonly mayBeNull: boolean;
}

/** Digits of decimals, all and after the point. */
const MAX_PRECISION = 18;
const MAX_SCALE = 12;
/** What a number is without bounds. */
const DEFAULT_MAX = 1000;
/** Values of a unique number without bounds. */
const MAX_UNIQUE = 999_999_999;
/** Characters of a text that is made without a meaning. */
const MAX_WORDS = 60;

/** The field of a column that is not a reference; null where there is none, which is noted. */
export function columnField(role: ColumnRole, catalogue: Catalogue, findings: Findings): Draft | null {
  const field = new FieldMaker(role, catalogue, findings).field(role.column.type);
  if (field === null) return null;
  field.key = role.isKey;
  field.unique = role.isUnique && !role.isKey;
  const { column, rules } = role;
  // A column with a default has it where nothing is known, so that nulls are rare.
  const canBeNull = !column.notNull && rules?.notNull !== true && !role.isKey;
  field.nulls = canBeNull && column.default === null ? 10 : 0;
  return field;
}

class FieldMaker {
  readonly #role: ColumnRole;
  readonly #catalogue: Catalogue;
  readonly #findings: Findings;

  constructor(role: ColumnRole, catalogue: Catalogue, findings: Findings) {
    this.#role = role;
    this.#catalogue = catalogue;
    this.#findings = findings;
  }

  field(type: ColumnType): Draft | null {
    const { rules } = this.#role;
    if (rules !== undefined && rules.values !== null && type.kind !== 'list') return valuesField(type, rules.values);
    switch (type.kind) {
      case 'integer':
        return this.#integer(type.min, type.max);
      case 'number':
        return this.#number('number', 2, DEFAULT_MAX);
      case 'decimal':
        return this.#decimal(type.precision, type.scale);
      case 'string':
        return this.#text(type.maxLength, type.isFixed);
      case 'enum':
        return type.values.length === 0 ? this.#unknown('an enum without values') : enumField(type.values);
      case 'date':
      case 'timestamp':
        return this.#time(type.kind);
      case 'time':
      case 'boolean':
      case 'uuid':
      case 'json':
        return draft(type.kind);
      case 'binary':
        return type.maxLength !== null && type.maxLength < DEFAULT_BYTES
          ? this.#unknown(`binary of ${type.maxLength} bytes`)
          : draft('binary');
      case 'list':
        return this.#list(type.item);
      case 'other':
        return this.#other(type.name);
    }
  }

  /** What the name of the column means for a type, the best first. */
  #inferred(type: 'string' | 'integer' | 'number' | 'decimal' | 'date' | 'timestamp'): readonly Inference[] {
    const { column, entity, isUnique, isKey } = this.#role;
    const all = this.#catalogue.infer(column.name, type, [entity]);
    return isUnique || isKey ? all.filter((one) => one.kind === 'generator' && !one.few) : all;
  }

  #unknown(what: string): Draft | null {
    const { column, path } = this.#role;
    if (!column.notNull) {
      this.#findings.approximated(
        'COLUMN_OPTIONAL',
        column.at,
        path,
        `The type \`${column.typeText}\` (${what}) is not understood. The column can be null, and is left out.`,
      );
      return null;
    }
    this.#findings.skipped(
      'TYPE_UNKNOWN',
      column.at,
      path,
      `The type \`${column.typeText}\` (${what}) is not understood. The field is a text.`,
    );
    return draft('string');
  }

  #integer(least: number, most: number): Draft {
    const { rules, isKey, isUnique, column } = this.#role;
    if (isKey && rules?.min === undefined) return draft('integer');
    const min = Math.max(least, lowest(rules?.min ?? null, 1, least));
    const max = Math.min(most, highest(rules?.max ?? null, 1, most));
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    if ((isKey || column.isIdentity) && min <= 1 && max >= 1000)
      return isKey ? draft('integer') : draft('integer', '@sequence');
    if (isUnique || isKey) {
      const from = isBounded && min > least ? min : Math.max(1, min);
      return ranged('integer', String(from), String(Math.min(max, Math.max(from, MAX_UNIQUE))));
    }
    const [inference] = this.#inferred('integer');
    if (isWithin(inference, min, max)) return draft('integer');
    if (inference === undefined && min <= 0 && max >= DEFAULT_MAX) return draft('integer');
    const from = isBounded && min > least ? min : Math.max(0, min);
    return ranged('integer', String(from > max ? max : from), String(Math.min(max, upTo(from))));
  }

  #decimal(precision: number | null, scale: number): Draft {
    const { column, path, isKey, isUnique } = this.#role;
    if (precision === null) return this.#number('number', 2, Infinity);
    const digits = Math.min(precision, 15);
    if (scale === 0) return this.#integer(-(10 ** digits - 1), 10 ** digits - 1);
    const kept = Math.min(scale, MAX_SCALE);
    const whole = Math.min(Math.max(precision - scale, 0), MAX_PRECISION - kept);
    if (precision > MAX_PRECISION || scale > MAX_SCALE) {
      const message = `A decimal has at most ${MAX_PRECISION} digits, ${MAX_SCALE} of them after the point; \`${column.typeText}\` becomes decimal(${whole + kept},${kept}).`;
      this.#findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
    }
    const type = `decimal(${whole + kept},${kept})`;
    const most = 10 ** whole - 10 ** -kept;
    if (isKey || isUnique) return ranged(type, (10 ** -kept).toFixed(kept), Math.min(most, MAX_UNIQUE).toFixed(kept));
    return this.#number(type, kept, most);
  }

  /** @param most that the type can hold. */
  #number(type: string, scale: number, most: number): Draft {
    const { rules } = this.#role;
    const unit = 10 ** -scale;
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    const min = lowest(rules?.min ?? null, unit, -most);
    const max = Math.min(most, highest(rules?.max ?? null, unit, most));
    const [inference] = this.#inferred(type === 'number' ? 'number' : 'decimal');
    if (isWithin(inference, min, max)) return draft(type);
    if (!isBounded && inference === undefined) return draft(type);
    if (inference === undefined && min <= 0 && max >= Math.min(most, DEFAULT_MAX)) return draft(type);
    const from = isBounded && min > -most ? min : Math.min(0, max);
    return ranged(type, from.toFixed(scale), Math.min(max, upTo(from)).toFixed(scale));
  }

  #time(type: 'date' | 'timestamp'): Draft {
    const { rules, mayBeNull, isUnique, isKey } = this.#role;
    const form = type === 'date' ? /^\d{4}-\d\d-\d\d/ : /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?/;
    const read = (bound: Bound | null): string | null =>
      bound === null ? null : (form.exec(bound.text)?.[0].replace(' ', 'T') ?? null);
    const [min, max] = [read(rules?.min ?? null), read(rules?.max ?? null)];
    if (
      (min === null || min <= '2025-01-01') &&
      (max === null || max > '2025-12-31') &&
      !(min !== null && max !== null)
    ) {
      return mayBeNull ? draft(type, `@${type}`) : draft(type);
    }
    const from =
      min ?? (max !== null && max > '2025-01-01' ? '2025-01-01' : `${Number((max ?? '2025').slice(0, 4)) - 1}-01-01`);
    const to = max === null ? `${Number(from.slice(0, 4)) + 1}-12-31` : beforeBound(max, rules?.max?.isOpen === true);
    if ((isUnique || isKey) && type === 'date') return ranged(type, from, to);
    return ranged(type, from, to);
  }

  #text(limit: number | null, isFixed: boolean): Draft {
    const { rules, isKey, isUnique, column, path } = this.#role;
    const most = Math.min(limit ?? Infinity, rules?.maxLength ?? Infinity);
    const least = Math.max(1, rules?.minLength ?? 1);
    const pattern = rules?.pattern ?? null;
    if (pattern !== null) return withDirective('$pattern', pattern);
    if (isKey) return most >= 36 && least <= 36 ? draft('string') : sized(least, most, isFixed);
    const all = this.#inferred('string');
    const fitting = all.find((one) => longestOf(one) <= most && least === 1);
    if (all[0] !== undefined && fitting === all[0]) return draft('string');
    if (all[0]?.kind === 'generator' && SIZED.has(all[0].name)) {
      if (most === Infinity && least === 1) return draft('string');
      return ranged('string', String(least), String(Math.min(most, Math.max(least, 200))), `@${all[0].name}`);
    }
    if (all[0] === undefined && least === 1 && most >= MAX_WORDS) return draft('string');
    if (all[0] !== undefined && most === Infinity && least === 1) return draft('string');
    const shorter = all[0]?.kind === 'generator' ? (SHORTER[all[0].name] as string | undefined) : undefined;
    if (shorter !== undefined && !isUnique && least === 1 && LONGEST_TEXTS[shorter] <= most) {
      return draft('string', `@${shorter}`);
    }
    if (all[0]?.kind === 'generator' && all[0].name === 'gender' && !isUnique) return draft('enum(F, M)');
    if (all[0] !== undefined) {
      const message = `The column takes ${most} characters, and values for \`${column.name}\` can be longer. They are words instead.`;
      this.#findings.approximated('LENGTH_SHORT', column.at, path, message);
    }
    return sized(least, most, isFixed && isUnique);
  }

  #list(item: ColumnType): Draft | null {
    const inner = item.kind === 'list' || item.kind === 'other' ? null : this.field(item);
    if (inner === null || inner.directives.size > 0) return this.#unknown('a list');
    const made = draft();
    made.directives.set('$items', inner.words.join(' '));
    return made;
  }

  #other(name: string): Draft | null {
    const base = name.replace(/^.*\./, '').replace(/\(.*$/, '');
    const known = Object.hasOwn(OTHERS, base) ? OTHERS[base] : undefined;
    return known === undefined ? this.#unknown('a type of the database') : known();
  }
}

/** Bytes of a binary field. */
const DEFAULT_BYTES = 16;

const template =
  (text: string): (() => Draft) =>
  () =>
    withDirective('$template', text);
const values =
  (...texts: readonly string[]): (() => Draft) =>
  () =>
    withDirective('$values', texts);

/** Types of one database whose texts can be made. */
const OTHERS: Readonly<Record<string, () => Draft>> = {
  inet: () => draft('string', '@ipv4'),
  cidr: () => draft('string', '@ipv4'),
  inet4: () => draft('string', '@ipv4'),
  inet6: () => draft('string', '@ipv6'),
  macaddr: () => draft('string', '@mac'),
  xml: template('<value>{@word}</value>'),
  xmltype: template('<value>{@word}</value>'),
  interval: values('15 minutes', '1 hour', '8 hours', '1 day', '7 days'),
  point: template('({@longitude},{@latitude})'),
  tsvector: () => draft('string'),
  tsquery: () => draft('string', '@word'),
  ltree: () => draft('string', '@word'),
  citext: () => draft('string'),
  hstore: template('{@word}=>{@word}'),
  cube: template('({@longitude},{@latitude})'),
  geometry: template('POINT({@longitude} {@latitude})'),
  geography: template('POINT({@longitude} {@latitude})'),
  int4range: values('[1,10)', '[10,100)', '[100,1000)'),
  int8range: values('[1,10)', '[10,100)', '[100,1000)'),
  numrange: values('[0.5,1.5)', '[1.5,10)', '[10,100)'),
  daterange: values('[2025-01-01,2025-02-01)', '[2025-02-01,2025-06-01)', '[2025-06-01,2026-01-01)'),
  tsrange: values('[2025-01-01 08:00,2025-01-01 12:00)', '[2025-06-01 08:00,2025-06-02 08:00)'),
  tstzrange: values('[2025-01-01 08:00+00,2025-01-01 12:00+00)', '[2025-06-01 08:00+00,2025-06-02 08:00+00)'),
};

function withDirective(name: string, value: string | readonly string[]): Draft {
  const made = draft();
  made.directives.set(name, value);
  return made;
}

function ranged(type: string, min: string, max: string, ...words: readonly string[]): Draft {
  const isPlain = /^\d/.test(min) && /^\d/.test(max) && !/[-T:]/.test(min + max);
  return draft(type, ...words, isPlain ? `${min}-${max}` : `${min}..${max}`);
}

/** A text without a meaning, of a length. */
function sized(least: number, most: number, isFixed: boolean): Draft {
  const max = Math.min(most, Math.max(least, MAX_WORDS));
  return ranged('string', String(isFixed ? max : least), String(max));
}

/** An enum in the short form; long ones, and values that it cannot quote, as a list. */
export function enumField(all: readonly string[]): Draft {
  const isPlain = all.every(
    (value) =>
      !(value.includes('"') && value.includes("'")) && value.trim() === value && value !== '' && !/[\n\\]/.test(value),
  );
  const texts = all.map((value) =>
    /^[\p{L}\d_][\p{L}\d_ ./:+&-]*$/u.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`,
  );
  return isPlain && new Set(all).size === all.length
    ? draft(`enum(${texts.join(', ')})`)
    : withDirective('$values', [...new Set(all)]);
}

function valuesField(type: ColumnType, allowed: readonly Condition[]): Draft {
  const texts = [...new Set(allowed.map(literalText))];
  if (type.kind === 'string' || type.kind === 'enum') return enumField(texts);
  const made = draft();
  const scalars = texts.map((text): ModelScalar => {
    if (type.kind === 'boolean') return /^(?:true|t|1|yes|on)$/i.test(text);
    const value = Number(text);
    return Number.isNaN(value) || text === '' ? text : { value, text };
  });
  if (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'number') {
    const numbers = scalars.map((one) => (one !== null && typeof one === 'object' ? one.value : Number.NaN));
    const sorted = numbers.toSorted((a, b) => a - b);
    const isRun = sorted.length > 2 && sorted.every((value, i) => Number.isInteger(value) && value === sorted[0] + i);
    if (isRun && type.kind === 'integer') return ranged('integer', String(sorted[0]), String(sorted.at(-1)));
  }
  made.directives.set('$values', scalars);
  return made;
}

/** The upper end of numbers that begin somewhere, and have no bound above. */
function upTo(from: number): number {
  return from < DEFAULT_MAX ? DEFAULT_MAX : from + DEFAULT_MAX;
}

/** The least value at or above a bound. */
function lowest(bound: Bound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.floor(value) + 1 : value + unit;
  return unit === 1 ? Math.ceil(value) : value;
}

function highest(bound: Bound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.ceil(value) - 1 : value - unit;
  return unit === 1 ? Math.floor(value) : value;
}

/** Whether an inference gives numbers that are within bounds. */
/** Whether all numbers that a name means are within bounds. */
export function isWithin(inference: Inference | undefined, min: number, max: number): boolean {
  if (inference === undefined) return false;
  if (inference.kind === 'numbers') return inference.min.value >= min && inference.max.value <= max;
  if (inference.kind === 'values') {
    return inference.values.every(
      (value) => value !== null && typeof value === 'object' && value.value >= min && value.value <= max,
    );
  }
  const range =
    inference.kind === 'generator' ? (NUMBERS[inference.name] as readonly [number, number] | undefined) : undefined;
  return range !== undefined && range[0] >= min && range[1] <= max;
}

/** What generators of numbers make at least and at most. */
const NUMBERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  age: [0, 120],
  year: [1900, 2100],
  rating: [0, 10],
  percentage: [0, 100],
  quantity: [0, 1000],
  latitude: [-90, 90],
  longitude: [-180, 180],
  port: [0, 65_535],
};

/** The last day or second before an upper bound that is excluded. */
function beforeBound(text: string, isOpen: boolean): string {
  if (!isOpen) return text;
  const isDay = text.length === 10;
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : `${text}${text.length === 16 ? ':00' : ''}Z`);
  if (Number.isNaN(time)) return text;
  return new Date(time - (isDay ? 86_400_000 : 1000)).toISOString().slice(0, isDay ? 10 : 19);
}
