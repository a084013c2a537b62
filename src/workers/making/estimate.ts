import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { PartFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import type { Buffers } from './buffers.ts';
import { PartMaker } from './part-maker.ts';

/** Rows that are made at either end of an entity, unless they are wide. */
const MAX_ROWS = 500;
/** Batches that are made at either end: those of an entity with thousands of fields have a few rows. */
const MAX_BATCHES = 4;

/** How many rows are made at the beginning of an entity, and at its end, from which its size is estimated. */
export function sampleOf({ rows, batchRows }: CompiledEntity): { readonly head: number; readonly tail: number } {
  const most = Math.min(MAX_ROWS, MAX_BATCHES * batchRows);
  const head = Math.min(most, rows);
  return { head, tail: Math.min(most, rows - head) };
}

/**
 * The bytes of an entity's file, from its first and last 500 rows, or fewer where they are wide: exact up to 1,000 rows that
 * are not.
 * @param buffers where the rows are made, one entity after the other.
 */
export function estimateBytes(entity: CompiledEntity, format: PartFormat, options: Options, buffers: Buffers): number {
  const { head, tail } = sampleOf(entity);
  const maker = new PartMaker(entity, format, options, head, buffers);
  const around = maker.frame.header.length + maker.footer([]).length;
  if (head === 0) return around;
  let size = 0;
  for (const { bytes } of maker.rows(0, head)) size += bytes.length;
  for (const { bytes } of maker.make({ entity: entity.name, first: entity.rows - tail, rows: tail }))
    size += bytes.length;
  return around + Math.round((size / (head + tail)) * entity.rows);
}

/** Bytes that a character of a value may take: more is in no format's escapes. */
const MAX_ESCAPED = 6;
/** Bytes of a number, date or the like, and of what is around a value. */
const MAX_PLAIN = 32;
const AROUND = 16;

/** More bytes than the rows of an entity take in any format; infinite if that is not known. */
export function maxBytes({ rows, table: { columns } }: CompiledEntity): number {
  const ofRow = columns.reduce((sum, { name, width = Infinity }) => {
    return sum + Buffer.byteLength(name) + AROUND + MAX_ESCAPED * Math.max(width, MAX_PLAIN);
  }, AROUND);
  return rows === 0 ? 0 : rows * ofRow;
}
