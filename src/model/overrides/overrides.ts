import type { GeneratorEntry } from '../catalogue.ts';
import type { FieldOverride, Overrides } from './field-override.ts';
import type { FieldContext } from '../reading/leaf-parts.ts';
import type { ModelScalar } from '../model.ts';
import type { YamlNode, ScalarNode } from '../yaml/node.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';

/** Overrides by what they override; of several for one setting the last one counts. */
export function indexOverrides(overrides: readonly FieldOverride[]): Overrides {
  const index = new Map<string, Map<string, Map<string, ModelScalar>>>();
  for (const { entity, field, setting, value } of overrides) {
    const fields = index.get(entity) ?? new Map<string, Map<string, ModelScalar>>();
    const settings = fields.get(field) ?? new Map<string, ModelScalar>();
    index.set(entity, fields.set(field, settings.set(setting, value)));
  }
  return index;
}

/** The value from outside of one setting of a field, as if it stood where the field does; undefined where there is none. */
export function overrideOf(
  { entity, path, at }: FieldContext,
  setting: string,
  location: Location,
): ScalarNode | undefined {
  const value = location.scope.overrides.get(entity)?.get(path)?.get(setting);
  return value === undefined ? undefined : scalarNode(value, at);
}

/** Names of the settings of a generator. An option that is called like a bound is the option. */
export interface GeneratorSettings {
  readonly options: readonly string[];
  /** Some of `min max step decimals`. */
  readonly range: readonly RangeSetting[];
}

export type RangeSetting = 'min' | 'max' | 'step' | 'decimals';

/** What may be overridden of the range of a field with `$after` or `$before`. */
export const RELATIVE_SETTINGS: readonly RangeSetting[] = ['min', 'max', 'step'];

/** The settings of a generator that may be overridden. */
export function settingsOf({ options, range, type }: GeneratorEntry): GeneratorSettings {
  const names = Object.keys(options);
  const bounds: readonly RangeSetting[] = range === null ? [] : ['min', 'max', 'step'];
  const isNumber = type === 'integer' || type === 'number' || type === 'decimal';
  const all: readonly RangeSetting[] = isNumber ? [...bounds, 'decimals'] : bounds;
  return { options: names, range: all.filter((name) => !names.includes(name)) };
}

/** `$options` with those from outside in their place. What is no map of options stays, for its own problem. */
export function overriddenOptions(
  node: YamlNode | undefined,
  names: readonly string[],
  context: FieldContext,
  location: Location,
): YamlNode | undefined {
  const given = names.flatMap((name) => {
    const value = overrideOf(context, name, location);
    return value === undefined ? [] : [{ name, key: scalarNode(name, context.at), value }];
  });
  if (given.length === 0 || (node !== undefined && node.kind !== 'map')) return node;
  const kept = (node?.entries ?? []).filter((entry) => !given.some(({ name }) => name === entry.name));
  const base = node ?? { kind: 'map', flow: true, at: context.at, size: 1 };
  return { ...base, entries: [...kept, ...given] };
}

function scalarNode(value: ModelScalar, at: Span): ScalarNode {
  const text = value !== null && typeof value === 'object' ? value.text : String(value);
  return { kind: 'scalar', value, text, plain: false, commentFollows: false, at, size: 1, locate: () => at };
}
