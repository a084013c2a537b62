import type { DiscreteLaw } from '../random/discrete-law.ts';
import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import { drawnWithoutRepeats, type WithoutRepeats } from '../random/without-repeats.ts';

/** Ranks whose rows are counted beforehand. */
const MAX_COUNTED = 1_000_000;

/**
 * Combinations for a known number of rows whose first members follow a law: the rows are shuffled and shared out in the proportions of
 * the law, and those that fall to one rank have different combinations of the other members.
 */
export class SharedRows {
  readonly #rows: number;
  readonly #law: DiscreteLaw;
  readonly #width: number;
  readonly #order: Permutation;
  readonly #draws: WithoutRepeats;

  /** @param width combinations that one rank has. */
  constructor(rows: number, law: DiscreteLaw, width: number, keys: readonly [order: Key, draws: Key]) {
    this.#rows = rows;
    this.#law = law;
    this.#width = width;
    this.#order = new Permutation(rows, keys[0]);
    this.#draws = drawnWithoutRepeats(width, width, keys[1]);
  }

  at(row: number): number {
    const place = this.#order.forward(row);
    const rank = this.#rankOf(place);
    return rank * this.#width + this.#draws.at(rank, place - this.#first(rank, 0, place));
  }

  /** How many rows the fullest rank has where that is more than it has combinations; null if there are too many ranks to say. */
  overfull(): number | null {
    // Of as many places side by side as are too many, one is looked at.
    const step = this.#width + 1;
    if (this.#rows / step > MAX_COUNTED) return null;
    let most = 0;
    for (let place = 0; place < this.#rows; place += step) {
      const rank = this.#rankOf(place);
      most = Math.max(most, this.#first(rank + 1, place, this.#rows) - this.#first(rank, 0, place));
    }
    return most > this.#width ? most : 0;
  }

  #rankOf(place: number): number {
    return this.#law.quantile((place + 0.5) / this.#rows);
  }

  /** The first place of low … high whose rank is not below this one; high if there is none before it. */
  #first(rank: number, low: number, high: number): number {
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      if (this.#rankOf(middle) < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
