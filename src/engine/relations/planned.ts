import { BLOCK, blockBefore, type Blocks } from './blocks.ts';
import type { ChildCounts } from './child-counts.ts';

/** Every parent has its own draw; one sum for each block, 8 bytes, is made in the constructor. */
export class Planned implements Blocks {
  readonly total: number;
  readonly #parents: number;
  readonly #draws: ChildCounts;
  readonly #before: Float64Array;

  constructor(parents: number, draws: ChildCounts) {
    this.#parents = parents;
    this.#draws = draws;
    const blocks = Math.ceil(parents / BLOCK);
    this.#before = new Float64Array(blocks + 1);
    const counts = new Float64Array(BLOCK);
    let sum = 0;
    for (let block = 0; block < blocks; block++) {
      const first = block * BLOCK;
      sum += draws.draw(counts, first, Math.min(BLOCK, parents - first));
      this.#before[block + 1] = sum;
    }
    this.total = sum;
  }

  before(block: number): number {
    return this.#before[block];
  }

  blockOf(child: number): number {
    return blockBefore(this.#before, child);
  }

  counts(out: Float64Array, block: number): number {
    const first = block * BLOCK;
    const length = Math.min(BLOCK, this.#parents - first);
    this.#draws.draw(out, first, length);
    return length;
  }
}
