import type { Recipe } from '../frame.ts';
import { type Rows, rowAt } from '../rows.ts';
import type { ChildRanges, Children } from './children.ts';

/** Rows that are one tree, or several. */
export interface TreeRows extends ChildRanges {
  /** From 0 for the roots. */
  levelOf(row: number): number;
}

/** Until rows are located. */
const NO_INDEX = new Float64Array(0);

/**
 * Rows in levels, one after the other: the first level has the roots, and each other level the children of the one above, in the order of
 * their parents. So a parent's number is below those of its children, and the rows below one are a range.
 */
export class LevelledRows implements TreeRows {
  /** First row of each level; at the end, the number of rows. */
  readonly #starts: readonly number[];
  /** Of each level but the last, counted within the levels. */
  readonly #children: readonly Children[];
  #index = NO_INDEX;

  constructor(roots: number, children: readonly Children[]) {
    const starts = [0, roots];
    for (let i = 0; i < children.length; i++) starts.push(starts[i + 1] + children[i].total);
    this.#starts = starts;
    this.#children = children;
  }

  levelOf(row: number): number {
    let level = 0;
    while (level < this.#children.length && row >= this.#starts[level + 1]) level++;
    return level;
  }

  count(parent: number): number {
    const level = this.levelOf(parent);
    return level === this.#children.length ? 0 : this.#children[level].count(parent - this.#starts[level]);
  }

  start(parent: number): number {
    const level = this.levelOf(parent);
    if (level === this.#children.length) return this.#starts[level + 1];
    return this.#starts[level + 1] + this.#children[level].start(parent - this.#starts[level]);
  }

  /** A root is at position n of the roots, and its parent is row 0, which must not be shown. */
  locate(rows: Rows, parent: Float64Array, ordinal: Float64Array): void {
    if (this.#index.length < rows.length) this.#index = new Float64Array(rows.length);
    const index = this.#index;
    for (let from = 0; from < rows.length;) {
      const level = this.levelOf(rowAt(rows, from));
      const [start, end] = [this.#starts[level], this.#starts[level + 1]];
      let to = from;
      for (; to < rows.length; to++) {
        const row = rowAt(rows, to);
        if (row < start || row >= end) break;
        index[to - from] = row - start;
      }
      this.#locate(level, { first: 0, length: to - from, index }, parent.subarray(from), ordinal.subarray(from));
      from = to;
    }
  }

  #locate(level: number, rows: Rows, parent: Float64Array, ordinal: Float64Array): void {
    if (level === 0) {
      parent.fill(0, 0, rows.length);
      for (let i = 0; i < rows.length; i++) ordinal[i] = rowAt(rows, i);
      return;
    }
    this.#children[level - 1].locate(rows, parent, ordinal);
    const above = this.#starts[level - 1];
    for (let i = 0; i < rows.length; i++) parent[i] += above;
  }
}

/** The level of each row, from 1. */
export function levels(tree: TreeRows): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return {
        vector: { kind: 'int32', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) values[i] = tree.levelOf(rowAt(rows, i)) + 1;
        },
      };
    },
  };
}

/** Whether a row is below another one. */
export function belowRoots(tree: TreeRows): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 8,
    bind(frame) {
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) values[i] = tree.levelOf(rowAt(rows, i)) > 0 ? 1 : 0;
        },
      };
    },
  };
}
