import type { OrderOperator } from '../../model/index.ts';
import { textReader, readScalar } from '../expressions/read.ts';
import type { Frame, Recipe, Shared } from '../frame.ts';
import type { Rows } from '../rows.ts';
import type { Vector } from '../vector.ts';
import type { Candidates } from './candidates.ts';
import type { Children } from './children.ts';
import type { Link } from './link.ts';
import { firstNotBelow, type OrderedValues } from './ordered-values.ts';
import type { Plane } from './plane.ts';
import { ownerFrame, type ReachedRows, rowsThemselves, rowsThrough } from './own-rows.ts';

/** What a row must share with the row that it refers to. */
export interface SpanOptions {
  /** Of the link; unique within the scope. */
  readonly id: string;
  readonly candidates: Candidates;
  /** The candidates are the descendants of a row that these links lead to; null if that does not matter. */
  readonly ancestor: Ancestor | null;
  /** The candidates are those of the group that these values name; null if there are no groups. */
  readonly groups: Groups | null;
  /** By which values of the row that refers the span ends; null if the candidates are in no order. */
  readonly bounds: Bounds | null;
  /** In how many lists a row of the same entity is an item, which is no candidate itself; null where it may be. */
  readonly itself: number | null;
  /** A link to the one row that is no candidate; absent where there is none. */
  readonly other?: Link;
  /** Whether the rows are items of a list whose owner has the fields that are compared. */
  readonly ofItems: boolean;
}

export interface Ancestor {
  readonly links: readonly Link[];
  /** From the ancestor down to the candidates' entity; each level in the order of the one above. */
  readonly levels: readonly Children[];
}

/** Candidates by the values that they have in common with the rows that refer to them. */
export interface Groups {
  /** The values of the row that refers. */
  readonly own: readonly Recipe[];
  readonly numbers: ReadonlyMap<string | number | bigint | boolean, number>;
  /** First position of each group; at the end, the number of candidates. */
  readonly starts: Uint32Array;
}

/** Candidates by a value that is compared with those of the rows that refer to them. */
export interface Bounds {
  /** The value at each position, ascending within each group. */
  readonly values: OrderedValues;
  readonly compared: readonly ComparedValue[];
  /** By which values of theirs the candidates of the span are chosen as well; null for all. */
  readonly second: { readonly plane: Plane; readonly compared: readonly ComparedValue[] } | null;
}

/** A value of the row that refers. */
interface ComparedValue {
  readonly operator: OrderOperator;
  readonly own: Recipe;
}

/** The positions low … high - 1 among which each row chooses, and the one among them that it skips, or -1. */
export interface Spans {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly skipped: Float64Array | null;
  /** Where only some of the positions fit; `skipped` then counts among those. */
  readonly inner?: InnerSpans | null;
  fill(rows: Rows): void;
}

/** Some positions of each span, in an order of their own. */
export interface InnerSpans {
  /** How many each row has. */
  readonly counts: Float64Array;
  /** The n-th position of a row, from 0. */
  at(i: number, n: number): number;
}

/** The spans of a frame's rows, found once a batch. */
export function spansOf(options: SpanOptions, frame: Frame): Shared<Spans> {
  return frame.share(`spans\0${options.id}`, () => bindSpans(options, frame));
}

/** How many candidates a row has. */
export function countAt({ low, high, skipped, inner }: Spans, i: number): number {
  return (inner?.counts[i] ?? high[i] - low[i]) - (skipped !== null && skipped[i] >= 0 ? 1 : 0);
}

/** The first child of a row's descendants so many levels below, and the end of them. */
export function descendants(levels: readonly Children[], row: number): [first: number, end: number] {
  let [first, end] = [row, row + 1];
  for (const children of levels) {
    if (first === end) return [0, 0];
    const last = end - 1;
    end = children.start(last) + children.count(last);
    first = children.start(first);
  }
  return [first, end];
}

