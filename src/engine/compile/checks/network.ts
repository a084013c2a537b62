/** A variable of a network; the first one of every network is the constant 0. */
export interface Variable {
  /** Drawn values are low, low + step, …; of others it is what their values are multiples of, apart from `low`; 0 where that is not known. */
  readonly step: number;
  readonly low: number;
  /** Infinite where a value that is not drawn has no known bounds. */
  readonly high: number;
  /** Those that are not drawn come first. */
  readonly isDrawn: boolean;
  /** Values that it may have to differ from in one row. */
  readonly exclusions: number;
}

/** to - from ≤ most. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

/** Bounds of a drawn variable by one before it: other - down ≤ value ≤ other + up. */
export interface DifferenceBound {
  readonly other: number;
  readonly up: number;
  readonly down: number;
}

/** The bounds of every drawn variable by those before it (empty for others), or why there are none. */
export type Solution =
  | { readonly bounds: readonly (readonly DifferenceBound[])[] }
  /** No value is left; or, where `to` is set, to - from would have to be at most `most`, and can be `known`. */
  | {
      readonly conflict: true;
      readonly from?: number;
      readonly to?: number;
      readonly most?: number;
      readonly known?: number;
    };

/**
 * Solves a system of differences by elimination: the last variable goes first, and leaves what its neighbours must fulfil so that it has
 * room. So every variable can be drawn in order, anywhere within the bounds by those before it, and the later ones always have room. Bounds
 * are rounded to the grid of a variable; where its neighbour is on a finer one, a step is kept free.
 * @param known the most that x_to - x_from can be of variables that are not drawn, row by row.
 */
export function solve(
  variables: readonly Variable[],
  edges: readonly Edge[],
  known: readonly Float64Array[],
): Solution {
  const size = variables.length;
  const most = variables.map(() => new Float64Array(size).fill(Infinity));
  for (let v = 0; v < size; v++) most[v][v] = 0;
  for (const [v, { isDrawn, low, high }] of variables.entries()) {
    if (!isDrawn) continue;
    most[0][v] = high;
    most[v][0] = -low;
  }
  for (const { from, to, most: limit } of edges) {
    if (from === to && limit < 0) return { conflict: true };
    most[from][to] = Math.min(most[from][to], limit);
  }
  const bounds: DifferenceBound[][] = variables.map(() => []);
  for (let v = size - 1; v > 0; v--) {
    const { isDrawn, step, exclusions } = variables[v];
    if (!isDrawn) continue;
    const slack: number[] = [];
    for (let j = 0; j < v; j++) slack[j] = rounded(variables, most, v, j);
    for (let j = 0; j < v; j++) {
      const [up, down] = [most[j][v], most[v][j]];
      if (up < Infinity || down < Infinity) bounds[v].push({ other: j, up, down });
      for (let k = 0; k < v; k++) {
        const left = most[k][v] + most[v][j] - exclusions * step - slack[j] - slack[k];
        if (left >= most[k][j]) continue;
        if (k === j && left < 0) return { conflict: true };
        most[k][j] = left;
      }
    }
  }
  for (const [from, row] of known.entries()) {
    for (const [to, can] of row.entries()) {
      if (variables[from].isDrawn || variables[to].isDrawn || can <= most[from][to]) continue;
      return { conflict: true, from, to, most: most[from][to], known: can };
    }
  }
  return { bounds };
}

/** Rounds the bounds of v by j to v's grid; the most that they may be rounded by in a row, where j is on a finer one. */
function rounded(variables: readonly Variable[], most: readonly Float64Array[], v: number, j: number): number {
  const { step, low } = variables[v];
  const other = variables[j];
  if (j > 0 && (other.step === 0 || other.step % step !== 0))
    return most[j][v] < Infinity || most[v][j] < Infinity ? step : 0;
  const apart = low - (j === 0 ? 0 : other.low);
  if (most[j][v] < Infinity) most[j][v] = apart + Math.floor((most[j][v] - apart) / step) * step;
  if (most[v][j] < Infinity) most[v][j] = -apart + Math.floor((most[v][j] + apart) / step) * step;
  return 0;
}

/** The most that x_to - x_from can be, by the ranges of all variables and what is known of two of them. */
export function closure(variables: readonly Variable[], facts: readonly Edge[]): readonly Float64Array[] {
  const size = variables.length;
  const most = variables.map(() => new Float64Array(size).fill(Infinity));
  for (const [v, { low, high }] of variables.entries()) {
    most[v][v] = 0;
    if (v === 0) continue;
    most[0][v] = high;
    most[v][0] = -low;
  }
  for (const { from, to, most: limit } of facts) most[from][to] = Math.min(most[from][to], limit);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) {
      const via = most[i][k];
      if (via === Infinity) continue;
      for (let j = 0; j < size; j++) most[i][j] = Math.min(most[i][j], via + most[k][j]);
    }
  }
  return most;
}
