import type { RangeKind } from '../catalogue.ts';
import { readNumber } from './constant.ts';
import { BOUND_FORM, decimalsOf, type End, readBound } from '../words/bounds.ts';
import { readDistribution } from './distribution-of.ts';
import { DURATION_FORM, readDuration } from '../words/duration.ts';
import type { RangeBound, DeclaredType, Range } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { numberOf } from '../yaml/plain-scalar.ts';
import type { Spanned, ShortForm } from '../words/short-form.ts';
import { heldDigits, storedDigits, wholeDigits } from '../words/decimal-type.ts';
import { MAX_SCALE } from '../words/types.ts';

/** Bounds and spread as written, before it is known what they mean. */
export interface RangeWish {
  readonly min: Spanned<string> | null;
  readonly max: Spanned<string> | null;
  readonly step: YamlNode | null;
  readonly decimals: number | null;
  readonly distribution: Entry | null;
}

/** No bounds at all. */
export const NO_RANGE: Range = { min: null, max: null, step: null, decimals: null, distribution: null };

/** Gathers the range of the short form, `$min`, `$max`, `$step`, `$decimals`, `$distribution` and `(currency)`. */
export function rangeWish(form: ShortForm, directives: ReadonlyMap<string, Entry>, location: Location): RangeWish {
  const end = (name: End): Spanned<string> | null => {
    const entry = directives.get(`$${name}`);
    const word = form.range?.value[name];
    if (entry === undefined) return word ?? null;
    if (word !== undefined) {
      location.report(
        'DIRECTIVE_CONTRADICTION',
        entry.key.at,
        `${entry.name} repeats the range`,
        'keep only one of them',
      );
    }
    return boundText(entry.value, location);
  };
  return {
    min: end('min'),
    max: end('max'),
    step: directives.get('$step')?.value ?? null,
    decimals: decimalsWish(form, directives.get('$decimals'), location),
    distribution: directives.get('$distribution') ?? null,
  };
}

/** A bound as its text: a text, a number or a constant expression; null after a problem. */
export function boundText(node: YamlNode, location: Location): Spanned<string> | null {
  if (node.kind === 'scalar' && typeof node.value === 'string' && !node.value.trimStart().startsWith('=')) {
    return { value: node.value, at: node.at };
  }
  const number = readNumber(node, location, 'a number, a date or a time');
  return number === null ? null : { value: number.text, at: node.at };
}

function decimalsWish(form: ShortForm, entry: Entry | undefined, location: Location): number | null {
  if (entry !== undefined) return decimalsFrom(entry.value, location);
  return isNumeric(form.type?.value) && form.hint?.value === 'currency' ? 2 : null;
}

/** The value of `$decimals`; null after a problem. */
export function decimalsFrom(node: YamlNode, location: Location): number | null {
  const number = readNumber(node, location, 'a whole number')?.value;
  if (number === undefined) return null;
  if (Number.isInteger(number) && number >= 0 && number <= MAX_SCALE) return number;
  location.report('RANGE_INVALID', node.at, `$decimals is a whole number from 0 to ${MAX_SCALE}`);
  return null;
}

/** Whether a declared type is a number of any kind. */
export function isNumeric(
  type: DeclaredType | null | undefined,
): type is DeclaredType & { readonly kind: 'number' | 'integer' | 'decimal' } {
  return type?.kind === 'number' || type?.kind === 'integer' || type?.kind === 'decimal';
}

/**
 * What `number` becomes: with whole bounds an integer, with n decimals a decimal of scale n, without bounds a float still.
 * Other types stay. A decimal has the digits of its bounds, or all of them where a bound is missing.
 */
export function narrowed(type: DeclaredType | null, wish: RangeWish): DeclaredType | null {
  if (type?.kind === 'decimal') return held(type, wish);
  if (type?.kind !== 'number') return type;
  const bounds = [wish.min, wish.max].filter((bound) => bound !== null).map((bound) => bound.value);
  if (bounds.some((text) => numberOf(text) === null)) return type;
  const step = wish.step?.kind === 'scalar' ? [wish.step.text] : [];
  if (wish.decimals === null && bounds.length === 0) return type;
  const scale = wish.decimals ?? Math.max(...[...bounds, ...step].map(decimalsOf));
  if (scale === 0) return { kind: 'integer' };
  if (scale > MAX_SCALE) return type;
  const digits = Math.max(...bounds.map((text) => wholeDigits(text, numberOf(text)?.value ?? 0)));
  const precision = bounds.length < 2 ? MAX_DIGITS : Math.max(digits, 1) + scale;
  return precision > MAX_DIGITS ? type : { kind: 'decimal', precision, scale };
}

/** Digits of a decimal that nobody declared. */
const MAX_DIGITS = 18;

