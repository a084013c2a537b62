import type { Field } from '../model.ts';
import { mapNode, entryOf, valueNode } from '../overrides/value-node.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { readField } from './field.ts';
import type { FieldContext } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { checkName } from './names.ts';
import { namesFields, readTarget, type Target } from './reference.ts';

/** A column of a tuple, and the field of the parent that it shows. */
interface Member {
  readonly entry: Entry;
  readonly target: Target & { readonly field: string };
}

/** The map of `$ref: { org: Order.org, no: Order.no }`; null where a field is anything else. */
export function tupleOf({ value }: Entry): MapNode | null {
  const ref = value.kind === 'map' ? value.entries.find(({ name }) => name === '$ref')?.value : undefined;
  return ref?.kind === 'map' && namesFields(ref) ? ref : null;
}

/**
 * A reference to a row with a key of several fields: a hidden field for the row, and a column for each field of it that is shown, all of
 * them looked up in that one row. Empty after a problem.
 */
export function readTuple(entry: Entry, tuple: MapNode, context: FieldContext, location: Location): readonly Field[] {
  const members = membersOf(tuple, location);
  if (members === null || entry.value.kind !== 'map') return [];
  const clash = members.find((member) => member.entry.name === entry.name);
  if (clash !== undefined) {
    const message = `${entry.name} is the field for the whole row, so its columns have other names`;
    location.report('NAME_CLASH', clash.entry.key.at, message, `rename the field: ${entry.name}_row: { $ref: { … } }`);
    return [];
  }
  const { entity } = members[0].target;
  const others = entry.value.entries.filter(({ name }) => name !== '$ref' && name !== '$hidden');
  for (const { name, key } of others.filter((one) => ['$key', '$type', '$depth'].includes(one.name))) {
    const names = members.map((member) => member.entry.name).join(', ');
    const hint = name === '$key' ? `write $key: [${names}] of the entity` : 'remove it';
    location.report('DIRECTIVE_PLACE', key.at, `${name} has no meaning beside a reference of several fields`, hint);
  }
  const ref = entryOf('$ref', valueNode(entity, tuple.at), tuple.at);
  const row = readField(context, mapNode([ref, ...others], entry.value.at), location);
  if (row?.source.kind !== 'reference') return [];
  const shows = members.map(({ target }) => target.field);
  const source = { ...row.source, shows };
  location.scope.origins.set(source, tuple.at);
  const isHidden = entry.value.entries.some(
    ({ name, value }) => name === '$hidden' && value.kind === 'scalar' && value.value === true,
  );
  return [
    { ...row, source, hidden: true },
    ...members.map((member) => columnOf(member, context.name, isHidden, location)),
  ];
}

/** Null after a problem. */
function membersOf(tuple: MapNode, location: Location): readonly Member[] | null {
  const members: Member[] = [];
  for (const entry of tuple.entries) {
    checkName(entry, location);
    if (entry.value.kind !== 'scalar' || typeof entry.value.value !== 'string') {
      location.expected(entry.value, 'a field of an entity: Entity.field');
      continue;
    }
    const target = readTarget(entry.value.text.trim().replace(/^\$/, ''), entry.value.at, location);
    if (target === null) continue;
    if (target.field === null) {
      location.expected(entry.value, 'a field of an entity: Entity.field', `write ${target.entity}.id`);
      continue;
    }
    const first = members[0]?.target.entity ?? target.entity;
    if (target.entity === first) {
      members.push({ entry, target: { ...target, field: target.field } });
      continue;
    }
    const message = `the fields of one row belong to one entity, and these belong to ${first} and ${target.entity}`;
    location.report('TUPLE_ENTITIES', entry.value.at, message, `name a field of ${first}, or write two references`);
  }
  return members.length === tuple.entries.length ? members : null;
}

function columnOf({ entry, target }: Member, row: string, hidden: boolean, { scope }: Location): Field {
  const source = { kind: 'lookup', path: [row, ...target.field.split('.')] } as const;
  scope.origins.set(source, entry.value.at);
  return {
    name: entry.name,
    path: entry.name,
    at: entry.key.at,
    type: null,
    source,
    inferred: null,
    nullShare: 0,
    unique: false,
    hidden,
    key: false,
    seed: null,
    group: '',
    from: [],
    when: null,
  };
}
