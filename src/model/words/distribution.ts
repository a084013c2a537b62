/**
 * How values are spread over [min, max]; every law is truncated to the range by its inverse distribution function, never
 * clamped. Parameters that are left out have the defaults named here.
 */
export type Distribution =
  | { readonly name: 'uniform' }
  /** mean: the middle of the range; stddev: a sixth of it. */
  | { readonly name: 'normal'; readonly mean?: number; readonly stddev?: number }
  /** Of the logarithms: mean = ln of the geometric middle, sigma = 0.5. */
  | { readonly name: 'lognormal'; readonly mean?: number; readonly sigma?: number }
  /** From min on; mean: a fifth of the range above min. */
  | { readonly name: 'exponential'; readonly mean?: number }
  /** From min on; alpha = 1.16. */
  | { readonly name: 'pareto'; readonly alpha?: number }
  /** Over k = min … max with weight (k − min + 1)^−s; s = 1.1. */
  | { readonly name: 'zipf'; readonly s?: number }
  /** lambda: the middle of the range. */
  | { readonly name: 'poisson'; readonly lambda?: number };