/** A decimal that holds its bounds. */
function held(type: DeclaredType & { readonly kind: 'decimal' }, wish: RangeWish): DeclaredType {
  const { min, max, step } = wish;
  const texts = [min?.value, max?.value, step?.kind === 'scalar' ? step.text : undefined].filter(
    (text) => text !== undefined,
  );
  const whole = texts.map((text) => wholeDigits(text, numberOf(text)?.value ?? 0));
  return heldDigits(type, Math.max(0, ...whole), Math.max(0, ...texts.map(decimalsOf)));
}

/** A decimal that is drawn with all digits after its point, between its bounds, or those that are the default. */
export function drawn(type: DeclaredType | null, wish: RangeWish): DeclaredType | null {
  if (type?.kind !== 'decimal' || type.stored === undefined) return type;
  const { precision, scale } = type.stored;
  const texts = [wish.min?.value ?? DEFAULT_MAX, wish.max?.value ?? DEFAULT_MAX];
  const whole = texts.map((text) => wholeDigits(text, numberOf(text)?.value ?? 0));
  return heldDigits(type, Math.min(precision - scale, Math.max(...whole)), scale);
}

/** The greatest number without bounds. */
const DEFAULT_MAX = '1000';

/** Whether a generator that takes this kind of range, null for none, accepts the range of the field. */
export function suits(wish: RangeWish, kind: RangeKind | null): boolean {
  if (kind === null) return wish.min === null && wish.max === null && wish.step === null && wish.distribution === null;
  return (
    (wish.min === null || readBound(wish.min.value, kind, 'min') !== null) &&
    (wish.max === null || readBound(wish.max.value, kind, 'max') !== null)
  );
}

/** The range for a kind and a declared type; what does not fit is reported. */
export function readRange(
  wish: RangeWish,
  ofGenerator: RangeKind,
  type: DeclaredType | null,
  location: Location,
): Range {
  const kind = ofGenerator === 'number' && type?.kind === 'integer' ? 'integer' : ofGenerator;
  const end = (said: Spanned<string> | null, name: End): RangeBound | null => {
    if (said === null) return null;
    const bound = readBound(said.value, kind, name);
    if (bound === null) {
      location.report(
        'RANGE_INVALID',
        said.at,
        kind === 'longest' && name === 'min'
          ? 'this generator takes no least length, only a greatest one'
          : `${said.value} is not ${BOUND_FORM[kind]}`,
        kind === 'longest' && name === 'min' ? 'write only $max' : boundInstead(said.value, kind, name),
      );
    } else if (type?.kind === 'decimal' && kind === 'number') checkDecimal(bound, said, type, location);
    return bound;
  };
  const min = end(wish.min, 'min');
  const max = end(wish.max, 'max');
  if (min !== null && max !== null && min.value > max.value && wish.min !== null) {
    location.report('RANGE_ORDER', wish.min.at, `${min.text} is greater than ${max.text}`, 'swap them');
  }
  return {
    min,
    max,
    step: wish.step === null ? null : readStep(wish.step, kind, location),
    decimals: wish.decimals,
    distribution: wish.distribution === null ? null : readDistribution(wish.distribution.value, location),
  };
}

/** A year or a month alone as the day it begins or ends with. */
function boundInstead(text: string, kind: RangeKind, end: End): string {
  if (kind !== 'date' && kind !== 'timestamp') return '';
  const [, year, month] = /^(\d{4})(?:-(\d\d))?$/.exec(text.trim()) ?? [];
  if (year === undefined) return '';
  if (month === undefined) return `write ${year}-${end === 'min' ? '01-01' : '12-31'}`;
  return `write ${year}-${month}-${end === 'min' ? '01' : '28'}`;
}

function checkDecimal(
  bound: RangeBound,
  said: Spanned<string>,
  type: DeclaredType & { kind: 'decimal' },
  location: Location,
): void {
  const { precision, scale } = storedDigits(type);
  if (decimalsOf(bound.text) <= scale && wholeDigits(bound.text, bound.value) <= precision - scale) return;
  const message = `${bound.text} does not fit decimal(${precision},${scale})`;
  location.report('RANGE_INVALID', said.at, message, 'shorten it, or widen the type');
}

function readStep(node: YamlNode, kind: RangeKind, location: Location): number | null {
  if (kind === 'date' || kind === 'time' || kind === 'timestamp') {
    const step = node.kind === 'scalar' ? readDuration(node.text) : null;
    if (step !== null && step > 0) return step;
    location.report('DURATION_INVALID', node.at, 'the step is not a duration', `write ${DURATION_FORM}`);
    return null;
  }
  const step = readNumber(node, location, 'a number')?.value;
  if (step === undefined) return null;
  if (step > 0 && (kind === 'number' || Number.isInteger(step))) return step;
  location.report('RANGE_INVALID', node.at, 'a step is greater than 0, and whole for whole numbers');
  return null;
}
