import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { PartFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import type { Buffers } from './buffers.ts';
import { PartMaker } from './part-maker.ts';

/** Rows that are made at either end of an entity. */
const SAMPLE = 500;

/**
 * The bytes of an entity's file, from its first and last 500 rows: exact up to 1,000 rows.
 * @param buffers where the rows are made, one entity after the other.
 */
export function estimateBytes(entity: CompiledEntity, format: PartFormat, options: Options, buffers: Buffers): number {
  const maker = new PartMaker(entity, format, options, Math.min(SAMPLE, entity.rows), buffers);
  const around = maker.frame.header.length + maker.footer([]).length;
  const head = Math.min(SAMPLE, entity.rows);
  const tail = Math.min(SAMPLE, entity.rows - head);
  if (head === 0) return around;
  let size = 0;
  for (const { bytes } of maker.rows(0, head)) size += bytes.length;
  for (const { bytes } of maker.make({ entity: entity.name, first: entity.rows - tail, rows: tail }))
    size += bytes.length;
  return around + Math.round((size / (head + tail)) * entity.rows);
}
