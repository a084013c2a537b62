import type { Candidates } from './candidates.ts';

/** Words of 32 rows that are counted together. */
const BLOCK_WORDS = 16;
const BLOCK_ROWS = 32 * BLOCK_WORDS;

/** Some of the rows 0 … n - 1, in ascending order: a bit for each row, and a sum for each block of 512. */
export class RowSet implements Candidates {
  readonly length: number;
  readonly #rows: number;
  readonly #bits: Uint32Array;
  /** Members before each block. */
  readonly #before: Uint32Array;
  /** The block of every 512th member. */
  readonly #hints: Uint32Array;

  /** @param bits row r is bit r % 32 of word floor(r / 32); those from `rows` on are 0. */
  constructor(rows: number, bits: Uint32Array) {
    const blocks = Math.ceil(rows / BLOCK_ROWS);
    const before = new Uint32Array(blocks + 1);
    for (let block = 0; block < blocks; block++) {
      let sum = before[block];
      const end = Math.min(bits.length, (block + 1) * BLOCK_WORDS);
      for (let word = block * BLOCK_WORDS; word < end; word++) sum += ones(bits[word]);
      before[block + 1] = sum;
    }
    this.length = before[blocks];
    this.#rows = rows;
    this.#bits = bits;
    this.#before = before;
    this.#hints = new Uint32Array(Math.floor(this.length / BLOCK_ROWS) + 2).fill(blocks);
    for (let block = blocks - 1; block >= 0; block--) {
      for (let hint = Math.ceil(before[block] / BLOCK_ROWS); hint * BLOCK_ROWS < before[block + 1]; hint++) {
        this.#hints[hint] = block;
      }
    }
  }

  has(row: number): boolean {
    return ((this.#bits[row >>> 5] >>> (row & 31)) & 1) === 1;
  }

  /** Members below a row. */
  rank(row: number): number {
    if (row >= this.#rows) return this.length;
    const word = row >>> 5;
    let count = this.#before[Math.floor(word / BLOCK_WORDS)];
    for (let at = word - (word % BLOCK_WORDS); at < word; at++) count += ones(this.#bits[at]);
    return count + ones(this.#bits[word] & ((1 << (row & 31)) - 1));
  }

  seek(row: number, low: number, high: number): number {
    return Math.max(low, Math.min(high, this.rank(row)));
  }

  /** The member with so many members below it. */
  row(position: number): number {
    const before = this.#before;
    let block = 0;
    for (let end = before.length - 1; end - block > 1;) {
      const middle = (block + end) >>> 1;
      if (before[middle] <= position) block = middle;
      else end = middle;
    }
    let left = position - before[block];
    let word = block * BLOCK_WORDS;
    for (let count = ones(this.#bits[word]); left >= count; count = ones(this.#bits[word])) {
      left -= count;
      word++;
    }
    let bits = this.#bits[word];
    for (; left > 0; left--) bits &= bits - 1;
    return word * 32 + 31 - Math.clz32(bits & -bits);
  }
}

/** How many bits of a word are 1. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
