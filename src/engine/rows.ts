/**
 * The rows of a batch: `first … first + length - 1`, or, where `index` is set, the `length` row numbers it holds
 * (any order, repeats allowed, each an integer in [0, 2^53)). One mutable value for each frame, set again for each batch.
 */
export interface Rows {
  length: number;
  first: number;
  index: Float64Array | null;
}

/** The number of the i-th row of a batch. */
export function rowAt(rows: Rows, i: number): number {
  return rows.index === null ? rows.first + i : rows.index[i];
}
