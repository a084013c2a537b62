import type { Frame } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import type { ChildRanges } from './children.ts';

/** Children looked at together while an aggregate is made. */
export const CHILD_ROWS = 4096;

/** Goes through the children of a frame's rows in pieces that fit the child frame, and knows each child's owner. */
export class ChildWalk {
  readonly #children: ChildRanges;
  readonly #frame: Frame;
  readonly #visit: (count: number, owners: Int32Array) => void;
  readonly #index: Float64Array;
  readonly #owners: Int32Array;

  constructor(children: ChildRanges, frame: Frame, visit: (count: number, owners: Int32Array) => void) {
    this.#children = children;
    this.#frame = frame;
    this.#visit = visit;
    this.#index = frame.arena.float64(frame.capacity);
    this.#owners = frame.arena.int32(frame.capacity);
  }

  run(rows: Rows): void {
    if (rows.length === 0) return;
    let used = 0;
    let first = 0;
    // Children of neighbouring parents are neighbours: as long as they are, the piece is a range, which is cheaper.
    let contiguous = true;
    // First child of this parent, where it is known from the parent before it; else -1.
    let next = -1;
    for (let i = 0; i < rows.length; i++) {
      const parent = rowAt(rows, i);
      if (i === 0 || parent !== rowAt(rows, i - 1) + 1) next = -1;
      const count = this.#children.count(parent);
      if (count === 0) continue;
      const start = next >= 0 ? next : this.#children.start(parent);
      for (let k = 0; k < count; k++) {
        if (used === this.#frame.capacity) {
          this.#flush(first, used, contiguous);
          used = 0;
          contiguous = true;
        }
        if (used === 0) first = start + k;
        else if (start + k !== first + used) contiguous = false;
        this.#index[used] = start + k;
        this.#owners[used] = i;
        used++;
      }
      next = start + count;
    }
    if (used > 0) this.#flush(first, used, contiguous);
  }

  #flush(first: number, used: number, contiguous: boolean): void {
    if (contiguous) this.#frame.range(first, used);
    else this.#frame.select(this.#index, used);
    this.#visit(used, this.#owners);
  }
}
