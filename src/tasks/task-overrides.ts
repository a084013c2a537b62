import { type FieldOverride, jsonScalar, jsonValue } from '../model/index.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';

/** Values that take the place of those in the model, for one task or preview; they are JSON, as any front gets them. */
export interface TaskOverrides {
  /** In place of variables of the same name: a text, a number, true, false or null. */
  readonly variables?: readonly Setting[] | null | undefined;
  readonly entities?: readonly EntityOverride[] | null | undefined;
  /** Whether what fits nothing in the model is ignored and logged instead of refused. */
  readonly ignoresUnfit?: boolean | undefined;
}

/** A name and what it shall be. A value that is left out is null. */
export interface Setting {
  readonly name: string;
  readonly value?: unknown;
}

export interface EntityOverride {
  readonly name: string;
  /** A whole number, or an expression over variables: `= vars.users * 2`. */
  readonly count?: number | string | null | undefined;
  readonly fields?: readonly FieldSettings[] | null | undefined;
}

export interface FieldSettings {
  /** Path within the entity: `address.city`. */
  readonly name: string;
  readonly settings: readonly Setting[];
}

/**
 * The overrides as the model language takes them, once they are checked.
 * @param asked counts that are not overrides but asked for, by entity.
 */
export function overridden(
  overrides: TaskOverrides | null | undefined,
  asked: readonly (readonly [entity: string, count: number])[] = [],
): Pick<ModelRequest, 'variables' | 'counts' | 'overrides' | 'ignoresUnfit'> {
  const entities = overrides?.entities ?? [];
  const counts = entities.flatMap(({ name, count }) =>
    typeof count === 'object' || count === undefined ? [] : [[name, count] as const],
  );
  return {
    variables: (overrides?.variables ?? []).map(({ name, value = null }) => [name, jsonScalar(value) ?? null] as const),
    counts: [...counts, ...asked],
    overrides: entities.flatMap(fieldOverrides),
    ...(overrides?.ignoresUnfit === true ? { ignoresUnfit: true } : {}),
  };
}

function fieldOverrides({ name: entity, fields }: EntityOverride): FieldOverride[] {
  return (fields ?? []).flatMap(({ name: field, settings }) =>
    settings.map(({ name: setting, value = null }) => ({ entity, field, setting, value: jsonValue(value) ?? null })),
  );
}
