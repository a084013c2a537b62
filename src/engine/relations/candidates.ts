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

/** Row numbers below 2^32 in the order of a value, or of a value within each of several groups. */
export class OrderedRows implements Candidates {
  readonly length: number;
  readonly #rows: Uint32Array;
  /** The position of each row, for a search by row: 1 more, 0 where it has none. */
  #places: Uint32Array | null = null;

  constructor(rows: Uint32Array) {
    this.length = rows.length;
    this.#rows = rows;
  }

  row(position: number): number {
    return this.#rows[position];
  }

  /** The position of a row among low … high - 1, else high: no other row is found by its number. */
  seek(row: number, low: number, high: number): number {
    this.#places ??= placesOf(this.#rows);
    const position = (this.#places[row] ?? 0) - 1;
    return position >= low && position < high ? position : high;
  }
}

function placesOf(rows: Uint32Array): Uint32Array {
  const places = new Uint32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1);
  for (const [position, row] of rows.entries()) places[row] = position + 1;
  return places;
}
