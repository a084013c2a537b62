import type { Key } from '../random/key.ts';
import { threefryAt } from '../random/threefry.ts';
import { BLOCK, type Blocks } from './blocks.ts';
import type { ChildCounts } from './child-counts.ts';

const word = new Int32Array(2);

/**
 * A given total over any number of parents, without a plan: before parent p (a multiple of BLOCK) stand
 * floor(total * p / parents) children, and the parents of a block share what falls to it. Each begins with its own draw,
 * drawn towards the bound of the law that the total lies nearer to when the law's mean is another than the total asks for;
 * then children are added or taken, evenly and in an order of the key's choosing, until the block's number is met.
 * Needs low * parents <= total <= high * parents: then every block can meet its number within [low, high].
 */
export class Apportioned implements Blocks {
  readonly total: number;
  readonly #parents: number;
  readonly #draws: ChildCounts;
  readonly #key: Key;
  readonly #mean: number;

  constructor(parents: number, draws: ChildCounts, key: Key, total: number) {
    this.total = total;
    this.#parents = parents;
    this.#draws = draws;
    this.#key = key;
    this.#mean = total / parents;
  }

  before(block: number): number {
    if (this.#parents <= BLOCK) return block === 0 ? 0 : this.total;
    return Number((BigInt(this.total) * BigInt(Math.min(block * BLOCK, this.#parents))) / BigInt(this.#parents));
  }

  // floor(total * p / parents) > child holds from p = ceil((child + 1) * parents / total) on, the end of child's block.
  blockOf(child: number): number {
    if (this.#parents <= BLOCK) return 0;
    const last = Number(((BigInt(child) + 1n) * BigInt(this.#parents) - 1n) / BigInt(this.total));
    return Math.floor(last / BLOCK);
  }

  counts(out: Float64Array, block: number): number {
    const first = block * BLOCK;
    const length = Math.min(BLOCK, this.#parents - first);
    let sum = this.#draws.draw(out, first, length);
    if (this.#isMoved()) sum = this.#move(out, length);
    this.#settle(out, length, block, this.before(block + 1) - this.before(block) - sum);
    return length;
  }

  #isMoved(): boolean {
    return Math.abs(this.#mean - this.#draws.law.mean) * this.#parents > 1;
  }

  #move(out: Float64Array, length: number): number {
    const { low, high, mean } = this.#draws.law;
    const bound = this.#mean < mean ? low : high;
    const scale = (this.#mean - bound) / (mean - bound);
    let sum = 0;
    for (let i = 0; i < length; i++) {
      out[i] = bound + Math.trunc((out[i] - bound) * scale + (bound === low ? 0.5 : -0.5));
      sum += out[i];
    }
    return sum;
  }

  #settle(out: Float64Array, length: number, block: number, difference: number): void {
    if (difference === 0) return;
    const { low, high } = this.#draws.law;
    const sign = difference > 0 ? 1 : -1;
    const bound = difference > 0 ? high : low;
    threefryAt(this.#key, block, 1, word);
    const stride = word[1] | 1;
    let left = Math.abs(difference);
    while (left > 0) {
      let open = 0;
      for (let i = 0; i < length; i++) if (out[i] !== bound) open++;
      const step = Math.max(1, Math.floor(left / open));
      for (let t = 0, i = word[0] & (BLOCK - 1); t < BLOCK && left > 0; t++, i = (i + stride) & (BLOCK - 1)) {
        if (i >= length) continue;
        const by = Math.min(step, left, Math.abs(bound - out[i]));
        out[i] += sign * by;
        left -= by;
      }
    }
  }
}
