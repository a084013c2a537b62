import type { Bound, Frame, Recipe } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import { CHILD_ROWS } from './child-walk.ts';
import type { Children } from './children.ts';
import { orderedValues } from './extreme.ts';
import { type Link, linkRows } from './link.ts';
import { sortByRow } from './siblings.ts';

/**
 * The place of a value among those of the same parent, from 1. Equal values have one place, and the next one is as much greater as
 * there are of them; a null has none. The values must be numbers, dates or times.
 * @param link one with `$per`.
 * @param ascending whether the least value is the first one, not the greatest.
 * @param most the most children a parent can have.
 */
export function rank(link: Link, children: () => Children, value: Recipe, ascending: boolean, most: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: value.nullable,
    width: 8,
    magnitude: most,
    bind: (frame) => bindRank(link, children(), value, ascending, most, frame),
  };
}

function bindRank(
  link: Link,
  children: Children,
  value: Recipe,
  ascending: boolean,
  most: number,
  frame: Frame,
): Bound {
  const { arena, capacity } = frame;
  const places = linkRows(link, frame);
  const order = arena.int32(capacity);
  const ranks = arena.float64(capacity);
  const validity = value.nullable ? arena.uint8(capacity) : null;
  const parent = new ParentValues(value, most, frame);
  return {
    vector: { kind: 'int53', values: ranks, validity },
    fill(rows) {
      places.ensure();
      sortByRow(rows, order);
      const last = rows.length === 0 ? 0 : rowAt(rows, order[rows.length - 1]);
      for (let i = 0; i < rows.length; i++) {
        const position = order[i];
        const owner = places.value.parents[position];
        const row = rowAt(rows, position);
        const first = children.start(owner);
        parent.load(first, children.count(owner), rows.index === null ? last : row);
        ranks[position] = parent.rank(row - first, ascending);
        if (validity !== null) validity[position] = parent.has(row - first) ? 1 : 0;
      }
    },
  };
}

/** The values of all rows of one parent. */
class ParentValues {
  readonly #frame: Frame;
  readonly #column: ReturnType<Frame['column']>;
  readonly #values: Float64Array | BigInt64Array;
  readonly #sorted: Float64Array | BigInt64Array;
  readonly #present: Uint8Array;
  /** The first row of the parent at hand, and how many rows and values it has. */
  #first = -1;
  #known = 0;
  /** The rows that the frame holds. */
  readonly #window: Pick<Rows, 'first' | 'length'> = { first: 0, length: 0 };

  constructor(value: Recipe, most: number, frame: Frame) {
    const { arena } = frame;
    this.#frame = frame.related(Math.min(CHILD_ROWS, Math.max(1, frame.capacity * most)));
    this.#column = this.#frame.column(value);
    const isWide = orderedValues(this.#column.value.vector) instanceof BigInt64Array;
    this.#values = isWide ? arena.bigint64(most) : arena.float64(most);
    this.#sorted = isWide ? arena.bigint64(most) : arena.float64(most);
    this.#present = arena.uint8(most);
  }

  /**
   * Takes a parent of `count` rows in hand.
   * @param last of the rows that are read together with it: as many as fit are made at once.
   */
  load(first: number, count: number, last: number): void {
    if (first === this.#first) return;
    this.#first = first;
    this.#known = 0;
    for (let done = 0; done < count;) {
      if (first + done < this.#window.first || first + done >= this.#window.first + this.#window.length) {
        this.#move(first + done, Math.max(count - done, last - first - done + 1));
      }
      const from = first + done - this.#window.first;
      const taken = Math.min(count - done, this.#window.length - from);
      this.#take(from, taken, done);
      done += taken;
    }
    this.#sorted.subarray(0, this.#known).sort();
  }

  #move(first: number, wanted: number): void {
    this.#window.first = first;
    this.#window.length = Math.min(wanted, this.#frame.capacity);
    this.#frame.range(first, this.#window.length);
    this.#column.ensure();
  }

  #take(from: number, length: number, done: number): void {
    const { vector } = this.#column.value;
    const source = orderedValues(vector);
    if (source === null) throw new TypeError(`the values of a ${vector.kind} column have no order`);
    const values = this.#values;
    for (let i = 0; i < length; i++) values[done + i] = source[from + i];
    for (let i = 0; i < length; i++) {
      const isPresent = vector.validity === null || vector.validity[from + i] === 1;
      this.#present[done + i] = isPresent ? 1 : 0;
      if (isPresent) this.#sorted[this.#known++] = this.#values[done + i];
    }
  }

  has(place: number): boolean {
    return this.#present[place] === 1;
  }

  rank(place: number, ascending: boolean): number {
    const value = this.#values[place];
    if (ascending) return this.#below(value, false) + 1;
    return this.#known - this.#below(value, true) + 1;
  }

  /** How many values are less than one, or at most as great. */
  #below(value: number | bigint, orEqual: boolean): number {
    let low = 0;
    let high = this.#known;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sorted[middle];
      if (other < value || (orEqual && other === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
