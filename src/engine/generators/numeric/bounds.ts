import type { RangeBound, Range } from '../../../model/index.ts';
import { GeneratorProblem } from '../generator.ts';

/** Written numbers, split at the point: sign, digits before it, digits after it. */
const WRITTEN = /^([+-]?)(\d*)\.?(\d*)$/;
const MAX_DECIMALS = 12;

/** Digits after the point of a bound as written (`5.00` has 2), at most 12. */
export function decimalsOf(bound: RangeBound | null): number {
  const found = bound === null ? null : WRITTEN.exec(bound.text);
  return found === null ? 0 : Math.min(found[3].length, MAX_DECIMALS);
}

/** 10^scale for scale from 0 to 18, exact. */
export function powerOfTen(scale: number): number {
  let power = 1;
  for (let i = 0; i < scale; i++) power *= 10;
  return power;
}

/**
 * value × 10^scale as an integer; what lies between two of them goes into the range: up for a lower bound, down for an
 * upper one. Read from the text as written, so that no digit is lost.
 */
export function unscaled(bound: RangeBound, scale: number, side: 'min' | 'max'): bigint {
  const found = WRITTEN.exec(bound.text);
  if (found === null || found[2] + found[3] === '') {
    // Written with an exponent, or computed: the double is all there is.
    const value = bound.value * powerOfTen(scale);
    return BigInt(side === 'min' ? Math.ceil(value) : Math.floor(value));
  }
  const [, sign, whole, fraction] = found;
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const lost = /[1-9]/.test(fraction.slice(scale)) ? 1n : 0n;
  // Digits that are cut off move the bound towards zero, which is into the range only on one side.
  if (sign === '-') return -kept - (side === 'max' ? lost : 0n);
  return kept + (side === 'min' ? lost : 0n);
}

/** The lower and the upper bound, with a default for what is not written; a side alone moves the other's default along. */
export function bounded(range: Range, defaults: { readonly min: number; readonly max: number }): [number, number] {
  const { min, max } = range;
  const width = defaults.max - defaults.min;
  const low = min?.value ?? (max !== null && max.value <= defaults.min ? max.value - width : defaults.min);
  const high = max?.value ?? (min !== null && min.value >= defaults.max ? min.value + width : defaults.max);
  if (low > high) refuseEmpty();
  return [low, high];
}

/** The problem of bounds with nothing between them. */
export function refuseEmpty(): never {
  throw new GeneratorProblem('RANGE_EMPTY', 'no value is between the bounds', 'Widen the range or lower the step.');
}
