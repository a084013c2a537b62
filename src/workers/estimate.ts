import type { CompiledEntity } from '../engine/compile/program.ts';
import { type PartFormat, Sink } from '../formats/index.ts';
import type { Options } from '../model/index.ts';
import { PartMaker } from './part-maker.ts';

/** Rows that are made at either end of an entity. */
const SAMPLE = 500;

/** The bytes of an entity's file, from its first and last 500 rows: exact up to 1,000 rows. */
export function estimateBytes(entity: CompiledEntity, format: PartFormat, options: Options): number {
  const maker = new PartMaker(entity, format, options, SAMPLE);
  const { header, separator } = maker.frame;
  const around = header.length + maker.footer([]).length;
  const head = Math.min(SAMPLE, entity.rows);
  const tail = Math.min(SAMPLE, entity.rows - head);
  if (head === 0) return around;
  const sink = new Sink();
  maker.rows(0, head, sink);
  if (tail > 0) {
    sink.append(separator);
    maker.rows(entity.rows - tail, tail, sink);
  }
  return around + Math.round((sink.length / (head + tail)) * entity.rows);
}
