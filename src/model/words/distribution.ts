/** A number that shapes a distribution. */
export interface DistributionParameter {
  /** It must be greater than this. */
  readonly above: number;
  /** What it is when left out: a number, or what that follows from, in words. */
  readonly default: number | string;
  /** What it counts in: the unit of the values, their logarithms, or no unit at all. */
  readonly unit: 'values' | 'logarithms' | 'none';
}

/** A way to spread values over [min, max]. */
export interface DistributionSpec {
  /** One sentence for docs. */
  readonly summary: string;
  /** Whether it gives single numbers, counted in steps from min, and has no density. */
  readonly stepped: boolean;
  readonly parameters: Readonly<Record<string, DistributionParameter>>;
}

const ANY = -Infinity;

/**
 * Every distribution by name. All are truncated to the range by their inverse distribution function, never clamped. What makes
 * their values stands in the engine, in a record for each of `stepped`.
 */
export const DISTRIBUTIONS = {
  uniform: { summary: 'All values are equally likely.', stepped: false, parameters: {} },
  normal: {
    summary: 'A bell curve.',
    stepped: false,
    parameters: {
      mean: { above: ANY, default: 'the middle of the range', unit: 'values' },
      stddev: { above: 0, default: 'a sixth of the range', unit: 'values' },
    },
  },
  lognormal: {
    summary:
      'A bell of the logarithms; where min is not above 0, of those of x - min, and its median is a tenth of the range.',
    stepped: false,
    parameters: {
      mean: { above: ANY, default: 'ln of the geometric middle', unit: 'logarithms' },
      sigma: { above: 0, default: 0.5, unit: 'none' },
    },
  },
  exponential: {
    summary: 'Decreases from min; the mean is counted from there.',
    stepped: false,
    parameters: { mean: { above: 0, default: 'a fifth of the range', unit: 'values' } },
  },
  pareto: {
    summary: 'Decreases from min, with a long tail.',
    stepped: false,
    parameters: { alpha: { above: 0, default: 1.16, unit: 'none' } },
  },
  zipf: {
    summary: 'The value k = min … max has the weight (k - min + 1)^-s.',
    stepped: true,
    parameters: { s: { above: 0, default: 1.1, unit: 'none' } },
  },
  poisson: {
    summary: 'The number of events that happen at a rate.',
    stepped: true,
    parameters: { lambda: { above: 0, default: 'the middle of the range', unit: 'values' } },
  },
} as const satisfies Readonly<Record<string, DistributionSpec>>;

export type DistributionName = keyof typeof DISTRIBUTIONS;

/** The names, in the order of the documentation. */
export const DISTRIBUTION_NAMES: readonly string[] = Object.keys(DISTRIBUTIONS);

/** A distribution of that name with the parameters that were said. */
export type DistributionOf<Name extends DistributionName> = {
  [N in Name]: { readonly name: N } & { readonly [P in keyof (typeof DISTRIBUTIONS)[N]['parameters']]?: number };
}[Name];

export type Distribution = DistributionOf<DistributionName>;

/** The names of the distributions that give single numbers. */
export type SteppedName = {
  [N in DistributionName]: (typeof DISTRIBUTIONS)[N]['stepped'] extends true ? N : never;
}[DistributionName];

/** Whether a distribution gives single numbers, and has no density. */
export function isStepped(distribution: Distribution): distribution is DistributionOf<SteppedName> {
  return DISTRIBUTIONS[distribution.name].stepped;
}

/** The parameters of a distribution, by name. */
export function parametersOf(name: DistributionName): Readonly<Record<string, DistributionParameter>> {
  return DISTRIBUTIONS[name].parameters;
}

/** Whether a word names a distribution. */
export function isDistributionName(word: string): word is DistributionName {
  return Object.hasOwn(DISTRIBUTIONS, word);
}
