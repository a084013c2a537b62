import type { Frame, Shared } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import type { ChildRanges } from './children.ts';

/** Children looked at together while an aggregate is made. */
export const CHILD_ROWS = 4096;

/** An aggregate that is made of the children of a frame's rows. */
export interface Aggregating {
  /** Makes ready for so many rows. */
  begin(length: number): void;
  /** Takes the first `count` rows of the child frame, each of which belongs to the row at the position of its owner. */
  take(count: number, owners: Int32Array): void;
}

/** The walk that all aggregates of a frame over the same children share: each child is then made once for all of them. */
export function childWalk(children: ChildRanges, frame: Frame): Shared<ChildWalk> {
  return frame.share(children, () => new ChildWalk(children, frame));
}

/** Goes through the children of a frame's rows in pieces that fit the child frame, and knows each child's owner. */
export class ChildWalk {
  /** The children that are looked at. */
  readonly frame: Frame;
  readonly #children: ChildRanges;
  readonly #aggregates: Aggregating[] = [];
  readonly #index: Float64Array;
  readonly #owners: Int32Array;

  constructor(children: ChildRanges, frame: Frame) {
    this.frame = frame.related(CHILD_ROWS);
    this.#children = children;
    this.#index = frame.arena.float64(CHILD_ROWS);
    this.#owners = frame.arena.int32(CHILD_ROWS);
  }

  add(aggregate: Aggregating): void {
    this.#aggregates.push(aggregate);
  }

  fill(rows: Rows): void {
    for (const aggregate of this.#aggregates) aggregate.begin(rows.length);
    if (rows.length === 0) return;
    let used = 0;
    let first = 0;
    // Children of neighbouring parents are neighbours: as long as they are, the piece is a range, which is cheaper.
    let contiguous = true;
    // First child of this parent, where it is known from the parent before it; else -1.
    let next = -1;
    for (let i = 0; i < rows.length; i++) {
      const parent = rowAt(rows, i);
      if (this.#children.areApart === true || i === 0 || parent !== rowAt(rows, i - 1) + 1) next = -1;
      const count = this.#children.count(parent);
      if (count === 0) continue;
      const start = next >= 0 ? next : this.#children.start(parent);
      for (let k = 0; k < count; k++) {
        if (used === this.frame.capacity) {
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
    if (contiguous) this.frame.range(first, used);
    else this.frame.select(this.#index, used);
    for (const aggregate of this.#aggregates) aggregate.take(used, this.#owners);
  }
}
