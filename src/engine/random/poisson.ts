import { curve } from './curve.ts';
import type { DiscreteLaw } from './discrete-law.ts';
import { StepLaw, TableLaw } from './steps.ts';

/** Above this the law is told from a normal one by nobody, and its table would be long. */
const NORMAL = 1e6;
/** Chances this small beside the largest one never come up in 2^53 draws. */
const NEVER = 1e-20;

/**
 * Poisson's law cut to low ... high, where low is below 0 the law of k - low; lambda is the middle of the range unless
 * given. For lambda above a million it is the normal law of mean lambda + 1/2 and variance lambda, floored. Throws a
 * RangeError for a lambda below 0.
 */
export function poissonLaw(low: number, high: number, lambda?: number): DiscreteLaw {
  const origin = Math.min(low, 0);
  const from = low - origin;
  const to = high - origin;
  const rate = lambda ?? (from + to) / 2;
  if (!(rate >= 0 && rate < Infinity)) throw new RangeError(`lambda must not be below 0: ${rate}`);
  if (rate > NORMAL) {
    const mean = origin + rate + 0.5;
    return new StepLaw(low, high, curve({ name: 'normal', mean, stddev: Math.sqrt(rate) }, low, high + 1));
  }
  // From the likeliest number of the range outwards, each chance by its neighbour's.
  const peak = Math.max(from, Math.min(to, Math.floor(rate)));
  const down: number[] = [];
  for (let k = peak, weight = 1; k > from && weight > NEVER; k--) down.push((weight *= k / rate));
  const up: number[] = [];
  for (let k = peak, weight = 1; k < to && weight > NEVER; k++) up.push((weight *= rate / (k + 1)));
  const weights = Float64Array.from([...down.reverse(), 1, ...up]);
  return new TableLaw(origin + peak - down.length, low, high, weights);
}
