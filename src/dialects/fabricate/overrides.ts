import { jsonScalar, plainScalar } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { arithmetic } from './expression.ts';
import { fieldOf } from './fields.ts';
import { folded } from './generators.ts';
import { sourcesOf, tablesOf } from './import.ts';
import { isObject, Notes, shown, Thing } from './node.ts';
import { isPrintedMap, type Printed } from '../print.ts';
import type { Source, Tables } from './plan.ts';

/** Overrides by our own names, with the values as JSON has them. */
export interface ReadOverrides {
  readonly variables: readonly OverrideSetting[];
  readonly entities: readonly {
    readonly name: string;
    readonly count: number | string | null;
    readonly fields: readonly { readonly name: string; readonly settings: readonly OverrideSetting[] }[];
  }[];
  /** What has no meaning here and is left out. */
  readonly ignored: readonly string[];
  /** Why nothing can be made with them; null as a rule. */
  readonly refusal: string | null;
}

export interface OverrideSetting {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Overrides of Fabricate in our names: a setting means what the definition would have meant with it. What the definition does
 * not have is ignored; one that would change a generator is refused.
 * @param given `{ variables: { name: value }, entities: { Entity: { record_count, fields: { Field: { setting: value } } } } }`, also
 * without `fields`.
 * @param definition null if the model was not made from one: then settings have our own names.
 */
export function fabricateOverrides(given: unknown, definition: object | null): ReadOverrides {
  const notes = new Notes();
  const root = new Thing(given, '', notes);
  const { tables, sources } = readTables(definition);
  const variables = entriesOf(root.get('variables')).map(([name, value]) => ({ name, value: coerced(value) }));
  const refusals: string[] = [];
  const entities = entriesOf(root.get('entities')).map(([name, value]) => {
    const thing = new Thing(value, `entities.${shown(name)}`, notes);
    const nested = thing.has('fields') ? entriesOf(thing.get('fields')) : [];
    const flat = entriesOf(value).filter(([field, one]) => field !== 'fields' && isObject(one));
    const fields = [...flat, ...nested].flatMap(([field, settings]) => {
      const read = settingsOf(name, field, settings, sources, tables, notes);
      if (typeof read === 'string') refusals.push(read);
      return typeof read === 'string' ? [] : [{ name: field, settings: read }];
    });
    if (sources.size > 0 && !sources.has(name)) thing.note('ignored: there is no such entity');
    return { name, count: countOf(thing, tables), fields };
  });
  const ignored = notes.all.map(({ path, message }) => `${path}: ${message}`);
  return { variables, entities, ignored, refusal: refusals.at(0) ?? null };
}

function readTables(definition: object | null): { tables: Tables; sources: ReadonlyMap<string, Source> } {
  // What is wrong with the definition was noted when it was put.
  const root = new Thing(definition, '', new Notes());
  const sources = sourcesOf(root);
  return { sources, tables: tablesOf(root, sources) };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** A text that spells a number, true or false as that. */
function coerced(value: unknown): unknown {
  if (typeof value !== 'string') return jsonScalar(value) === undefined ? null : value;
  const scalar = plainScalar(value);
  return scalar !== null && typeof scalar === 'object' ? scalar.value : typeof scalar === 'boolean' ? scalar : value;
}

function countOf(thing: Thing, tables: Tables): number | string | null {
  const count = thing.number('record_count', 'records');
  if (count !== null) return count;
  const text = thing.text('record_count');
  if (text === null) return null;
  const made = arithmetic(text, (word) => {
    const name = word.replace(/^(?:variables|vars)\./, '');
    return tables.hasVariable(name) ? `vars.${name}` : null;
  });
  if (made !== null) return `= ${made}`;
  thing.note('ignored: it is no number and no arithmetic over variables', 'record_count');
  return null;
}

/** A column of a file has no settings that an override could change. */
const NO_FILE = { columns: null, provider: null };

/** Settings that choose the generator. */
const CHOOSING = ['generator', 'data_type'];

/** The settings of one field; a text that says why it is refused. */
function settingsOf(
  entity: string,
  name: string,
  given: unknown,
  sources: ReadonlyMap<string, Source>,
  tables: Tables,
  notes: Notes,
): readonly OverrideSetting[] | string {
  const field = sources.get(entity)?.fields.get(name);
  const path = `entities.${shown(entity)}.fields.${shown(name)}`;
  if (field === undefined) {
    if (sources.size === 0) return renamed(given);
    notes.add(path, 'ignored: there is no such field');
    return [];
  }
  const settings = new Thing(given, path, notes);
  for (const choosing of CHOOSING) {
    const asked = settings.text(choosing);
    if (asked !== null && folded(asked) !== folded(field.text(choosing) ?? '')) {
      return `${path}: an override cannot change the ${choosing.replace('_', ' ')} of a field`;
    }
  }
  const draftOf = (thing: Thing): Draft => fieldOf({ entity, name, thing, tables, file: NO_FILE });
  const after = draftOf(field.with(given, path, notes));
  const said = JSON.stringify([...saidOf(after)]);
  for (const [setting, value] of entriesOf(given)) {
    if (CHOOSING.includes(setting) || value === null || isSame(value, field.get(setting))) continue;
    const others = Object.fromEntries(entriesOf(given).filter(([other]) => other !== setting));
    // Notes of this look are those of the other one again.
    const without = draftOf(field.with(others, path, new Notes()));
    if (JSON.stringify([...saidOf(without)]) === said)
      settings.note('ignored: it changes nothing here', shown(setting));
  }
  return differences(draftOf(field), after);
}

/** A number and the text that spells it are one value. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(coercedAll(a)) === JSON.stringify(coercedAll(b));

/** What the settings of the field that the definition would have had are, where they differ from those it has. */
function differences(before: Draft, after: Draft): readonly OverrideSetting[] {
  const [old, now] = [saidOf(before), saidOf(after)];
  const changed = [...now].filter(([name, value]) => JSON.stringify(old.get(name)) !== JSON.stringify(value));
  const settings = changed.map(([name, value]) => ({ name, value }));
  // A law that is gone is the one of those that have none.
  if (old.has('distribution') && !now.has('distribution')) settings.push({ name: 'distribution', value: 'uniform' });
  return settings;
}

const SETTINGS = ['min', 'max', 'decimals', 'distribution', 'values', 'length', 'per', 'within', 'seed'];

/** Everything of a field that is a setting, by our names. */
function saidOf({ words, directives, options, nulls, key }: Draft): ReadonlyMap<string, unknown> {
  const said = new Map<string, unknown>();
  const [, min, max] = words.map((word) => RANGE.exec(word)).find((match) => match !== null) ?? [];
  if (min !== undefined && max !== undefined)
    said.set('min', jsonOf(plainScalar(min))).set('max', jsonOf(plainScalar(max)));
  for (const name of SETTINGS) {
    const value = directives.get(`$${name}`);
    if (value !== undefined) said.set(name, jsonOf(value));
  }
  for (const [name, value] of options) said.set(name, jsonOf(value));
  if (!key) said.set('null', nulls);
  return said;
}

/** A range of the short form: numbers, or dates with two dots. */
const RANGE = /^(-?[\d.]*\d|\d{4}-\d\d-\d\d\S*?)(?:\.\.|-(?=\d+(?:\.\d+)?$))(-?\d\S*)$/;

function jsonOf(value: Printed): unknown {
  if (isPrintedMap(value)) return Object.fromEntries([...value].map(([name, inner]) => [name, jsonOf(inner)]));
  if (value !== null && typeof value === 'object') return 'value' in value ? value.value : value.map(jsonOf);
  return value;
}

/** Names of settings that are other ones here. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['percent_null', 'null'],
  ['start_date', 'min'],
  ['end_date', 'max'],
]);

function renamed(given: unknown): readonly OverrideSetting[] {
  return entriesOf(given).map(([name, value]) => ({ name: RENAMED.get(name) ?? name, value: coercedAll(value) }));
}

const coercedAll = (value: unknown): unknown => (typeof value === 'string' ? coerced(value) : value);
