import type { Catalogue, Inference } from '../../model/index.ts';
import { draft, type Draft } from '../draft.ts';
import type { Findings } from '../report.ts';
import type { ColumnRole } from './column-role.ts';
import type { ColumnBound, ColumnRules } from './column-rules.ts';
import { exactRange } from './exact-numbers.ts';
import { inferredFor, ranged } from './field-words.ts';

/** Digits of decimals. */
const MAX_PRECISION = 38;
/** Digits after the point of bounds: more would be lost in doubles. */
const MAX_SCALE = 12;
/** Digits of a decimal without any after the point that is a whole number to people: those of 64 bits. */
const MAX_WHOLE = 20;
/** The greatest integer of 64 bits, and its digits. */
const [INT64, DIGITS_OF_INT64] = [2n ** 63n - 1n, 19];
/** What a number is without bounds. */
export const DEFAULT_MAX = 1000;
/** Values of a unique number without bounds. */
const MAX_UNIQUE = 999_999_999;

/** Makes the fields of columns of numbers. */
export class NumberFields {
  readonly #role: ColumnRole;
  readonly #catalogue: Catalogue;
  readonly #findings: Findings;

  constructor(role: ColumnRole, catalogue: Catalogue, findings: Findings) {
    this.#role = role;
    this.#catalogue = catalogue;
    this.#findings = findings;
  }

