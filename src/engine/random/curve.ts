import { type DistributionName, type DistributionOf, DISTRIBUTIONS, type SteppedName } from '../../model/index.ts';
import { exp, expm1, log, log1p } from './elementary.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** A continuous law over [min, max]: its quantile for u in [0, 1], and its distribution function, 0 at min and 1 at max. */
export interface Curve {
  quantile(u: number): number;
  cdf(x: number): number;
}

type SmoothName = Exclude<DistributionName, SteppedName>;

/** The distributions with a density. */
export type Smooth = DistributionOf<SmoothName>;

/**
 * The curve of a distribution cut to [min, max]. Where min is not above 0, two laws of positive numbers begin at min
 * all the same:
 * - lognormal is then the law of x - min, its median by default a tenth of the range;
 * - pareto keeps its shape with a scale of 1 (a tenth of the range, where that is less), as if counted from min - scale.
 * An exponential's `mean` is measured from min, before the cut.
 * Throws a RangeError unless min <= max and max - min are finite and every parameter is in its domain.
 */
export function curve(distribution: Smooth, min: number, max: number): Curve {
  const range = max - min;
  if (!(range >= 0 && range < Infinity)) throw new RangeError(`no range from ${min} to ${max}`);
  const density: Density = DENSITIES[distribution.name];
  const shape =
    range === 0 ? { quantile: () => min, cdf: (x: number) => (x < min ? 0 : 1) } : density.over(distribution, min, max);
  return {
    // Rounding may step over an end.
    quantile: (u) => Math.max(min, Math.min(max, shape.quantile(u))),
    cdf: (x) => (x <= min && range > 0 ? 0 : x >= max ? 1 : shape.cdf(x)),
  };
}

/** Makes the curve of a distribution over [min, max], where min < max. */
interface Density<D = Smooth> {
  over(distribution: D, min: number, max: number): Curve;
}

const { lognormal: LOGNORMAL, pareto: PARETO } = DISTRIBUTIONS;

const DENSITIES = {
  uniform: {
    over(_, min, max) {
      const range = max - min;
      return { quantile: (u) => min + u * range, cdf: (x) => (x - min) / range };
    },
  },
  normal: {
    over({ mean, stddev }, min, max) {
      const range = max - min;
      return normal(finite(mean ?? min + range / 2, 'mean'), positive(stddev ?? range / 6, 'stddev'), min, max);
    },
  },
  lognormal: {
    over: ({ mean, sigma = LOGNORMAL.parameters.sigma.default }, min, max) =>
      lognormal(mean, positive(sigma, 'sigma'), min, max),
  },
  exponential: {
    over: ({ mean }, min, max) => exponential(positive(mean ?? (max - min) / 5, 'mean'), min, max - min),
  },
  pareto: {
    over: ({ alpha = PARETO.parameters.alpha.default }, min, max) => pareto(positive(alpha, 'alpha'), min, max - min),
  },
} as const satisfies { readonly [Name in SmoothName]: Density<DistributionOf<Name>> };

/** The number, if it is above 0 and finite; else a RangeError that names the parameter. */
export function positive(value: number, name: string): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be above 0, not ${value}`);
  return value;
}

function finite(value: number, name: string): number {
  if (!(Math.abs(value) < Infinity)) throw new RangeError(`${name} must be a number, not ${value}`);
  return value;
}

function normal(mean: number, stddev: number, min: number, max: number): Curve {
  if (min > mean) {
    // The distribution function is precise on its left side only.
    const mirrored = normal(-mean, stddev, -max, -min);
    return { quantile: (u) => 0 - mirrored.quantile(1 - u), cdf: (x) => 1 - mirrored.cdf(-x) };
  }
  const top = (max - mean) / stddev;
  if (top < -37) {
    // Beyond the smallest doubles; out there the density is an exponential's, falling towards the left of max.
    const fall = exponential(-stddev / top, 0, max - min);
    return { quantile: (u) => max - fall.quantile(1 - u), cdf: (x) => 1 - fall.cdf(max - x) };
  }
  const below = normalCdf((min - mean) / stddev);
  const mass = normalCdf(top) - below;
  return {
    quantile: (u) => mean + stddev * normalQuantile(below + u * mass),
    cdf: (x) => (normalCdf((x - mean) / stddev) - below) / mass,
  };
}

function lognormal(mean: number | undefined, sigma: number, min: number, max: number): Curve {
  const from = Math.min(min, 0);
  const first = min - from;
  const last = max - from;
  const middle = first > 0 ? (log(first) + log(last)) / 2 : log(last / 10);
  const logs = normal(finite(mean ?? middle, 'mean'), sigma, log(first), log(last));
  return { quantile: (u) => from + exp(logs.quantile(u)), cdf: (x) => logs.cdf(log(x - from)) };
}

function exponential(mean: number, min: number, range: number): Curve {
  const mass = expm1(-range / mean);
  return {
    quantile: (u) => min - mean * log1p(u * mass),
    cdf: (x) => expm1((min - x) / mean) / mass,
  };
}

function pareto(alpha: number, min: number, range: number): Curve {
  const scale = min > 0 ? min : Math.min(1, range / 10);
  const origin = min - scale;
  const mass = expm1(-alpha * log(1 + range / scale));
  return {
    quantile: (u) => origin + scale * exp(-log1p(u * mass) / alpha),
    cdf: (x) => expm1(-alpha * log((x - origin) / scale)) / mass,
  };
}
