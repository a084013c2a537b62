import type { FieldOverride, ModelScalar } from '../model/index.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';

/** Values that take the place of those in the model, for one task or preview. */
export interface TaskOverrides {
  /** In place of variables of the same name. */
  readonly variables?: readonly (readonly [name: string, value: ModelScalar])[] | undefined;
  readonly entities?: readonly EntityOverride[] | undefined;
}

export interface EntityOverride {
  readonly name: string;
  readonly count?: number | undefined;
  readonly fields?: readonly FieldSettings[] | undefined;
}

export interface FieldSettings {
  /** Path within the entity: `address.city`. */
  readonly name: string;
  readonly settings: readonly { readonly name: string; readonly value: ModelScalar }[];
}

/** The overrides as the model language takes them. @param asked counts that are not overrides but asked for, by entity. */
export function overridden(
  overrides: TaskOverrides | undefined,
  asked: readonly (readonly [entity: string, count: number])[] = [],
): Pick<ModelRequest, 'variables' | 'counts' | 'overrides'> {
  const { variables = [], entities = [] } = overrides ?? {};
  const counts = entities.flatMap(({ name, count }) => (count === undefined ? [] : [[name, count] as const]));
  return { variables, counts: [...counts, ...asked], overrides: entities.flatMap(fieldOverrides) };
}

function fieldOverrides({ name: entity, fields = [] }: EntityOverride): FieldOverride[] {
  return fields.flatMap(({ name: field, settings }) =>
    settings.map(({ name: setting, value }) => ({ entity, field, setting, value })),
  );
}
