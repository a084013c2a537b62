import type { CompiledEntity } from '../../engine/compile/program.ts';
import { storedPartRows } from '../../engine/plan.ts';
import { DEFAULT_SEED } from '../../model/index.ts';
import { Buffers } from './buffers.ts';
import { estimateBytes } from './estimate.ts';
import { estimateDatasetBytes } from './estimate-dataset.ts';
import { faultsOf } from './faults-of.ts';
import type { LoadedSpec } from '../programs/loaded-specs.ts';
import type { InspectedEntity, Inspection } from '../host/model-host.ts';
import { typeName } from './type-name.ts';

/**
 * What a model turns out to be, its sizes estimated by making up to 1,000 rows of each entity.
 * @param sample answers where a file of such rows may stand for a moment.
 */
export function inspect(ready: LoadedSpec, sample: () => string): Inspection {
  const { spec, options, loaded } = ready;
  const { model, program, problems } = loaded;
  const buffers = new Buffers();
  const entities = (program?.entities ?? []).map((entity) => ({
    name: entity.name,
    rows: entity.rows,
    refersTo: [...entity.refersTo],
    columns: entity.table.columns.map(({ name, type, nullable }) => ({ name, type: typeName(type), nullable })),
    ...storageOf(entity, ready, sample, buffers),
  }));
  const companions = ready.piece === 'part' ? (ready.format.companions?.([], options) ?? []) : [];
  return {
    problems,
    entities,
    seed: model?.seed ?? spec.model.seed ?? DEFAULT_SEED,
    companions: companions.map(({ file }) => file),
  };
}

function storageOf(
  entity: CompiledEntity,
  ready: LoadedSpec,
  sample: () => string,
  buffers: Buffers,
): Pick<InspectedEntity, 'partRows' | 'closes' | 'bytes'> {
  const { options } = ready;
  if (ready.piece === 'dataset') {
    // A table that the format cannot hold has no sample, and no task.
    const holds = faultsOf(ready, [entity.name]).length === 0;
    const bytes = holds ? estimateDatasetBytes(entity, ready.format, options, sample(), buffers) : 0;
    return { partRows: entity.rows, closes: false, bytes };
  }
  return {
    partRows: storedPartRows(entity, ready.format.partBatches),
    closes: typeof ready.format.frame(entity.table, options).footer === 'function',
    bytes: estimateBytes(entity, ready.format, options, buffers),
  };
}
