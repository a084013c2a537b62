import type { GeneratorEntry } from '../catalogue.ts';
import type { FieldOverride, Overrides } from './field-override.ts';
import type { FieldContext } from '../reading/leaf-parts.ts';
import type { ModelValue } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from '../reading/location.ts';
import { entryOf, mapNode, valueNode } from './value-node.ts';

/** Overrides by what they override; of several for one setting the last one counts. */
export function indexOverrides(overrides: readonly FieldOverride[]): Overrides {
  const index = new Map<string, Map<string, Map<string, ModelValue>>>();
  for (const { entity, field, setting, value } of overrides) {
    const fields = index.get(entity) ?? new Map<string, Map<string, ModelValue>>();
    const settings = fields.get(field) ?? new Map<string, ModelValue>();
    index.set(entity, fields.set(field, settings.set(setting, value)));
  }
  return index;
}

/** The value from outside of one setting of a field, as if it stood where the field does; undefined where there is none. */
export function overrideOf(
  { entity, path, at }: FieldContext,
  setting: string,
  location: Location,
): YamlNode | undefined {
  const value = location.scope.overrides.get(entity)?.get(path)?.get(setting);
  return value === undefined ? undefined : valueNode(value, at);
}

/** A directive with its value from outside in place of the written one; undefined where neither is there. */
export function overriddenDirective(
  name: `$${string}`,
  written: Entry | undefined,
  context: FieldContext,
  location: Location,
): Entry | undefined {
  const given = overrideOf(context, name.slice(1), location);
  return given === undefined ? written : entryOf(name, MERGED[name]?.(written?.value, given) ?? given, context.at);
}

/** Directives of which an override may name some parameters and leave the others as they are. */
const MERGED: Readonly<Record<string, (written: YamlNode | undefined, given: YamlNode) => YamlNode>> = {
  $distribution: mergedLaw,
  $share: mergedLaw,
  $length: mergedLength,
  $per: mergedLength,
  $tree: mergedMap,
};

/** A law with other parameters. A map without a name keeps the law; one with a name, or a name alone, replaces it. */
function mergedLaw(written: YamlNode | undefined, given: YamlNode): YamlNode {
  if (given.kind !== 'map' || given.entries.some(({ name }) => name === 'name' || name === 'by')) return given;
  if (written?.kind === 'map') return merged(written.entries, given.entries, given);
  return merged([entryOf('name', written ?? valueNode('uniform', given.at), given.at)], given.entries, given);
}

/** A number of items or children with other parameters; a new law begins without those of the old one. */
function mergedLength(written: YamlNode | undefined, given: YamlNode): YamlNode {
  if (given.kind !== 'map' || written?.kind === 'list' || given.entries.some(({ name }) => name === '$values'))
    return given;
  const isNewLaw = given.entries.some(({ name }) => name === 'distribution');
  if (written?.kind === 'map') {
    const kept = written.entries.filter(
      ({ name }) => name === 'min' || name === 'max' || (!isNewLaw && name !== '$values'),
    );
    return merged(kept, given.entries, given);
  }
  // An expression has no ends that another law could keep.
  if (typeof written?.value === 'string' && !/^[\d\s.-]+$/.test(written.text)) return given;
  const [, min, max] = /^\s*(\d+)\s*(?:-|\.\.)\s*(\d+)\s*$/.exec(written?.text ?? '1-3') ?? [];
  const end = (text: string | undefined): YamlNode | undefined =>
    text === undefined ? written : valueNode({ value: Number(text), text }, given.at);
  const ends = [
    ['min', end(min)],
    ['max', end(max)],
  ] as const;
  const entries = ends.flatMap(([name, node]) => (node === undefined ? [] : [entryOf(name, node, given.at)]));
  return merged(entries, given.entries, given);
}

/** A map with other parameters; those that are not named stay. */
function mergedMap(written: YamlNode | undefined, given: YamlNode): YamlNode {
  return written?.kind === 'map' && given.kind === 'map' ? merged(written.entries, given.entries, given) : given;
}

function merged(base: readonly Entry[], over: readonly Entry[], { at }: YamlNode): YamlNode {
  const replaced = new Set(over.map(({ name }) => name));
  return mapNode([...base.filter(({ name }) => !replaced.has(name)), ...over], at);
}

/** Names of the settings of a generator. An option that is called like a bound is the option. */
export interface GeneratorSettings {
  readonly options: readonly string[];
  /** Some of `min max step decimals distribution`. */
  readonly range: readonly RangeSetting[];
}

export type RangeSetting = 'min' | 'max' | 'step' | 'decimals' | 'distribution';

/** What may be overridden of the range of a field with `$after` or `$before`. */
export const RELATIVE_SETTINGS: readonly RangeSetting[] = ['min', 'max', 'step', 'distribution'];

/** What may be overridden of the hours and weekdays of dates and timestamps. */
export function weekSettings(what: string | null): readonly string[] {
  return what === 'timestamp' ? ['hours', 'weekdays'] : what === 'date' ? ['weekdays'] : [];
}

/** The settings of a generator that may be overridden. */
export function settingsOf({ options, range, type }: GeneratorEntry): GeneratorSettings {
  const names = Object.keys(options);
  if (range === 'longest') return { options: names, range: ['max'] };
  const bounds: readonly RangeSetting[] = range === null ? [] : ['min', 'max', 'step'];
  const isNumber = type === 'integer' || type === 'number' || type === 'decimal';
  const all: readonly RangeSetting[] = isNumber ? [...bounds, 'decimals'] : bounds;
  const laws: readonly RangeSetting[] = range === null ? [] : ['distribution'];
  return { options: names, range: [...all, ...laws].filter((name) => !names.includes(name)) };
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
    return value === undefined ? [] : [entryOf(name, value, context.at)];
  });
  if (given.length === 0 || (node !== undefined && node.kind !== 'map')) return node;
  const kept = (node?.entries ?? []).filter((entry) => !given.some(({ name }) => name === entry.name));
  return { ...(node ?? mapNode([], context.at)), entries: [...kept, ...given] };
}
