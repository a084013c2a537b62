import { compileOnDemand } from '../../engine/compile/compile.ts';
import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type PartFormat, loadPartFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import { resources } from '../programs/resources.ts';
import { PartMakers } from '../making/part-makers.ts';
import type { WorkerSettings } from './protocol.ts';

/** What a thread makes files with. */
export interface FileMakers {
  readonly format: PartFormat;
  readonly options: Options;
  readonly makers: PartMakers;
}

interface LoadedMakers extends FileMakers {
  /** An entity of the model by its name. */
  readonly entityOf: (name: string) => CompiledEntity | undefined;
}

/** Has a thread compile those entities whose parts it makes; the main thread has compiled them all before. */
export async function loadMakers({ model, format: name, options }: WorkerSettings): Promise<LoadedMakers> {
  const format = await loadPartFormat(name);
  const entityOf = compileOnDemand(model, resources, { nested: format.nested, isDraft: false });
  return { format, options, entityOf, makers: new PartMakers(entityOf, format, options) };
}
