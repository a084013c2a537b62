import type { StartGenerationInput } from '../../client/index.ts';
import {
  type FieldOverride,
  type ModelMap,
  type ModelScalar,
  type ModelValue,
  scalarAsJson,
} from '../../model/index.ts';
import type { ReadOverrideFiles } from '../model/override-files.ts';

type OverridesInput = NonNullable<StartGenerationInput['overrides']>;

/** Overrides as GraphQL takes them; null where there are none. @param set variables that win over those of the files. */
export function overridesInput(
  { variables, counts, overrides }: ReadOverrideFiles,
  set: ReadonlyMap<string, ModelScalar>,
): OverridesInput | null {
  const entities = new Map<string, FieldOverride[]>([...counts.keys()].map((name) => [name, []]));
  for (const override of overrides) entities.set(override.entity, [...(entities.get(override.entity) ?? []), override]);
  const said = [...new Map([...variables, ...set])].map(([name, value]) => ({ name, value: scalarAsJson(value) }));
  if (said.length + entities.size === 0) return null;
  return {
    variables: said,
    entities: [...entities].map(([name, all]) => ({
      name,
      ...countOf(counts.get(name)),
      fields: [...Map.groupBy(all, ({ field }) => field)].map(([field, settings]) => ({
        name: field,
        settings: settings.map(({ setting, value }) => ({ name: setting, value: valueAsJson(value) })),
      })),
    })),
  };
}

function countOf(count: number | string | undefined): { readonly count?: number; readonly countExpression?: string } {
  if (count === undefined) return {};
  return typeof count === 'number' ? { count } : { countExpression: count };
}

function valueAsJson(value: ModelValue): unknown {
  if (typeof value !== 'object' || value === null || 'text' in value) return scalarAsJson(value);
  return isMap(value)
    ? Object.fromEntries(value.entries.map(([name, inner]) => [name, valueAsJson(inner)]))
    : value.map(valueAsJson);
}

const isMap = (value: ModelMap | readonly ModelValue[]): value is ModelMap => !Array.isArray(value);
