import { fillLaw, fillUnit32 } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import type { DiscreteLaw } from '../random/discrete-law.ts';
import type { Rows } from '../rows.ts';

/** Below this many possible counts a word of 32 bits chooses fairly among them, at half the price. */
const SMALL = 65536;

/** The number of children that a law gives each parent by itself. */
export class ChildCounts {
  readonly law: DiscreteLaw;
  readonly #key: Key;
  readonly #rows: Rows = { first: 0, length: 0, index: null };

  constructor(law: DiscreteLaw, key: Key) {
    this.law = law;
    this.#key = key;
  }

  /** Writes the counts of the parents first ... first + length - 1, and returns their sum. */
  draw(out: Float64Array, first: number, length: number): number {
    const { law } = this;
    this.#rows.first = first;
    this.#rows.length = length;
    if (law.high - law.low < SMALL) {
      fillUnit32(out, this.#key, this.#rows);
      for (let i = 0; i < length; i++) out[i] = law.quantile(out[i]);
    } else {
      fillLaw(out, this.#key, this.#rows, law);
    }
    let sum = 0;
    for (let i = 0; i < length; i++) sum += out[i];
    return sum;
  }
}
