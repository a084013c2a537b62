import type { Column, Condition } from '../schema.ts';
import { patternOf, type Pattern } from './patterns.ts';
import { literalText } from './simplify.ts';

/** What the checks of a table say of one column. */
export interface ColumnRules {
  /** The highest of the lower bounds, as written; null if there is none. */
  min: ColumnBound | null;
  max: ColumnBound | null;
  /** The only values; null if any is allowed. */
  values: readonly Condition[] | null;
  /** Values that are not allowed, as texts. */
  excluded: readonly string[];
  /** Of a text its characters, of a list its items. */
  minLength: number | null;
  maxLength: number | null;
  /** What the text matches; one of them decides its form, and the others have to agree. */
  patterns: readonly Pattern[];
  /** Whether the text has only letters of one case. */
  letters: 'lower' | 'upper' | null;
  /** What the numbers are multiples of. */
  step: string | null;
  /** Whether a check excludes null, or everything else. */
  notNull: boolean;
  isNull: boolean;
  /** When there is a value, as a condition of the model; null if always, or by chance. */
  when: string | null;
  /** What the value is made from, as an expression of the model; null if it is drawn. */
  expression: string | null;
}

export interface ColumnBound {
  readonly text: string;
  /** Whether the bound itself is excluded. */
  readonly isOpen: boolean;
}

/** Of a column that no check is about. */
export function noRules(): ColumnRules {
  return {
    min: null,
    max: null,
    values: null,
    excluded: [],
    minLength: null,
    maxLength: null,
    patterns: [],
    letters: null,
    step: null,
    notNull: false,
    isNull: false,
    when: null,
    expression: null,
  };
}

/** Adds that only these values are allowed; false if none is left. */
export function addValues(rules: ColumnRules, values: readonly Condition[]): boolean {
  const before = rules.values?.map(literalText);
  const own = values.filter(({ kind }) => kind !== 'null');
  const kept = before === undefined ? own : own.filter((value) => before.includes(literalText(value)));
  rules.values = kept.filter((value) => !rules.excluded.includes(literalText(value)));
  return rules.values.length > 0;
}

export function addExcluded(rules: ColumnRules, texts: readonly string[]): boolean {
  rules.excluded = [...rules.excluded, ...texts];
  return rules.values === null || addValues(rules, rules.values);
}

export function addLower(rules: ColumnRules, bound: ColumnBound): boolean {
  rules.min = rules.min === null ? bound : tighter(rules.min, bound, isAfter(bound.text, rules.min.text));
  return isPossible(rules);
}

export function addUpper(rules: ColumnRules, bound: ColumnBound): boolean {
  rules.max = rules.max === null ? bound : tighter(rules.max, bound, isAfter(rules.max.text, bound.text));
  return isPossible(rules);
}

export function addLength(rules: ColumnRules, min: number | null, max: number | null): boolean {
  if (min !== null) rules.minLength = Math.max(rules.minLength ?? 0, min);
  if (max !== null) rules.maxLength = Math.min(rules.maxLength ?? Infinity, max);
  return (rules.minLength ?? 0) <= (rules.maxLength ?? Infinity) && (rules.maxLength ?? 0) >= 0;
}

/** Adds what the text matches, as an alternative of patterns and literals. */
export function addPattern(rules: ColumnRules, patterns: readonly (Pattern | string)[]): boolean {
  const [only] = patterns;
  if (patterns.length === 1 && typeof only === 'object') {
    rules.patterns = [...rules.patterns, only];
    return true;
  }
  const pattern = patternOf({
    by: 'regex',
    isCaseless: false,
    pattern: `^(${patterns.map((one) => (typeof one === 'string' ? one : one.whole)).join('|')})$`,
  });
  if (pattern !== null) rules.patterns = [...rules.patterns, pattern];
  return pattern !== null;
}

/** Whether a column can have a length, in characters or items. */
export function hasLength({ type }: Column): boolean {
  return ['string', 'list', 'binary', 'other', 'enum'].includes(type.kind);
}

function isPossible({ min, max }: ColumnRules): boolean {
  return min === null || max === null || !isAfter(min.text, max.text);
}

function tighter(known: ColumnBound, bound: ColumnBound, isTighter: boolean): ColumnBound {
  if (isTighter) return bound;
  return known.text === bound.text ? { text: known.text, isOpen: known.isOpen || bound.isOpen } : known;
}

/** Whether a bound is greater: a number, otherwise a date as text. */
function isAfter(a: string, b: string): boolean {
  if (/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b)) return BigInt(a) > BigInt(b);
  const [left, right] = [Number(a), Number(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? a > b : left > right;
}
