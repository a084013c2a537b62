/** Tables up to this long have more cells than positions, so that the search nearly always ends where it begins. */
const CELLS = 65536;

/**
 * The inverse of a discrete distribution function by a guide table (Chen and Asau, On generating random variates from an
 * empirical distribution, 1974): some two steps a pick, whatever the weights.
 */
export class Guide {
  readonly #cumulated: Float64Array;
  readonly #guide: Uint32Array;

  /** Weights not below 0, with a sum above 0. */
  constructor(weights: Float64Array) {
    const n = weights.length;
    const cumulated = new Float64Array(n);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += weights[i];
      cumulated[i] = sum;
    }
    for (let i = 0; i < n; i++) cumulated[i] /= sum;
    const cells = Math.max(n, Math.min(CELLS, n * 16));
    const guide = new Uint32Array(cells);
    for (let i = 0, position = 0; i < cells; i++) {
      while (cumulated[position] <= i / cells) position++;
      guide[i] = position;
    }
    this.#cumulated = cumulated;
    this.#guide = guide;
  }

  /** The position whose interval holds u, of [0, 1). */
  pick(u: number): number {
    const cumulated = this.#cumulated;
    const guide = this.#guide;
    let position = guide[(u * guide.length) | 0];
    while (cumulated[position] <= u) position++;
    return position;
  }

  /** The chance of a position below the given one. */
  below(position: number): number {
    return position === 0 ? 0 : this.#cumulated[position - 1];
  }
}
