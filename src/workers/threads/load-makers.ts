import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type PartFormat, loadPartFormat } from '../../formats/index.ts';
import { loadProgram } from '../programs/load-program.ts';
import { PartMakers } from '../making/part-makers.ts';
import type { WorkerSettings } from './protocol.ts';

/** What a thread makes parts with. */
export interface Makers {
  readonly format: PartFormat;
  /** All of the model. */
  readonly entities: readonly CompiledEntity[];
  readonly makers: PartMakers;
}

/** Loads in a thread what the main thread has loaded before. */
export async function loadMakers({ model, format: name, options }: WorkerSettings): Promise<Makers> {
  const format = await loadPartFormat(name);
  const { program } = loadProgram(model, format.nested);
  if (program === null) throw new Error('the model had no problem in the main thread, and has one here');
  const { entities } = program;
  return { format, entities, makers: new PartMakers(entities, format, options) };
}
