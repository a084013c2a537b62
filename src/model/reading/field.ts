import { readCountries } from './country.ts';
import { readLocale } from './locale.ts';
import { isDirective, splitDirectives } from './directive-map.ts';
import type { FieldContext } from './leaf-parts.ts';
import { common, readLeaf } from './leaf.ts';
import type { Field } from '../model.ts';
import { checkName } from './names.ts';
import { related } from './relate.ts';
import type { Entry, ListNode, MapNode, YamlNode } from '../yaml/node.ts';
import { Location } from './location.ts';
import { readShortForm, type ShortForm } from '../words/short-form.ts';

/** How deep objects and lists may nest. */
const MAX_DEPTH = 8;

/** A field in any of its forms: short, list, full, nested object. Null after a problem that leaves no source. */
export function readField(context: FieldContext, node: YamlNode, location: Location): Field | null {
  if (context.depth > MAX_DEPTH) {
    location.report('NESTING_TOO_DEEP', node.at, `objects and lists nest at most ${MAX_DEPTH} levels deep`);
    return null;
  }
  if (node.kind === 'map') return readMap(context, node, location);
  return readTyped(context, node, new Map(), location);
}

function readMap(context: FieldContext, node: MapNode, location: Location): Field | null {
  const hasNames = !node.entries.every(isDirective);
  if (node.entries.length === 0) {
    location.report('TYPE_MISSING', node.at, 'this object has no fields', 'write name: type pairs into it');
    return null;
  }
  if (
    node.flow &&
    node.entries.every(({ value }) => value.kind === 'scalar' && value.value === null && value.text === '')
  ) {
    const text = node.entries.map(({ name }) => `{${name}}`).join(' ');
    const hint = `write name: type into it; for a text with fields in it { $template: "${text}" }`;
    location.report('TYPE_MISSING', node.at, 'these braces begin an object, and its fields have no types', hint);
    return null;
  }
  const { directives, names, isUnclear } = splitDirectives(node, hasNames ? 'object' : 'field', location);
  // What the other directives mean depends on the one that is refused: its problem is the only one.
  if (isUnclear && !hasNames) return null;
  if (!hasNames) return readTyped(context, directives.get('$type')?.value ?? null, directives, location);
  const when = directives.get('$when')?.value;
  if (when?.kind === 'list') {
    const hint = `write ${context.name}: { $when: […] }, and the object into then`;
    location.report('DIRECTIVE_PLACE', when.at, 'a list of cases has no meaning beside the fields of an object', hint);
  }
  return {
    ...common(context, {}, directives, location),
    type: null,
    source: { kind: 'object', fields: readFields(names, countryWithin(context, directives, location), location) },
    inferred: null,
  };
}

/** The surroundings of the fields of an object that may have a `$country` and `$locale` of its own. */
function countryWithin(
  context: FieldContext,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): FieldContext {
  readLocale(directives.get('$locale'), location);
  const entry = directives.get('$country');
  return entry === undefined ? context : { ...context, country: readCountries(entry, location) };
}

/** The fields of a nested object; one that cannot be read is left as a broken one, so that its name is known. */
function readFields(names: readonly Entry[], parent: FieldContext, location: Location): readonly Field[] {
  const fields = names.map((entry) => {
    const path = `${parent.path}.${entry.name}`;
    const inner = new Location(location.scope, `${location.path}.${entry.name}`);
    checkName(entry, inner);
    const context: FieldContext = {
      ...parent,
      name: entry.name,
      path,
      at: entry.key.at,
      depth: parent.depth + 1,
      implicitKey: false,
      isNamedKey: false,
    };
    return readField(context, entry.value, inner) ?? brokenField(context);
  });
  return related(fields, location);
}

/** A leaf by the node of its type, which may be absent in a full form. */
function readTyped(
  context: FieldContext,
  type: YamlNode | null,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): Field | null {
  if (type === null) return readLeaf(context, {}, null, directives, location, readField);
  if (type.kind === 'list') return readList(context, type, directives, location);
  if (type.kind === 'map') {
    location.expected(type, 'a type in its short form', 'nested objects are written without $type');
    return null;
  }
  if (typeof type.value !== 'string') {
    if (type.value === null) {
      location.report('TYPE_MISSING', context.at, `${context.name} has no type`, `write ${context.name}: string`);
    } else {
      location.expected(type, 'a type', `for a constant write "= ${type.text}"`);
    }
    return null;
  }
  const form: ShortForm | null = readShortForm(type, location);
  return form === null ? null : readLeaf(context, form, null, directives, location, readField);
}

function readList(
  context: FieldContext,
  list: ListNode,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): Field | null {
  if (list.items.length !== 1) {
    const hint = list.items.length === 0 ? 'write [string]' : 'write one type; for a choice of values enum(a, b)';
    location.report('VALUE_EXPECTED', list.at, `a list holds one type, found ${list.items.length}`, hint);
    return null;
  }
  return readLeaf(context, {}, list.items[0], directives, location, readField);
}

/** Stands for a field that could not be read: it has no values, and later checks pass over it. */
export function brokenField(context: FieldContext): Field {
  const { name, path, at } = context;
  const said = { nullShare: 0, unique: true, hidden: false, key: false, seed: null, group: '', from: [], when: null };
  return { name, path, at, type: null, source: { kind: 'broken' }, inferred: null, ...said };
}

/** Whether a field stands for one that could not be read. */
export function isBroken(field: Field): boolean {
  return field.source.kind === 'broken';
}
