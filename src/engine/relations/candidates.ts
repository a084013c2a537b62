/** The parents that a reference can have, by their positions: ascending, or ascending within each of several groups. */
export interface Candidates {
  readonly length: number;
  row(position: number): number;
  /** The first position from low to high - 1 whose row is not below the given one, else high; the rows between ascend. */
  seek(row: number, low: number, high: number): number;
}

/** Every parent. */
export class EveryRow implements Candidates {
  readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  row(position: number): number {
    return position;
  }

  seek(row: number, low: number, high: number): number {
    return Math.max(low, Math.min(high, row));
  }
}

/** Row numbers below 2^32 in any order, each 4 bytes. */
export class ListedRows implements Candidates {
  readonly length: number;
  readonly #rows: Uint32Array;

  constructor(rows: Uint32Array) {
    this.length = rows.length;
    this.#rows = rows;
  }

  row(position: number): number {
    return this.#rows[position];
  }

  seek(row: number, low: number, high: number): number {
    const rows = this.#rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rows[middle] < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