function bindSpans(options: SpanOptions, frame: Frame): Spans {
  const { candidates, ancestor, groups, bounds, itself } = options;
  const owner = options.ofItems && (ancestor ?? groups ?? bounds) !== null ? ownerFrame(frame) : null;
  const own = owner?.value.frame ?? frame;
  const reached = ancestor === null ? null : rowsThrough(ancestor.links, own);
  const below = ancestor === null ? null : new Descendants(ancestor, own);
  const keys = groups === null ? null : bindKeys(groups.own, own);
  const endsOf = (compared: readonly ComparedValue[]): readonly End[] =>
    compared.map(({ operator, own: value }) => ({ operator, value: own.column(value) }));
  const ends = endsOf(bounds?.compared ?? []);
  const selves =
    options.other !== undefined
      ? rowsThrough([options.other], frame)
      : itself === null
        ? null
        : rowsThemselves(frame, itself);
  const low = frame.arena.float64(frame.capacity);
  const high = frame.arena.float64(frame.capacity);
  const skipped = selves === null ? null : frame.arena.float64(frame.capacity);
  const second = bounds?.second ?? null;
  const inner = second === null ? null : new PlaneSpans(second.plane, endsOf(second.compared), { low, high }, frame);
  return {
    low,
    high,
    skipped,
    inner,
    fill(rows) {
      owner?.ensure();
      const { length } = rows;
      low.fill(0, 0, length);
      high.fill(candidates.length, 0, length);
      if (groups !== null && keys !== null) narrowToGroups(groups, keys, low, high, length);
      for (const { operator, value } of ends) {
        value.ensure();
        if (bounds !== null) narrowToBound(bounds.values, operator, value.value.vector, { low, high, length });
      }
      if (reached !== null && below !== null) {
        reached.fill(own.rows);
        narrowToDescendants(candidates, below, reached, low, high, length);
      }
      inner?.fill(length);
      if (selves === null || skipped === null) return;
      selves.fill(rows);
      for (let i = 0; i < length; i++) {
        const row = selves.rows[i];
        const at = candidates.seek(row, low[i], high[i]);
        const position = at < high[i] && candidates.row(at) === row ? at : -1;
        skipped[i] = inner === null || position === -1 ? position : inner.placeOf(i, position);
      }
    },
  };
}

/** A column of the row that refers, and how it is compared. */
interface End {
  readonly operator: OrderOperator;
  readonly value: ReturnType<Frame['column']>;
}

/** The positions of each span whose second values are within bounds, in the order of these values. */
class PlaneSpans implements InnerSpans {
  readonly counts: Float64Array;
  readonly #plane: Plane;
  readonly #ends: readonly End[];
  readonly #spans: { readonly low: Float64Array; readonly high: Float64Array };
  /** The ranks that fit, and how many positions of the span have a rank below them. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #before: Float64Array;

  constructor(
    plane: Plane,
    ends: readonly End[],
    spans: { readonly low: Float64Array; readonly high: Float64Array },
    { arena, capacity }: Frame,
  ) {
    this.#plane = plane;
    this.#ends = ends;
    this.#spans = spans;
    this.counts = arena.float64(capacity);
    this.#low = arena.float64(capacity);
    this.#high = arena.float64(capacity);
    this.#before = arena.float64(capacity);
  }

  fill(length: number): void {
    const [low, high] = [this.#low.fill(0, 0, length), this.#high.fill(this.#plane.length, 0, length)];
    for (const { operator, value } of this.#ends) {
      value.ensure();
      const isPast = operator === '<=' || operator === '>';
      const end = operator.startsWith('<') ? high : low;
      for (let i = 0; i < length; i++) {
        const own = orderedValue(value.value.vector, i);
        if (own === null) high[i] = low[i];
        else end[i] = this.#plane.rank(own, isPast, low[i], high[i]);
      }
    }
    const { low: first, high: last } = this.#spans;
    for (let i = 0; i < length; i++) {
      this.#before[i] = this.#plane.below(low[i], first[i], last[i]);
      this.counts[i] = this.#plane.below(high[i], first[i], last[i]) - this.#before[i];
    }
  }

  at(i: number, n: number): number {
    return this.#plane.nth(this.#before[i] + n, this.#spans.low[i], this.#spans.high[i]);
  }

  /** Which of the row's positions one is; -1 if it is none of them. */
  placeOf(i: number, position: number): number {
    const rank = this.#plane.rankOf(position);
    if (rank < this.#low[i] || rank >= this.#high[i]) return -1;
    return this.#plane.below(rank, this.#spans.low[i], this.#spans.high[i]) - this.#before[i];
  }
}

/** Ancestors whose descendants are kept: parents that are asked for at random would be counted again and again. */
const MAX_KEPT = 65536;

/** Where the descendants of a row begin and end; those of up to so many rows are kept. */
class Descendants {
  readonly #levels: readonly Children[];
  readonly #rows: Float64Array;
  readonly #firsts: Float64Array;
  readonly #ends: Float64Array;
  first = 0;
  end = 0;

