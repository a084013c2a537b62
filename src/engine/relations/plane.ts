import { firstNotBelow, type OrderedValues } from './ordered-values.ts';

/**
 * Positions that each have a value, for a choice among those of a range whose values are in a range as well: a wavelet matrix over the
 * ranks of the values. Counting and choosing take one step for each bit of the ranks; memory is about log2(n) / 4 bytes a position.
 */
export class Plane {
  readonly #sorted: OrderedValues;
  /** The position of each rank, and the rank of each position. */
  readonly #positions: Uint32Array;
  readonly #ranks: Uint32Array;
  readonly #levels: readonly Level[];

  /** @param values one for each position. */
  constructor(values: OrderedValues) {
    const n = values.length;
    const positions = Uint32Array.from({ length: n }, (_, i) => i);
    if (values instanceof BigInt64Array) {
      positions.sort((a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : a - b));
      this.#sorted = BigInt64Array.from(positions, (position) => values[position]);
    } else {
      positions.sort((a, b) => values[a] - values[b] || a - b);
      this.#sorted = Float64Array.from(positions, (position) => values[position]);
    }
    const ranks = new Uint32Array(n);
    for (const [rank, position] of positions.entries()) ranks[position] = rank;
    this.#positions = positions;
    this.#ranks = ranks;
    const levels: Level[] = [];
    let current: Uint32Array = ranks;
    for (let bit = 31 - Math.clz32(Math.max(1, n - 1)); bit >= 0; bit--) {
      const level = new Level(current, bit);
      current = level.parted(current);
      levels.push(level);
    }
    this.#levels = levels;
  }

  get length(): number {
    return this.#positions.length;
  }

  /** The first rank from low to high - 1 whose value is not below (with `isPast`, is above) a value, else high. */
  rank(value: number | bigint, isPast: boolean, low: number, high: number): number {
    return firstNotBelow(this.#sorted, value, isPast, low, high);
  }

  rankOf(position: number): number {
    return this.#ranks[position];
  }

  /** How many positions from low to high - 1 have a rank below this one. */
  below(rank: number, low: number, high: number): number {
    if (rank <= 0 || low === high) return 0;
    if (rank >= this.length) return high - low;
    let count = 0;
    for (const level of this.#levels) {
      const [first, end] = [level.zeros(low), level.zeros(high)];
      if (level.isOne(rank)) {
        count += end - first;
        [low, high] = [level.total + low - first, level.total + high - end];
      } else {
        [low, high] = [first, end];
      }
    }
    return count;
  }

  /** The position from low to high - 1 that has the n-th rank of them, from 0. */
  nth(n: number, low: number, high: number): number {
    let rank = 0;
    for (const level of this.#levels) {
      const [first, end] = [level.zeros(low), level.zeros(high)];
      if (n < end - first) {
        [low, high] = [first, end];
      } else {
        n -= end - first;
        rank |= 1 << level.bit;
        [low, high] = [level.total + low - first, level.total + high - end];
      }
    }
    return this.#positions[rank];
  }
}

/** One bit of all numbers, in the order that the higher bits leave them in. */
class Level {
  readonly bit: number;
  /** How many numbers have a 0 here. */
  readonly total: number;
  readonly #words: Uint32Array;
  /** Ones before each word. */
  readonly #before: Uint32Array;

  constructor(numbers: Uint32Array, bit: number) {
    const words = new Uint32Array((numbers.length >>> 5) + 1);
    for (const [i, number] of numbers.entries()) if (((number >>> bit) & 1) === 1) words[i >>> 5] |= 1 << (i & 31);
    const before = new Uint32Array(words.length + 1);
    for (const [i, word] of words.entries()) before[i + 1] = before[i] + ones(word);
    this.bit = bit;
    this.#words = words;
    this.#before = before;
    this.total = numbers.length - before[words.length];
  }

  isOne(number: number): boolean {
    return ((number >>> this.bit) & 1) === 1;
  }

  /** How many of the first so many numbers have a 0 here. */
  zeros(count: number): number {
    const word = count >>> 5;
    const mask = (1 << (count & 31)) - 1;
    return count - this.#before[word] - ones(this.#words[word] & mask);
  }

  /** The numbers with a 0 here, then those with a 1, each in the order that they had. */
  parted(numbers: Uint32Array): Uint32Array {
    const out = new Uint32Array(numbers.length);
    let [zero, one] = [0, this.total];
    for (const number of numbers) out[this.isOne(number) ? one++ : zero++] = number;
    return out;
  }
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
