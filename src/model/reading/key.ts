import { readField } from './field.ts';
import { readLeaf } from './leaf.ts';
import type { Field } from '../model.ts';
import type { Entry } from '../yaml/node.ts';
import { Location } from './location.ts';

/** The key of an entity by `$key`, `@id` or a column `id`, and the fields with their marks. */
export function keyOf(
  fields: readonly Field[],
  entry: Entry | undefined,
  location: Location,
): { readonly key: readonly string[]; readonly fields: readonly Field[] } {
  const found = findKey(fields, entry, location);
  for (const field of found.fields) {
    if (!field.key || !field.hidden) continue;
    const message = `${field.name} is a hidden key, so tables of these rows would have no key`;
    const hint = 'show it, or mark it unique and remove $key and @id';
    location.report('KEY_HIDDEN', field.at, message, hint);
  }
  return found;
}

function findKey(
  fields: readonly Field[],
  entry: Entry | undefined,
  location: Location,
): { readonly key: readonly string[]; readonly fields: readonly Field[] } {
  const marked = fields.filter((field) => field.key);
  if (entry !== undefined) return declaredKey(fields, marked, entry, location);
  for (const field of marked.slice(1)) {
    const message = `${marked[0].name} is the key already`;
    location.report(
      'KEY_SEVERAL',
      field.at,
      message,
      `for a composite key write $key: [${marked[0].name}, ${field.name}]`,
    );
  }
  if (marked.length > 0) return { key: [marked[0].name], fields };
  const id = fields.find((field) => field.name === 'id' && field.source.kind === 'static');
  if (id === undefined) return { key: [], fields };
  return { key: ['id'], fields: fields.map((field) => (field === id ? { ...id, key: true, unique: true } : field)) };
}

function declaredKey(
  fields: readonly Field[],
  marked: readonly Field[],
  entry: Entry,
  location: Location,
): { readonly key: readonly string[]; readonly fields: readonly Field[] } {
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const key = new Set<string>();
  for (const node of nodes) {
    if (node.kind !== 'scalar' || typeof node.value === 'boolean' || node.value === null) {
      location.expected(node, 'the name of a field');
      continue;
    }
    const field = byName.get(node.text);
    if (field === undefined) {
      const isList = node.text.includes(',');
      const hint = isList ? `write $key: [${node.text.trim()}]` : location.nearest(node.text, byName.keys());
      location.report('FIELD_UNKNOWN', node.at, `there is no field ${node.text} in ${location.path}`, hint);
    } else if (field.nullShare > 0 || field.when !== null) {
      location.report('KEY_NULL', field.at, 'a key cannot be null', 'remove null, $null and $when');
    }
    if (key.has(node.text)) location.report('WORD_TWICE', node.at, `${node.text} is repeated in the key`, '');
    key.add(node.text);
  }
  for (const field of marked.filter((one) => !key.has(one.name))) {
    location.report(
      'DIRECTIVE_CONTRADICTION',
      field.at,
      `$key names a key other than ${field.name}`,
      'keep only one of them',
    );
  }
  const isSingle = key.size === 1;
  return {
    key: [...key],
    fields: fields.map((field) =>
      key.has(field.name) ? { ...field, key: true, unique: field.unique || isSingle } : field,
    ),
  };
}

/** The field that an entity without any key gets: `_id`, a UUID. Null where the user has a field of that name. */
export function withoutKeyGets(fields: readonly Field[], entry: Entry, location: Location): Field | null {
  const own = fields.find((field) => field.name === '_id');
  if (own !== undefined) {
    location.report('NAME_CLASH', own.at, '_id is the key that an entity without one gets', 'mark it: string @id');
    return null;
  }
  const type = { value: { kind: 'uuid' }, at: entry.key.at } as const;
  const given = { entity: entry.name, name: '_id', path: '_id', at: entry.key.at, depth: 0, country: null };
  const context = { ...given, implicitKey: true, isNamedKey: false };
  return readLeaf(context, { type }, null, new Map(), new Location(location.scope, `${location.path}._id`), readField);
}
