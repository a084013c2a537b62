import type { Length } from '../../model/index.ts';
import type { DiscreteLaw } from './discrete-law.ts';
import { Guide } from './guide.ts';
import { discreteLaw } from './law.ts';

/** The law of a number of items or children. */
export function lengthLaw({ choices, distribution, min, max }: Length): DiscreteLaw {
  return choices === null ? discreteLaw(distribution, min, max) : new ChoiceLaw(choices);
}

/** A pick of some whole numbers, ascending, by their weights. */
class ChoiceLaw implements DiscreteLaw {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly #values: readonly number[];
  readonly #guide: Guide;

  constructor(choices: NonNullable<Length['choices']>) {
    this.#values = choices.map(({ value }) => value);
    this.#guide = new Guide(Float64Array.from(choices, ({ weight }) => weight));
    this.low = this.#values[0];
    this.high = this.#values[this.#values.length - 1];
    let sum = 0;
    let moment = 0;
    for (const { value, weight } of choices) {
      sum += weight;
      moment += value * weight;
    }
    this.mean = moment / sum;
  }

  quantile(u: number): number {
    return this.#values[this.#guide.pick(u)];
  }
}
