import type { Entity, Field } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** Databases have no index of more columns. */
export const MAX_FIELDS = 32;
/** Lists of one entity. */
const MAX_LISTS = 100;

/** `$unique` of an entity: the lists of several fields, and the fields with a mark where one of them is unique alone. */
export function readUniques(
  fields: readonly Field[],
  entry: Entry | undefined,
  location: Location,
): Pick<Entity, 'uniques' | 'fields'> {
  if (entry === undefined) return { uniques: [], fields };
  const { value } = entry;
  if (value.kind === 'map' || (value.kind === 'list' && value.items.length === 0)) {
    location.expected(value, 'names of fields', 'write $unique: [a, b], or [[a, b], [c, d]] for several lists');
    return { uniques: [], fields };
  }
  const areLists = value.kind === 'list' && value.items.some(({ kind }) => kind === 'list');
  const nodes = areLists ? value.items : [value];
  if (nodes.length > MAX_LISTS) {
    location.report(
      'LENGTH_INVALID',
      nodes[MAX_LISTS].at,
      `$unique has at most ${MAX_LISTS} lists`,
      'remove some of them',
    );
    return { uniques: [], fields };
  }
  const lists = nodes.map((node) => ({ names: namesOf(node, fields, location), at: node.at }));
  const alone = new Set(lists.filter(({ names }) => names.length === 1).flatMap(({ names }) => names));
  const seen = new Set<string>();
  const uniques = lists.filter(({ names, at }) => {
    if (names.length < 2) return false;
    if (names.length > MAX_FIELDS) {
      location.report(
        'LENGTH_INVALID',
        at,
        `a list has at most ${MAX_FIELDS} fields`,
        'name those that tell rows apart',
      );
      return false;
    }
    const set = JSON.stringify([...names].sort());
    if (seen.has(set)) location.report('WORD_TWICE', at, `${names.join(', ')} is repeated in $unique`, 'remove it');
    return seen.size < seen.add(set).size;
  });
  return { uniques, fields: fields.map((field) => (alone.has(field.name) ? { ...field, unique: true } : field)) };
}

/** None after a problem: what is left of a list means something else. */
function namesOf(list: YamlNode, fields: readonly Field[], location: Location): readonly string[] {
  const names = new Set<string>();
  let failed = false;
  if (list.kind === 'list' && list.items.length === 0) location.expected(list, 'names of fields', 'write [a, b]');
  for (const node of list.kind === 'list' ? list.items : [list]) {
    const name = nameOf(node, fields, location);
    if (name === null) {
      failed = true;
      continue;
    }
    if (names.has(name)) location.report('WORD_TWICE', node.at, `${name} is repeated in $unique`, 'remove it');
    names.add(name);
  }
  return failed ? [] : [...names];
}

function nameOf(node: YamlNode, fields: readonly Field[], location: Location): string | null {
  if (node.kind !== 'scalar' || typeof node.value === 'boolean' || node.value === null) {
    const hint = 'write [a, b], or [[a, b], [c, d]] for several lists';
    location.expected(node, 'the name of a field', hint);
    return null;
  }
  const field = fields.find(({ name }) => name === node.text);
  if (field === undefined) {
    const names = fields.map(({ name }) => name);
    const hint = node.text.includes(',') ? `write $unique: [${node.text.trim()}]` : location.nearest(node.text, names);
    location.report('FIELD_UNKNOWN', node.at, `there is no field ${node.text} in ${location.path}`, hint);
    return null;
  }
  const { kind } = field.source;
  const isList = kind === 'list' || (field.source.kind === 'reference' && field.source.many !== null);
  if (kind !== 'object' && !isList) return field.name;
  const message = `${field.name} is ${isList ? 'a list' : 'an object'}, which is not compared with those of other rows`;
  location.report('DIRECTIVE_PLACE', node.at, message, 'name fields with one plain value');
  return null;
}
