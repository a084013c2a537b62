/** How values are spread: the value for a u in [0, 1), ascending with u. */
export interface Law {
  quantile(u: number): number;
}

/** A law of the whole numbers low ... high. */
export interface DiscreteLaw extends Law {
  readonly low: number;
  readonly high: number;
  /** The mean, exact or (for wide ranges) within some 0.1 % of the law's spread. */
  readonly mean: number;
}
