import type { Key } from '../random/key.ts';
import { threefryAt } from '../random/threefry.ts';
import { type Rows, rowAt } from '../rows.ts';
import type { ChildRanges } from './children.ts';
import type { LevelledRows, TreeRows } from './tree.ts';

/** The draw of a counter that gives the key of a stream of a parent. */
const STREAM = 2047;
/** Trees that are kept: neighbors are asked for together. */
const MAX_KEPT = 64;

interface OwnTree {
  readonly parent: number;
  readonly first: number;
  readonly count: number;
  readonly rows: LevelledRows;
}

/** A tree of the rows of each parent: rows of one parent are in the order of its levels. */
export class TreesWithin implements TreeRows {
  readonly areApart = true;
  readonly #children: ChildRanges;
  readonly #make: (rows: number, key: Key) => LevelledRows;
  readonly #key: Key;
  readonly #kept: (OwnTree | undefined)[] = Array.from({ length: MAX_KEPT });
  readonly #row = new Float64Array(1);
  readonly #parent = new Float64Array(1);
  readonly #ordinal = new Float64Array(1);
  readonly #block = new Int32Array(2);
  #index = new Float64Array(0);
  #last: OwnTree | null = null;

  /**
   * @param children the rows of each parent.
   * @param make the tree of so many rows, more than 0.
   */
  constructor(children: ChildRanges, make: (rows: number, key: Key) => LevelledRows, key: Key) {
    this.#children = children;
    this.#make = make;
    this.#key = key;
  }

  levelOf(row: number): number {
    const tree = this.#of(row);
    return tree.rows.levelOf(row - tree.first);
  }

  count(parent: number): number {
    const tree = this.#of(parent);
    return tree.rows.count(parent - tree.first);
  }

  start(parent: number): number {
    const tree = this.#of(parent);
    return tree.first + tree.rows.start(parent - tree.first);
  }

  /** A root is at position n of the roots of its tree, and its parent is the first row, which must not be shown. */
  locate(rows: Rows, parent: Float64Array, ordinal: Float64Array): void {
    if (this.#index.length < rows.length) this.#index = new Float64Array(rows.length);
    const index = this.#index;
    for (let from = 0; from < rows.length;) {
      const { first, count, rows: tree } = this.#of(rowAt(rows, from));
      let to = from;
      for (; to < rows.length; to++) {
        const row = rowAt(rows, to) - first;
        if (row < 0 || row >= count) break;
        index[to - from] = row;
      }
      tree.locate({ first: 0, length: to - from, index }, parent.subarray(from), ordinal.subarray(from));
      for (let i = from; i < to; i++) parent[i] += first;
      from = to;
    }
  }

  /** The tree that a row is in. */
  #of(row: number): OwnTree {
    const last = this.#last;
    if (last !== null && row >= last.first && row < last.first + last.count) return last;
    this.#row[0] = row;
    this.#children.locate({ first: 0, length: 1, index: this.#row }, this.#parent, this.#ordinal);
    const [parent] = this.#parent;
    const place = parent % MAX_KEPT;
    let tree = this.#kept[place];
    if (tree?.parent !== parent) {
      threefryAt(this.#key, parent, STREAM, this.#block);
      const key = { k0: this.#block[0], k1: this.#block[1] };
      const count = this.#children.count(parent);
      tree = { parent, first: row - this.#ordinal[0], count, rows: this.#make(count, key) };
      this.#kept[place] = tree;
    }
    this.#last = tree;
    return tree;
  }
}
