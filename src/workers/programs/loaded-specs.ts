import { checkOptions, type DatasetFormat, loadFormat, type PartFormat } from '../../formats/index.ts';
import type { Options } from '../../model/index.ts';
import { type LoadedProgram, loadProgram } from './load-program.ts';
import type { GenerationSpec } from '../host/model-host.ts';
import { PartMakers } from '../making/part-makers.ts';
import { Recent } from './recent.ts';

/** A spec as it comes to a thread. */
export interface SharedSpec {
  readonly id: string;
  /** Its JSON in UTF-8, the same memory for all threads. */
  readonly json: SharedArrayBuffer;
}

/** A spec that is ready to run in this thread. */
export type LoadedSpec = LoadedParts | LoadedDataset;

interface AnySpec {
  readonly spec: GenerationSpec;
  readonly options: Options;
  readonly loaded: LoadedProgram;
}

/** One of a format whose files are made of parts. */
export interface LoadedParts extends AnySpec {
  readonly piece: 'part';
  readonly format: PartFormat;
  /** Of all its entities; none where the model has errors. */
  readonly makers: PartMakers;
}

/** One of a format of one file for all entities. */
export interface LoadedDataset extends AnySpec {
  readonly piece: 'dataset';
  readonly format: DatasetFormat;
}

/** Bytes of the specs whose programs a thread keeps. A program may take several times its spec. */
const MAX_BYTES = 8 * 1024 * 1024;
/** However small a spec is, its program has tables and a part's buffers: these count for as many bytes. */
const MIN_BYTES = MAX_BYTES / 8;

/** The programs that a thread has ready. */
export class LoadedSpecs {
  readonly #recent = new Recent<LoadedSpec>(MAX_BYTES);

  /** Throws where the format or an option is none: they are checked where users write them. */
  async get({ id, json }: SharedSpec): Promise<LoadedSpec> {
    const known = this.#recent.get(id);
    if (known !== undefined) return known;
    const spec: GenerationSpec = JSON.parse(Buffer.from(json).toString());
    const format = await loadFormat(spec.format);
    const { options, errors } = checkOptions(format.options, spec.options);
    if (errors.length > 0) throw new Error('the options of the format have not been checked');
    const loaded = loadProgram(spec.model, format.nested);
    const entities = loaded.program?.entities ?? [];
    const ready: LoadedSpec =
      format.piece === 'part'
        ? { piece: 'part', spec, format, options, loaded, makers: new PartMakers(entities, format, options) }
        : { piece: 'dataset', spec, format, options, loaded };
    this.#recent.add(id, ready, Math.max(MIN_BYTES, json.byteLength));
    return ready;
  }
}
