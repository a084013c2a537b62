import { storedPartRows } from '../engine/plan.ts';
import { DEFAULT_SEED } from '../model/index.ts';
import { estimateBytes } from './estimate.ts';
import type { LoadedSpec } from './loaded-specs.ts';
import type { Inspection } from './model-host.ts';
import { typeName } from './type-name.ts';

/** What a model turns out to be, its sizes estimated by making up to 1,000 rows of each entity. */
export function inspect({ spec, format, options, loaded }: LoadedSpec): Inspection {
  const { model, program, problems } = loaded;
  const entities = (program?.entities ?? []).map((entity) => ({
    name: entity.name,
    rows: entity.rows,
    refersTo: [...entity.refersTo],
    columns: entity.table.columns.map(({ name, type, nullable }) => ({ name, type: typeName(type), nullable })),
    partRows: storedPartRows(entity, format.partBatches),
    bytes: estimateBytes(entity, format, options),
  }));
  return { problems, entities, seed: model?.seed ?? spec.model.seed ?? DEFAULT_SEED };
}