  constructor({ links, levels }: Ancestor, frame: Frame) {
    const kept = Math.max(1, Math.min(MAX_KEPT, links.at(-1)?.parent.rows ?? 1));
    this.#levels = levels;
    this.#rows = frame.arena.float64(kept).fill(-1);
    this.#firsts = frame.arena.float64(kept);
    this.#ends = frame.arena.float64(kept);
  }

  find(row: number): void {
    const place = row % this.#rows.length;
    if (this.#rows[place] !== row) {
      const [first, end] = descendants(this.#levels, row);
      this.#rows[place] = row;
      this.#firsts[place] = first;
      this.#ends[place] = end;
    }
    this.first = this.#firsts[place];
    this.end = this.#ends[place];
  }
}

function narrowToDescendants(
  candidates: Candidates,
  found: Descendants,
  { rows, present }: ReachedRows,
  low: Float64Array,
  high: Float64Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    if (present !== null && present[i] === 0) {
      high[i] = low[i];
      continue;
    }
    found.find(rows[i]);
    const start = candidates.seek(found.first, low[i], high[i]);
    high[i] = candidates.seek(found.end, start, high[i]);
    low[i] = start;
  }
}

/** Reads what a row is grouped by; undefined where a value is null. */
export interface KeyReader {
  ensure(): void;
  readonly key: (row: number) => string | number | bigint | boolean | undefined;
}

export function bindKeys(recipes: readonly Recipe[], frame: Frame): KeyReader {
  const columns = recipes.map((recipe) => frame.column(recipe));
  const readers = columns.map((column) => readerOf(column.value.vector));
  const ensure = (): void => {
    for (const column of columns) column.ensure();
  };
  if (readers.length === 1) return { ensure, key: readers[0] };
  return {
    ensure,
    key: (row) => {
      let text = '';
      for (const read of readers) {
        const value = read(row);
        if (value === undefined) return undefined;
        const part = String(value);
        // Lengths, so that no two lists of texts are one text.
        text += `${part.length}:${part}`;
      }
      return text;
    },
  };
}

function readerOf(vector: Vector): KeyReader['key'] {
  const isPresent = (row: number): boolean => vector.validity === null || vector.validity[row] === 1;
  if (vector.kind === 'int32' || vector.kind === 'int53' || vector.kind === 'float64')
    return (row) => (isPresent(row) ? vector.values[row] : undefined);
  if (vector.kind === 'bool' || vector.kind === 'decimal64' || vector.kind === 'decimal')
    return (row) => (isPresent(row) ? (readScalar(vector, row) ?? undefined) : undefined);
  const text = textReader(vector);
  return (row) => (isPresent(row) ? text(row) : undefined);
}

function narrowToBound(
  values: OrderedValues,
  operator: OrderOperator,
  vector: Vector,
  { low, high, length }: { readonly low: Float64Array; readonly high: Float64Array; readonly length: number },
): void {
  // Values equal to the own one are below the end for these.
  const isPast = operator === '<=' || operator === '>';
  const isUpper = operator === '<' || operator === '<=';
  const end = isUpper ? high : low;
  for (let i = 0; i < length; i++) {
    const value = orderedValue(vector, i);
    if (value === null) high[i] = low[i];
    else end[i] = firstNotBelow(values, value, isPast, low[i], high[i]);
  }
}

/** A number, date or time as it is ordered; null where it is null. */
export function orderedValue(vector: Vector, i: number): number | bigint | null {
  const value = readScalar(vector, i);
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}

function narrowToGroups(
  { numbers, starts }: Groups,
  keys: KeyReader,
  low: Float64Array,
  high: Float64Array,
  length: number,
): void {
  keys.ensure();
  for (let i = 0; i < length; i++) {
    const key = keys.key(i);
    const group = key === undefined ? undefined : numbers.get(key);
    low[i] = group === undefined ? 0 : starts[group];
    high[i] = group === undefined ? 0 : starts[group + 1];
  }
}
