import type { BoundColumn, Frame, Recipe } from '../frame.ts';
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
): BoundColumn {
  const { arena, capacity } = frame;
  const shared = frame.share(`ranks\0${link.id}`, () => new Ranking(link, children, most, frame));
  const values = new ParentValues(value, most, shared.value.frame);
  const ranks = arena.float64(capacity);
  const validity = value.nullable ? arena.uint8(capacity) : null;
  shared.value.add({
    values,
    rank(position, place) {
      ranks[position] = values.rank(place, ascending);
      if (validity !== null) validity[position] = values.has(place) ? 1 : 0;
    },
  });
  return { vector: { kind: 'int53', values: ranks, validity }, fill: () => shared.ensure() };
}

interface Ranked {
  readonly values: ParentValues;
  /** Takes the rank of a row at a position of the batch, by its place within the parent. */
  rank(position: number, place: number): void;
}

/** Goes through the parents of a batch once for all columns that rank their rows. */
class Ranking {
  /** The rows of parents, as many as fit at once. */
  readonly frame: Frame;
  readonly #children: Children;
  readonly #places: ReturnType<typeof linkRows>;
  readonly #order: Int32Array;
  readonly #ranked: Ranked[] = [];
  /** The first row of the parent whose values are at hand. */
  #first = -1;
  /** The rows that the frame holds. */
  readonly #window: Pick<Rows, 'first' | 'length'> = { first: 0, length: 0 };

  constructor(link: Link, children: Children, most: number, frame: Frame) {
    this.frame = frame.related(Math.min(CHILD_ROWS, Math.max(1, frame.capacity * most)));
    this.#children = children;
    this.#places = linkRows(link, frame);
    this.#order = frame.arena.int32(frame.capacity);
  }

  add(ranked: Ranked): void {
    this.#ranked.push(ranked);
  }

  fill(rows: Rows): void {
    this.#places.ensure();
    sortByRow(rows, this.#order);
    const last = rows.length === 0 ? 0 : rowAt(rows, this.#order[rows.length - 1]);
    for (let i = 0; i < rows.length; i++) {
      const position = this.#order[i];
      const row = rowAt(rows, position);
      const owner = this.#places.value.parents[position];
      const first = this.#children.start(owner);
      if (first !== this.#first) this.#load(first, this.#children.count(owner), rows.index === null ? last : row);
      for (const one of this.#ranked) one.rank(position, row - first);
    }
  }

  /**
   * Takes a parent of `count` rows in hand.
   * @param last of the rows that are read together with it: as many as fit are made at once.
   */
  #load(first: number, count: number, last: number): void {
    this.#first = first;
    for (const { values } of this.#ranked) values.begin();
    for (let done = 0; done < count;) {
      const next = first + done;
      const { first: start, length } = this.#window;
      if (next < start || next >= start + length) this.#move(next, Math.max(count - done, last - next + 1));
      const from = next - this.#window.first;
      const taken = Math.min(count - done, this.#window.length - from);
      for (const { values } of this.#ranked) values.take(from, taken, done);
      done += taken;
    }
    for (const { values } of this.#ranked) values.end();
  }

  #move(first: number, wanted: number): void {
    this.#window.first = first;
    this.#window.length = Math.min(wanted, this.frame.capacity);
    this.frame.range(first, this.#window.length);
  }
}

/** The values of all rows of one parent. */
class ParentValues {
  readonly #column: ReturnType<Frame['column']>;
  readonly #values: Float64Array | BigInt64Array;
  readonly #sorted: Float64Array | BigInt64Array;
  readonly #present: Uint8Array;
  /** How many values there are; the others are null. */
  #known = 0;

  constructor(value: Recipe, most: number, frame: Frame) {
    const { arena } = frame;
    this.#column = frame.column(value);
    const isWide = orderedValues(this.#column.value.vector) instanceof BigInt64Array;
    this.#values = isWide ? arena.bigint64(most) : arena.float64(most);
    this.#sorted = isWide ? arena.bigint64(most) : arena.float64(most);
    this.#present = arena.uint8(most);
  }

  begin(): void {
    this.#known = 0;
  }

  /** Takes cells of the frame for the places of the parent from `done` on. */
  take(from: number, length: number, done: number): void {
    this.#column.ensure();
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

  end(): void {
    this.#sorted.subarray(0, this.#known).sort();
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
