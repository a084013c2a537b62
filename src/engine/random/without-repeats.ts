import type { DiscreteLaw } from './discrete-law.ts';
import type { Key } from './key.ts';
import { shuffle } from './permutation.ts';
import { threefry, threefryAt } from './threefry.ts';

/** Up to so many draws for one owner are made one after the other: a fair sample, at the price of a short search each. */
const MAX_DRAWN = 64;
/** The draw of a counter that gives the key of a stream inside a cell. */
const STREAM = 2047;
const PER_U53 = 1.1102230246251565e-16;

const block = new Int32Array(2);

/** Different numbers below some n for each of many owners, any of them alone. */
export interface WithoutRepeats {
  /** The k-th number of an owner, k from 0. */
  at(owner: number, k: number): number;
}

/**
 * Numbers below n, all equally likely. Up to 64 an owner they are the first of a Fisher-Yates shuffle, of which only what was moved is
 * kept; beyond that a shuffle by a cipher.
 * @param most how many numbers an owner has at the most; at most n.
 */
export function drawnWithoutRepeats(n: number, most: number, key: Key): WithoutRepeats {
  return most <= MAX_DRAWN ? new Drawn(n, key) : new Shuffled(n, key);
}

class Drawn implements WithoutRepeats {
  readonly #n: number;
  readonly #key: Key;
  #owner = -1;
  #stream: Key = { k0: 0, k1: 0 };
  #made = 0;
  readonly #drawn = new Float64Array(MAX_DRAWN);
  /** Places that no longer hold their own number, and what they hold. */
  readonly #places = new Float64Array(MAX_DRAWN);
  readonly #held = new Float64Array(MAX_DRAWN);
  #moved = 0;

  constructor(n: number, key: Key) {
    this.#n = n;
    this.#key = key;
  }

  at(owner: number, k: number): number {
    if (owner !== this.#owner) {
      this.#owner = owner;
      this.#stream = streamOf(this.#key, owner);
      this.#made = 0;
      this.#moved = 0;
    }
    while (this.#made <= k) this.#drawn[this.#made] = this.#draw(this.#made++);
    return this.#drawn[k];
  }

  #draw(i: number): number {
    const place = i + Math.floor(unit(this.#stream, i, 0) * (this.#n - i));
    const at = this.#find(place);
    const value = at === -1 ? place : this.#held[at];
    if (place === i) return value;
    const own = this.#find(i);
    const slot = at === -1 ? this.#moved++ : at;
    this.#places[slot] = place;
    this.#held[slot] = own === -1 ? i : this.#held[own];
    return value;
  }

  #find(place: number): number {
    for (let i = 0; i < this.#moved; i++) if (this.#places[i] === place) return i;
    return -1;
  }
}

class Shuffled implements WithoutRepeats {
  readonly #n: number;
  readonly #key: Key;
  #owner = -1;
  #forward: (x: number) => number = (x) => x;

  constructor(n: number, key: Key) {
    this.#n = n;
    this.#key = key;
  }

  at(owner: number, k: number): number {
    if (owner !== this.#owner) {
      this.#owner = owner;
      this.#forward = shuffle(this.#n, streamOf(this.#key, owner));
    }
    return this.#forward(k);
  }
}

/** What numbers that follow a law are drawn from. */
export interface LawOptions {
  /** The law of the ranks 0 … its high. */
  readonly law: DiscreteLaw;
  /** How many numbers each rank has: rank r has r * width … r * width + width - 1. */
  readonly width: number;
  /** How many numbers an owner has, at least 1 and at most all there are. */
  readonly count: (owner: number) => number;
}

/**
 * Numbers whose ranks follow a law: the law is cut into as many equal parts as an owner has numbers, each gives one, and numbers that
 * would meet move on to their neighbors. All numbers of an owner are made at once, so there should be no more than some thousand.
 */
export function spreadWithoutRepeats({ law, width, count }: LawOptions, key: Key): WithoutRepeats {
  const total = (law.high + 1) * width;
  let current = -1;
  let numbers = new Float64Array(0);
  const make = (owner: number, made: number): void => {
    const stream = streamOf(key, owner);
    numbers = new Float64Array(made);
    for (let i = 0; i < made; i++) {
      const rank = law.quantile((i + unit(stream, i, 0)) / made);
      numbers[i] = rank * width + (width === 1 ? 0 : Math.floor(unit(stream, i, 1) * width));
    }
    numbers.sort();
    for (let i = 1; i < made; i++) if (numbers[i] <= numbers[i - 1]) numbers[i] = numbers[i - 1] + 1;
    for (let i = made - 1; i >= 0; i--) numbers[i] = Math.min(numbers[i], total - made + i);
    // Their order says nothing of their ranks.
    for (let i = made - 1; i > 0; i--) {
      const j = Math.floor(unit(stream, i, 2) * (i + 1));
      const kept = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = kept;
    }
  };
  return {
    at(owner, k) {
      const made = Math.max(count(owner), k + 1);
      if (owner !== current || made !== numbers.length) {
        make(owner, made);
        current = owner;
      }
      return numbers[k];
    },
  };
}

function streamOf(key: Key, owner: number): Key {
  threefryAt(key, owner, STREAM, block);
  return { k0: block[0], k1: block[1] };
}

/** A multiple of 2^-53 in [0, 1). */
function unit(stream: Key, counter: number, draw: number): number {
  threefry(stream, counter, draw, block);
  return ((block[0] >>> 5) * 67108864 + (block[1] >>> 6)) * PER_U53;
}