  /** The first inference of numbers that the type can hold. */
  #numbers(type: 'integer' | 'number' | 'decimal', scale: number): Inference | undefined {
    return inferredFor(this.#role, this.#catalogue, type).find((one) => {
      if (one.kind !== 'numbers') return true;
      const unit = 10 ** -scale;
      const size = Math.floor(one.max.value / unit) - Math.ceil(one.min.value / unit);
      return size >= 2 && (one.step === null || Number((one.step / unit).toFixed(6)) % 1 === 0);
    });
  }

  /** Whether what the name means is within bounds, and has all numbers that checks name. */
  #isInferred(inference: Inference | undefined, min: number, max: number): boolean {
    return (
      isWithin(inference, min, max) &&
      this.#role.reach.every((value) => isWithin(inference, -Infinity, Infinity, value))
    );
  }

  /** Bounds that contain what checks compare the numbers with. */
  #reached(min: number, max: number): readonly [low: number, high: number] {
    const { reach } = this.#role;
    const low = Math.max(min, Math.min(0, ...reach.map((value) => value - 1)));
    return [low, Math.min(max, Math.max(upTo(low), ...reach.map((value) => value * 2 + 1)))];
  }

  integer(least: number, most: number): Draft {
    const { rules, isKey, isUnique, column } = this.#role;
    if (rules !== undefined && rules.step !== null) return stepped(rules, rules.step, least, most);
    if (isKey && rules?.min === undefined) return draft('integer');
    const exact = this.#exact(0, DIGITS_OF_INT64, INT64);
    if (exact !== null) return exact;
    const min = Math.max(least, lowest(rules?.min ?? null, 1, least));
    const max = Math.min(most, highest(rules?.max ?? null, 1, most));
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    if ((isKey || column.isIdentity) && min <= 1 && max >= 1000)
      return isKey ? draft('integer') : draft('integer', '@sequence');
    if (isUnique || isKey) {
      const from = isBounded && min > least ? min : Math.max(1, min);
      return ranged('integer', String(from), String(Math.min(max, Math.max(from, MAX_UNIQUE))));
    }
    const inference = this.#numbers('integer', 0);
    if (this.#role.mayBeNull) {
      const [low, high] = rangeOf(inference ?? NO_INFERENCE) ?? [0, DEFAULT_MAX];
      return ranged('integer', String(Math.max(low, min)), String(Math.min(max, high)));
    }
    if (this.#isInferred(inference, min, max)) return draft('integer');
    if (inference === undefined && this.#isInferred(NO_INFERENCE, min, max)) return draft('integer');
    if (!isBounded && this.#role.reach.length > 0) {
      const [low, high] = this.#reached(min, max);
      return ranged('integer', String(Math.floor(low)), String(Math.ceil(high)));
    }
    const from = isBounded && min > least ? min : Math.max(0, min);
    return ranged('integer', String(from > max ? max : from), String(Math.min(max, upTo(from))));
  }

  decimal(precision: number | null, scale: number): Draft {
    const { column, path, isKey, isUnique, rules } = this.#role;
    const exact = this.#exact(precision === null ? 0 : scale, precision ?? MAX_PRECISION);
    if (exact !== null) return exact;
    if (precision === null) return this.number('number', 2, Infinity);
    const digits = Math.min(precision, 15);
    if (scale === 0 && isWhole(column.typeText, precision, isKey || column.isIdentity)) {
      return this.integer(-(10 ** digits - 1), 10 ** digits - 1);
    }
    const [all, after] = [Math.max(precision, scale), scale];
    if (all > MAX_PRECISION) {
      const message = `A decimal has at most ${MAX_PRECISION} digits; \`${column.typeText}\` becomes ${typeWord(precision, scale)}.`;
      this.#findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
    }
    const type = typeWord(precision, scale);
    const kept = Math.min(after, MAX_SCALE);
    const most = 10 ** (precision - scale) - 10 ** -kept;
    if (rules !== undefined && rules.step !== null) return stepped(rules, rules.step, -most, most, type);
    // More places than digits: the first of them are 0.
    if (precision < scale && rules === undefined) return ranged(type, '0', most.toFixed(kept));
    if (isKey || isUnique) return ranged(type, (10 ** -kept).toFixed(kept), Math.min(most, MAX_UNIQUE).toFixed(kept));
    return this.number(type, kept, most);
  }

  /** The field of numbers that are beyond doubles; null if they are not. @param precision of a decimal that holds them. @param most what the column holds, unscaled. */
  #exact(scale: number, precision: number, most = 10n ** BigInt(precision) - 1n): Draft | null {
    const { rules, isKey, isUnique } = this.#role;
    const size = isKey || isUnique ? MAX_UNIQUE : DEFAULT_MAX;
    const found = exactRange(rules?.min ?? null, rules?.max ?? null, scale, size, most);
    return found === null ? null : ranged(typeWord(precision, scale), ...found);
  }

  /** @param scale digits after the point of bounds. @param most that the type can hold. */
  number(type: string, scale: number, most: number): Draft {
    const { rules } = this.#role;
    const unit = 10 ** -scale;
    const isBounded = (rules?.min ?? null) !== null || (rules?.max ?? null) !== null;
    const min = lowest(rules?.min ?? null, unit, -most);
    const max = Math.min(most, highest(rules?.max ?? null, unit, most));
    const inference = this.#numbers(type === 'number' ? 'number' : 'decimal', scale);
    if (this.#role.mayBeNull) return ranged(type, '0', Math.min(max, DEFAULT_MAX).toFixed(scale));
    if (this.#isInferred(inference, min, max)) return draft(type);
    const { reach } = this.#role;
    if (!isBounded && inference === undefined && reach.length === 0) return draft(type);
    if (inference === undefined && this.#isInferred(NO_INFERENCE, min, Math.max(max, Math.min(most, DEFAULT_MAX)))) {
      if (max >= Math.min(most, DEFAULT_MAX)) return draft(type);
    }
    if (!isBounded && reach.length > 0) {
      const [low, high] = this.#reached(min, max);
      return ranged(type, low.toFixed(scale), high.toFixed(scale));
    }
    const from = isBounded && min > -most ? min : Math.min(0, max);
    return ranged(type, from.toFixed(scale), Math.min(max, upTo(from)).toFixed(scale));
  }
}

/** A decimal of a database in the words of the language; one of 38 digits instead of more. */
export function typeWord(precision: number, scale: number): string {
  const all = Math.min(MAX_PRECISION, Math.max(precision, scale));
  return `decimal(${all},${Math.min(scale, all)})`;
}

/** Whether a decimal without digits after the point counts something: as a rule, but for lengths that 64 bits do not have. */
function isWhole(typeText: string, precision: number, isNumbered: boolean): boolean {
  // NUMBER(38) is what Oracle makes of INTEGER.
  return isNumbered || precision <= MAX_WHOLE || /^number\b/i.test(typeText);
}

/** Multiples of a number. */
function stepped({ min, max }: ColumnRules, step: string, least: number, most: number, type = 'integer'): Draft {
  const size = Number(step);
  const from = Math.ceil(Math.max(least, lowest(min, 1, 0)) / size) * size;
  const to = Math.min(most, highest(max, 1, Math.max(from + DEFAULT_MAX, from + size * 10)));
  const made = draft(type);
  for (const [name, value] of [
    ['$min', from],
    ['$max', to],
    ['$step', size],
  ] as const) {
    made.directives.set(name, { value, text: String(value) });
  }
  return made;
}

/** The upper end of numbers that begin somewhere, and have no bound above. */
function upTo(from: number): number {
  return from < DEFAULT_MAX ? DEFAULT_MAX : from + DEFAULT_MAX;
}

/** The least value at or above a bound. */
export function lowest(bound: ColumnBound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.floor(value) + 1 : value + unit;
  return unit === 1 ? Math.ceil(value) : value;
}

export function highest(bound: ColumnBound | null, unit: number, fallback: number): number {
  if (bound === null || Number.isNaN(Number(bound.text))) return fallback;
  const value = Number(bound.text);
  if (bound.isOpen) return unit === 1 ? Math.ceil(value) - 1 : value - unit;
  return unit === 1 ? Math.floor(value) : value;
}

/** What a number without a meaning is. */
const NO_INFERENCE: Inference = {
  kind: 'numbers',
  min: { value: 0, text: '0' },
  max: { value: DEFAULT_MAX, text: String(DEFAULT_MAX) },
  step: null,
  distribution: null,
};

/**
 * Whether an inference gives numbers that are within bounds.
 * @param among a number that is one of them; none if omitted.
 */
export function isWithin(
  inference: Inference | undefined,
  min: number,
  max: number,
  among: number | null = null,
): boolean {
  if (inference === undefined) return false;
  if (inference.kind === 'values') {
    const numbers = inference.values.map((value) =>
      value !== null && typeof value === 'object' ? value.value : Number.NaN,
    );
    return numbers.every((value) => value >= min && value <= max) && (among === null || numbers.includes(among));
  }
  const range = rangeOf(inference);
  if (range === null || range[0] < min || range[1] > max) return false;
  return among === null || (among >= range[0] && among <= range[1]);
}

function rangeOf(inference: Inference): readonly [min: number, max: number] | null {
  if (inference.kind === 'numbers') return [inference.min.value, inference.max.value];
  const known = inference.kind === 'generator' && Object.hasOwn(NUMBERS, inference.name);
  return known ? NUMBERS[inference.name] : null;
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
