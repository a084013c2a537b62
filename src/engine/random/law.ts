import {
  type Distribution,
  type DistributionOf,
  DISTRIBUTIONS,
  isStepped,
  type SteppedName,
} from '../../model/index.ts';
import { curve, positive } from './curve.ts';
import { poissonLaw } from './poisson.ts';
import { StepLaw, TableLaw } from './steps.ts';
import { zipfLaw } from './zipf.ts';
import type { DiscreteLaw, Law } from './discrete-law.ts';

/** Ranges up to this long get a table of their chances: faster than the formulas, and their mean is exact. */
const TABLE = 4096;

/**
 * A distribution over [min, max], cut by its inverse distribution function; max comes up only through rounding. Zipf and
 * poisson give the whole numbers from min to max. What other laws mean where min is not above 0 is at `curve`.
 * Throws a RangeError for an empty or endless range and for parameters outside their domain.
 */
export function continuousLaw(distribution: Distribution, min: number, max: number): Law {
  if (isStepped(distribution)) return discreteLaw(distribution, Math.ceil(min), Math.floor(max));
  return curve(distribution, min, max);
}

/**
 * A distribution over the whole numbers low ... high. The laws with a density are taken over [low, high + 1) and floored,
 * so that a default mean stays in the middle; zipf gives k the weight (k - low + 1)^-s; poisson is cut to the range, and
 * where low is below 0 it is the law of k - low. Throws a RangeError unless low <= high are whole numbers with at most
 * 2^53 numbers between them, and for parameters outside their domain.
 */
export function discreteLaw(distribution: Distribution, low: number, high: number): DiscreteLaw {
  const n = high - low + 1;
  if (!(Number.isSafeInteger(low) && Number.isSafeInteger(high) && n >= 1 && n <= 9007199254740992)) {
    throw new RangeError(`no whole numbers from ${low} to ${high}`);
  }
  if (distribution.name === 'uniform') {
    return new StepLaw(low, high, { quantile: (u) => low + u * n }, low + (n - 1) / 2);
  }
  if (isStepped(distribution)) {
    const steps: Steps = STEPS[distribution.name];
    return steps.from(distribution, low, high);
  }
  const shape = curve(distribution, low, high + 1);
  if (n > TABLE) return new StepLaw(low, high, shape);
  const weights = new Float64Array(n);
  for (let i = 0, below = 0; i < n; i++) {
    const above = shape.cdf(low + i + 1);
    weights[i] = Math.max(0, above - below);
    below = above;
  }
  return new TableLaw(low, low, high, weights);
}

type Stepped = DistributionOf<SteppedName>;

/** Makes the law of a distribution without a density. */
interface Steps<D = Stepped> {
  from(distribution: D, low: number, high: number): DiscreteLaw;
}

const STEPS = {
  zipf: {
    from: ({ s = DISTRIBUTIONS.zipf.parameters.s.default }, low, high) => zipfLaw(low, high, positive(s, 's')),
  },
  poisson: { from: ({ lambda }, low, high) => poissonLaw(low, high, lambda) },
} as const satisfies { readonly [Name in SteppedName]: Steps<DistributionOf<Name>> };
