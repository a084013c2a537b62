import type { Length } from '../../model/index.ts';
import { type BoundColumn, CELL_BYTES, type Recipe, type Shared } from '../frame.ts';
import { fillLaw } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { lengthLaw } from '../random/length-law.ts';
import { rowAt, type Rows } from '../rows.ts';

/** Items a list can have at the most; also the distance of two lists' items among the virtual rows that make them. */
const STRIDE = 1024;
/** Row numbers repeat from here on: 2^53 / STRIDE. */
const WRAP = 2 ** 43;

/** Whole numbers for each list. */
export interface ListSizes {
  /** How long it is, and 0 for a null; null where the law says it. */
  readonly size?: Recipe | null;
  /** Above which it is cut; null for none. */
  readonly most?: Recipe | null;
}

/**
 * A list whose items are the rows `row * 1024 + i` of a scope of their own, so that items are made in batches by the same
 * kernels as rows. Row numbers wrap at 2^53: lists in lists repeat after 2^33 rows, and 2^10 times sooner for each list more.
 */
export function listOf(item: Recipe, length: Length, key: Key, { size = null, most = null }: ListSizes = {}): Recipe {
  const law = size !== null || length.min === length.max ? null : lengthLaw(length);
  return {
    type: {
      kind: 'list',
      item: item.type,
      nullableItems: item.nullable,
      ...(item.parquet && { parquet: item.parquet }),
    },
    nullable: false,
    width: 2 + length.max * (item.width + 3 + CELL_BYTES),
    bind(frame) {
      const offsets = frame.arena.int32(frame.capacity + 1);
      const lengths = frame.arena.float64(frame.capacity);
      const itemFrame = frame.items(Math.max(1, frame.capacity * length.max), offsets);
      const index = frame.arena.float64(itemFrame.capacity);
      const items = itemFrame.column(item);
      const given = size === null ? null : frame.column(size);
      const limit = most === null ? null : frame.column(most);
      return {
        vector: { kind: 'list', offsets, items: items.value.vector, validity: null },
        fill(rows) {
          if (given !== null) copy(lengths, given, rows.length);
          else if (law === null) lengths.fill(length.min, 0, rows.length);
          else fillLaw(lengths, key, rows, law);
          if (limit !== null) cut(lengths, limit, rows.length);
          itemFrame.select(index, spread(rows, lengths, offsets, index));
          items.ensure();
        },
      };
    },
  };
}

function copy(lengths: Float64Array, given: Shared<BoundColumn>, length: number): void {
  given.ensure();
  const { vector } = given.value;
  if (vector.kind !== 'int53') throw new TypeError('lengths are whole numbers');
  for (let i = 0; i < length; i++)
    lengths[i] = vector.validity === null || vector.validity[i] === 1 ? vector.values[i] : 0;
}

function cut(lengths: Float64Array, limit: Shared<BoundColumn>, length: number): void {
  limit.ensure();
  const { vector } = limit.value;
  if (vector.kind !== 'int53') throw new TypeError('lengths are cut to whole numbers');
  for (let i = 0; i < length; i++) lengths[i] = Math.min(lengths[i], vector.values[i]);
}

/** The row of the list that an item's row belongs to. */
export function listOfItem(row: number): number {
  return Math.floor(row / STRIDE);
}

/** The position of an item in its list, from 0. */
export function itemAt(row: number): number {
  return row % STRIDE;
}

/** Fills the offsets and the items' virtual rows; returns how many items there are. */
function spread(rows: Rows, lengths: Float64Array, offsets: Int32Array, index: Float64Array): number {
  let end = 0;
  offsets[0] = 0;
  for (let i = 0; i < rows.length; i++) {
    const base = (rowAt(rows, i) % WRAP) * STRIDE;
    for (let k = 0; k < lengths[i]; k++) index[end++] = base + k;
    offsets[i + 1] = end;
  }
  return end;
}
