import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type PartFormat, Sink } from '../../formats/index.ts';
import { PartMaker } from '../../workers/making/part-maker.ts';
import { chooseOptions } from './choose.ts';

/** A file that has only these rows of an entity, in the format's default form. */
export function encodeRows(entity: CompiledEntity, format: PartFormat, first: number, rows: number): Uint8Array {
  const maker = new PartMaker(entity, format, chooseOptions(format, new Map()), rows);
  const sink = new Sink();
  sink.append(maker.frame.header);
  for (const { bytes } of maker.rows(first, rows)) sink.append(bytes);
  sink.append(maker.footer([]));
  return sink.written();
}
