import { compile } from '../../engine/compile/compile.ts';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type PartFormat, loadPartFormat } from '../../formats/index.ts';
import { resources } from '../programs/resources.ts';
import { PartMakers } from '../making/part-makers.ts';
import type { WorkerSettings } from './protocol.ts';

/** What a thread makes parts with. */
export interface Makers {
  readonly format: PartFormat;
  /** All of the model. */
  readonly entities: readonly CompiledEntity[];
  readonly makers: PartMakers;
}

/** Compiles in a thread what the main thread has compiled before. */
export async function loadMakers({ model, format: name, options }: WorkerSettings): Promise<Makers> {
  const format = await loadPartFormat(name);
  const { program } = compile(model, resources, { nested: format.nested, isDraft: false });
  if (program === null) throw new Error('the model had no problem in the main thread, and has one here');
  const { entities } = program;
  return { format, entities, makers: new PartMakers(entities, format, options) };
}
