import { BLOCK, blockBefore, type Blocks } from './blocks.ts';

/** Numbers of children that are known for every parent, 4 bytes each, and one sum for each block. */
export class Given implements Blocks {
  readonly total: number;
  /** The fewest children of a parent. */
  readonly low: number;
  /** The most children of a parent. */
  readonly high: number;
  readonly #counts: Int32Array;
  readonly #before: Float64Array;

  constructor(counts: Int32Array) {
    this.#counts = counts;
    this.#before = new Float64Array(Math.ceil(counts.length / BLOCK) + 1);
    let sum = 0;
    let low = Infinity;
    let high = 0;
    for (let i = 0; i < counts.length; i++) {
      if (i % BLOCK === 0) this.#before[i / BLOCK] = sum;
      sum += counts[i];
      low = Math.min(low, counts[i]);
      high = Math.max(high, counts[i]);
    }
    this.#before[this.#before.length - 1] = sum;
    this.total = sum;
    this.low = Math.min(low, high);
    this.high = high;
  }

  before(block: number): number {
    return this.#before[block];
  }

  blockOf(child: number): number {
    return blockBefore(this.#before, child);
  }

  counts(out: Float64Array, block: number): number {
    const counts = this.#counts.subarray(block * BLOCK, (block + 1) * BLOCK);
    out.set(counts);
    return counts.length;
  }
}
