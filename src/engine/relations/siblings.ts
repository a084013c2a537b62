import type { Frame, Shared } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import { CHILD_ROWS } from './child-walk.ts';
import { type Link, linkRows } from './link.ts';

/**
 * The scan that all columns of a frame share: values that follow from one another are then made once, however many there are.
 * @param link one with `$per`.
 * @param most the most children a parent can have.
 */
export function siblingScan(link: Link, frame: Frame, most: number): Shared<SiblingScan> {
  return frame.share(`siblings\0${link.id}`, () => new SiblingScan(link, frame, most));
}

/** Takes the next `count` rows of a scan, whose `starts` and `ends` say more; `served` positions are behind them. */
type Visit = (count: number, served: number) => void;

/**
 * Goes through the rows of a parent from the first one to each that is asked for: what is carried from row to row is the same
 * whichever rows are read. It goes on from the row that it was at last, so that reading in order costs one pass.
 */
export class SiblingScan {
  /** The rows that are gone through. */
  readonly frame: Frame;
  /** Positions of the batch in the order of their rows. */
  readonly order: Int32Array;
  /** Of each row that is gone through: whether it is the first of its parent. */
  readonly starts: Uint8Array;
  /** Of each row that is gone through: how many positions of `order` are served once the row is done. */
  readonly ends: Int32Array;
  readonly #places: ReturnType<typeof linkRows>;
  readonly #visits: Visit[] = [];
  readonly #index: Float64Array;
  /** The row that was gone through last. */
  #cursor = -1;
  #used = 0;
  #served = 0;

  constructor(link: Link, frame: Frame, most: number) {
    const { arena, capacity } = frame;
    this.frame = frame.related(Math.max(1, Math.min(CHILD_ROWS, capacity * most)));
    this.order = arena.int32(capacity);
    this.starts = arena.uint8(this.frame.capacity);
    this.ends = arena.int32(this.frame.capacity);
    this.#places = linkRows(link, frame);
    this.#index = arena.float64(this.frame.capacity);
  }

  /** Has a column take the rows of every batch. */
  add(visit: Visit): void {
    this.#visits.push(visit);
  }

  fill(rows: Rows): void {
    this.#places.ensure();
    const { ordinals } = this.#places.value;
    if (ordinals === null) throw new TypeError('only children in the order of their parents have an order');
    sortByRow(rows, this.order);
    let last = -1;
    for (let served = 0; served < rows.length; served++) {
      const position = this.order[served];
      const row = rowAt(rows, position);
      if (row !== last) {
        const first = row - ordinals[position];
        const isBehind = this.#cursor >= first && this.#cursor < row;
        for (let next = isBehind ? this.#cursor + 1 : first; next <= row; next++)
          this.#add(next, next === first, served);
        this.#cursor = row;
        last = row;
      }
      this.ends[this.#used - 1] = served + 1;
    }
    this.#flush();
    this.#served = 0;
  }

  #add(row: number, isFirst: boolean, served: number): void {
    if (this.#used === this.frame.capacity) this.#flush();
    this.#index[this.#used] = row;
    this.starts[this.#used] = isFirst ? 1 : 0;
    this.ends[this.#used] = served;
    this.#used++;
  }

  #flush(): void {
    const count = this.#used;
    if (count === 0) return;
    const first = this.#index[0];
    // All rows are different, and ascend within a batch.
    if (this.#index[count - 1] === first + count - 1) this.frame.range(first, count);
    else this.frame.select(this.#index, count);
    this.#used = 0;
    for (const visit of this.#visits) visit(count, this.#served);
    this.#served = this.ends[count - 1];
  }
}

/** Writes the positions of a batch in the order of their rows. */
export function sortByRow({ index, length }: Rows, order: Int32Array): void {
  let isSorted = true;
  for (let i = 0; i < length; i++) {
    order[i] = i;
    if (index !== null && i > 0 && index[i] < index[i - 1]) isSorted = false;
  }
  if (index !== null && !isSorted) order.subarray(0, length).sort((a, b) => index[a] - index[b]);
}
