import type { Key } from '../random/key.ts';
import type { DiscreteLaw } from '../random/discrete-law.ts';
import type { Rows } from '../rows.ts';
import { Apportioned } from './apportioned.ts';
import { BLOCK, type Blocks } from './blocks.ts';
import { ChildCounts } from './child-counts.ts';
import { Given } from './given.ts';
import { Planned } from './planned.ts';

/** More parents than this have no plan, whose making takes some 10 ns a parent: their total is set beforehand. */
const PLANNED_PARENTS = 16777216;

/** What decides how many children each parent has. */
export interface ChildrenOptions {
  /** How many parents there are, below 2^53. */
  readonly parents: number;
  /** Children of a parent: a law, one number for all, or the numbers of all parents. */
  readonly law: DiscreteLaw | number | Given;
  readonly key: Key;
  /** The exact number of all children, from low * parents to high * parents of the law; by default it follows from the law. */
  readonly total?: number;
}

/** Rows in the order of their parents. */
export interface ChildRanges {
  /** Whether the children of neighboring parents may have others between them; absent where they never have. */
  readonly areApart?: boolean;
  /** How many children a parent has. */
  count(parent: number): number;
  /** The first child of a parent (where it has none, the one that would be). */
  start(parent: number): number;
  /** For each child of the batch its parent and its position within the parent, from 0. */
  locate(rows: Rows, parent: Float64Array, ordinal: Float64Array): void;
}

/**
 * How many children each parent has, and which child is whose; children stand in the order of their parents. Any child
 * or parent can be asked for alone. Up to 2^24 parents draw their counts independently; beyond that, and where a total is
 * asked for, the total (parents times the law's mean) is exact and spread evenly over blocks of 256 parents. One block
 * stays at hand, so asking in order is cheap. Throws a RangeError if the total is impossible or reaches 2^53.
 */
export class Children implements ChildRanges {
  readonly total: number;
  readonly #parents: number;
  /** Children of every parent, where that is one number. */
  readonly #constant: number;
  readonly #blocks: Blocks | null;
  /** The block at hand, and the first child of each of its parents; after the last parent, the end. */
  #block = -1;
  readonly #starts: Float64Array;
  readonly #counts: Float64Array;
  /** Parents of a block: fewer where there are fewer. */
  readonly #places: number;

  constructor({ parents, law, key, total }: ChildrenOptions) {
    const low = typeof law === 'number' ? law : law.low;
    const high = typeof law === 'number' ? law : law.high;
    if (total !== undefined && !(Number.isInteger(total) && total >= low * parents && total <= high * parents)) {
      throw new RangeError(`${parents} parents with ${low} to ${high} children each cannot have ${total} in all`);
    }
    this.#parents = parents;
    this.#constant = low;
    this.#blocks = typeof law === 'number' || low === high || parents === 0 ? null : spread(parents, law, key, total);
    this.#places = this.#blocks === null ? 0 : Math.min(BLOCK, parents);
    this.#starts = new Float64Array(this.#places + 1);
    this.#counts = new Float64Array(this.#places);
    this.total = this.#blocks === null ? low * parents : this.#blocks.total;
    if (!Number.isSafeInteger(this.total)) throw new RangeError(`${this.total} children are too many`);
  }

  /** How many children a parent has. */
  count(parent: number): number {
    if (this.#blocks === null) return this.#constant;
    const place = this.#seekParent(this.#blocks, parent);
    return this.#starts[place + 1] - this.#starts[place];
  }

  /** The first child of a parent (where it has none, the one that would be). */
  start(parent: number): number {
    if (this.#blocks === null) return parent * this.#constant;
    return this.#starts[this.#seekParent(this.#blocks, parent)];
  }

  /**
   * For each child of the batch its parent and its position within the parent, from 0. Throws a RangeError for a child
   * that is not below `total`.
   */
  locate(rows: Rows, parent: Float64Array, ordinal: Float64Array): void {
    const { index, first, length } = rows;
    if (this.#blocks === null) locateConstant(rows, this.#constant, parent, ordinal);
    else if (index === null) this.#locateRange(this.#blocks, first, length, parent, ordinal);
    else this.#locateEach(this.#blocks, index, length, parent, ordinal);
  }

  #locateRange(blocks: Blocks, first: number, length: number, parent: Float64Array, ordinal: Float64Array): void {
    const starts = this.#starts;
    let i = 0;
    while (i < length) {
      let place = this.#seekChild(blocks, first + i);
      const base = this.#block * BLOCK;
      const blockEnd = Math.min(length, starts[this.#places] - first);
      while (i < blockEnd) {
        const start = starts[place] - first;
        const end = Math.min(blockEnd, starts[place + 1] - first);
        for (; i < end; i++) {
          parent[i] = base + place;
          ordinal[i] = i - start;
        }
        place++;
      }
    }
  }

  #locateEach(blocks: Blocks, index: Float64Array, length: number, parent: Float64Array, ordinal: Float64Array): void {
    const starts = this.#starts;
    let place = 0;
    for (let i = 0; i < length; i++) {
      const child = index[i];
      if (child < starts[place] || child >= starts[this.#places]) place = this.#seekChild(blocks, child);
      while (starts[place + 1] <= child) place++;
      parent[i] = this.#block * BLOCK + place;
      ordinal[i] = child - starts[place];
    }
  }

  /** Takes the block of a child in hand; returns the place of its parent there. */
  #seekChild(blocks: Blocks, child: number): number {
    const starts = this.#starts;
    if (child < starts[0] || child >= starts[this.#places]) {
      if (!(child >= 0 && child < this.total)) throw new RangeError(`there is no child ${child} of ${this.total}`);
      this.#load(blocks, blocks.blockOf(child));
    }
    let place = 0;
    let end = this.#places;
    while (end - place > 1) {
      const middle = (place + end) >>> 1;
      if (starts[middle] <= child) place = middle;
      else end = middle;
    }
    return place;
  }

  #seekParent(blocks: Blocks, parent: number): number {
    if (!(parent >= 0 && parent < this.#parents)) throw new RangeError(`there is no parent ${parent}`);
    const block = Math.floor(parent / BLOCK);
    if (block !== this.#block) this.#load(blocks, block);
    return parent - block * BLOCK;
  }

  #load(blocks: Blocks, block: number): void {
    const starts = this.#starts;
    const counts = this.#counts;
    const length = blocks.counts(counts, block);
    let child = blocks.before(block);
    starts[0] = child;
    for (let i = 0; i < length; i++) {
      child += counts[i];
      starts[i + 1] = child;
    }
    starts.fill(child, length + 1);
    this.#block = block;
  }
}

function spread(parents: number, law: DiscreteLaw | Given, key: Key, total: number | undefined): Blocks {
  if (law instanceof Given) return law;
  const draws = new ChildCounts(law, key);
  if (total !== undefined) return new Apportioned(parents, draws, key, total);
  if (parents <= PLANNED_PARENTS) return new Planned(parents, draws);
  const expected = Math.floor(parents * law.mean + 0.5);
  return new Apportioned(parents, draws, key, Math.max(law.low * parents, Math.min(law.high * parents, expected)));
}

function locateConstant(rows: Rows, count: number, parent: Float64Array, ordinal: Float64Array): void {
  const { index, first, length } = rows;
  for (let i = 0; i < length; i++) {
    const child = index === null ? first + i : index[i];
    let owner = Math.floor(child / count);
    // The quotient is rounded: for large numbers it may reach the next whole one.
    if (owner * count > child) owner--;
    parent[i] = owner;
    ordinal[i] = child - owner * count;
  }
}
