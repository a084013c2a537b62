import type { ColumnSchema, Vector } from '../../engine/vector.ts';
import type { Depth } from './column-chunk.ts';
import { Entries } from './entries.ts';

/** Takes apart what the entries of a batch hold; the batch has `length` rows of the vector. */
export type Shred = (entries: Entries, length: number) => void;

/** Returns what takes the entries of a column without parts. Called from left to right, as the columns are in the schema. */
export type LeafBinder = (column: ColumnPlan, vector: Vector, depth: Depth) => Shred;

/** What a column is, whatever its name. */
export type ColumnPlan = Omit<ColumnSchema, 'name'>;

/** Takes a column apart into columns without parts. */
export function shredder(column: ColumnPlan, vector: Vector, depth: Depth, bind: LeafBinder): Shred {
  if (!column.nullable) return presentShredder(column, vector, depth, bind);
  const present = new Entries();
  const shred = presentShredder(column, vector, { ...depth, definition: depth.definition + 1 }, bind);
  return (entries, length) => {
    present.presentOf(entries, vector.validity, depth.definition);
    shred(present, length);
  };
}

function presentShredder(column: ColumnPlan, vector: Vector, depth: Depth, bind: LeafBinder): Shred {
  const { type } = column;
  if (type.kind === 'list' && vector.kind === 'list') {
    const items = new Entries();
    const inside = { definition: depth.definition + 1, repetition: depth.repetition + 1 };
    const { item, nullableItems: nullable, parquet } = type;
    const shred = shredder({ type: item, nullable, ...(parquet && { parquet }) }, vector.items, inside, bind);
    return (entries, length) => {
      items.itemsOf(entries, vector.offsets, depth.definition, inside.repetition);
      shred(items, vector.offsets[length]);
    };
  }
  if (type.kind === 'struct' && vector.kind === 'struct' && type.members.length > 0) {
    const members = type.members.map((member, k) => shredder(member, vector.members[k], depth, bind));
    return (entries, length) => {
      for (const shred of members) shred(entries, length);
    };
  }
  return bind(column, vector, depth);
}
