import { exp, expm1, log, log1p, pow } from './elementary.ts';
import { Guide } from './guide.ts';
import type { DiscreteLaw } from './discrete-law.ts';
import { StepLaw, TableLaw } from './steps.ts';

/** Ranks that are tabled one by one. */
const HEAD = 65536;

/**
 * Zipf's law over low ... high: k has the weight (k - low + 1)^-s, s above 0. Up to 65,536 ranks are exact; the weight of
 * a later rank r is the integral of x^-s from r - 1/2 to r + 1/2, right to some s^2 parts in 10^11.
 */
export function zipfLaw(low: number, high: number, s: number): DiscreteLaw {
  const n = high - low + 1;
  const head = Math.min(n, HEAD);
  const weights = new Float64Array(head + (n > head ? 1 : 0));
  for (let i = 0; i < head; i++) weights[i] = pow(i + 1, -s);
  if (n === head) return new TableLaw(low, low, high, weights);

  const from = head + 0.5;
  const ratio = log((n + 0.5) / from);
  // The integral of (x / from)^-s over the tail is from * (e^(bend * ratio) - 1) / bend; for s near 1, from * ratio.
  const bend = 1 - s;
  const flat = Math.abs(bend) < 1e-12;
  const growth = expm1(bend * ratio);
  weights[head] = pow(from, bend) * (flat ? ratio : growth / bend);
  const guide = new Guide(weights);
  const rest = guide.below(head);
  const quantile = (u: number): number => {
    const rank = guide.pick(u);
    if (rank < head) return low + rank;
    const v = (u - rest) / (1 - rest);
    const x = from * exp(flat ? v * ratio : log1p(v * growth) / bend);
    // x = rank + 1/2 is where a rank counted from 1 ends; counted from 0 the floor of x - 1/2 is the rank.
    return low + Math.max(head, Math.floor(x - 0.5));
  };
  return new StepLaw(low, high, { quantile });
}
