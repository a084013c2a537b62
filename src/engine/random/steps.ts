import { Guide } from './guide.ts';
import type { DiscreteLaw, Law } from './discrete-law.ts';

/** The law of the whole numbers first, first + 1, ... with given weights, all of them within low ... high. */
export class TableLaw implements DiscreteLaw {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly #first: number;
  readonly #guide: Guide;

  constructor(first: number, low: number, high: number, weights: Float64Array) {
    this.low = low;
    this.high = high;
    this.#first = first;
    this.#guide = new Guide(weights);
    let sum = 0;
    let moment = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i];
      moment += i * weights[i];
    }
    this.mean = first + moment / sum;
  }

  quantile(u: number): number {
    return this.#first + this.#guide.pick(u);
  }
}

/** The floors of a law over [low, high + 1]; its mean, unless given, is found by integration when it is first asked for. */
export class StepLaw implements DiscreteLaw {
  readonly low: number;
  readonly high: number;
  readonly #law: Law;
  #mean: number | undefined;

  constructor(low: number, high: number, law: Law, mean?: number) {
    this.low = low;
    this.high = high;
    this.#law = law;
    this.#mean = mean;
  }

  get mean(): number {
    this.#mean ??= mean(this);
    return this.#mean;
  }

  quantile(u: number): number {
    return Math.max(this.low, Math.min(this.high, Math.floor(this.#law.quantile(u))));
  }
}

/** The mean of a law as the integral of its quantile: midpoints in halving panels towards both ends, where tails are. */
function mean(law: Law): number {
  const points = 512;
  let sum = 0;
  let width = 0.25;
  for (let panel = 0; panel < 48; panel++) {
    let part = 0;
    for (let i = 0; i < points; i++) {
      const u = width * (1 + (i + 0.5) / points);
      part += law.quantile(u) + law.quantile(1 - u);
    }
    sum += (part / points) * width;
    width /= 2;
  }
  return sum + (law.quantile(width) + law.quantile(1 - width)) * 2 * width;
}
