import { readChecks } from './checks.ts';
import { readCount } from './count.ts';
import { readCountries } from './country.ts';
import { readLocale } from './locale.ts';
import { splitDirectives } from './directive-map.ts';
import { brokenField, readField } from './field.ts';
import { keyOf, withoutKeyGets } from './key.ts';
import type { FieldContext } from './leaf-parts.ts';
import { textOf } from './leaf.ts';
import type { Countries, Entity, Field } from '../model.ts';
import { readEach } from './each.ts';
import { checkCase, checkName } from './names.ts';
import type { Entry } from '../yaml/node.ts';
import { Location, type ModelScope } from './location.ts';
import { related } from './relate.ts';
import { checkRowKeys, staticField } from './static-columns.ts';
import { readRows, type RowTable } from './table.ts';
import { readTuple, tupleOf } from './tuple-reference.ts';
import { readUniques } from './unique-fields.ts';

/** Reads one entity; null after a problem that leaves no fields. */
export function readEntity(
  entry: Entry,
  counts: ReadonlyMap<string, number | string>,
  around: Countries | null,
  scope: ModelScope,
): Entity | null {
  const location = new Location(scope, entry.name);
  checkName(entry, location);
  const { value } = entry;
  if (value.kind !== 'map' || value.entries.length === 0) {
    location.expected(value, 'a map of fields', 'write name: type pairs below it');
    return null;
  }
  const { directives, names } = splitDirectives(value, 'entity', location);
  const rows = directives.get('$rows');
  const table = rows === undefined ? null : readRows(rows.value, location);
  if (rows !== undefined && table === null) return null;
  if (names.length === 0 && rows === undefined) {
    location.report('VALUE_EXPECTED', entry.key.at, 'the entity has no fields', 'write name: type pairs below it');
    return null;
  }
  checkCase(names, location);

  readLocale(directives.get('$locale'), location);
  const said = directives.get('$country');
  const country = said === undefined ? around : readCountries(said, location);
  const read = related(readFields(names, table, directives.get('$key'), country, location), location);
  const { uniques, fields: marked } = readUniques(read, directives.get('$unique'), location);
  const keyed = keyOf(marked, directives.get('$key'), location);
  const { fields } = keyed;
  const each = readEach(fields, directives.get('$each'), location);
  // Rows of a combination are told apart by it, as children are by their parent.
  const key = keyed.key.length === 0 && each !== null ? each.names : keyed.key;
  if (table !== null) checkRowKeys(table, fields, key, location);
  const hasPer = fields.some((field) => field.source.kind === 'reference' && field.source.per !== null);
  const isStatic = rows !== undefined;
  const hasEach = directives.has('$each');
  if (hasEach && (isStatic || hasPer)) {
    const message = `$each makes the rows, and so does ${isStatic ? '$rows' : '$per'}`;
    const at = directives.get('$each')?.key.at ?? entry.key.at;
    location.report('DIRECTIVE_CONTRADICTION', at, message, 'keep only one of them');
  }
  const gets = key.length > 0 || isStatic || hasPer || hasEach ? null : withoutKeyGets(fields, entry, location);
  const follows = isStatic ? '$rows' : hasEach ? '$each' : hasPer ? '$per' : null;
  const { count, overridden } = readCount(entry, directives.get('$count'), counts, follows, location);
  return {
    name: entry.name,
    at: entry.key.at,
    description: textOf(directives.get('$description'), location),
    count,
    countOverridden: overridden,
    staticRows: isStatic ? (table?.rows.length ?? 0) : null,
    key: gets === null ? key : [gets.name],
    keyAt: directives.get('$key')?.key.at ?? null,
    uniques,
    each,
    fields: gets === null ? fields : [gets, ...fields],
    checks: readChecks(directives.get('$check'), new Location(scope, `${entry.name}.$check`)),
  };
}

/** The columns of a static table first, then the declared fields; one that cannot be read is left as a broken one. */
function readFields(
  names: readonly Entry[],
  table: RowTable | null,
  keys: Entry | undefined,
  country: Countries | null,
  location: Location,
): readonly Field[] {
  const inner = (name: string): Location => new Location(location.scope, `${location.path}.${name}`);
  const declared = new Map(names.map((entry) => [entry.name, entry]));
  const fields = (table?.columns ?? []).map((column) =>
    staticField(column, declared.get(column.name), inner(column.name)),
  );
  const columns = new Set(fields.map((field) => field.name));

  // The field `id` is read last: it is the key only where no other is.
  const own = new Map<string, readonly Field[]>();
  const others = names.filter((entry) => entry.name !== 'id');
  const id = declared.get('id');
  for (const entry of id === undefined ? others : [...others, id]) {
    if (columns.has(entry.name)) continue;
    checkName(entry, inner(entry.name));
    const isFree = entry === id && ![...fields, ...[...own.values()].flat()].some((field) => field.key);
    const implicitKey = isFree && (keys === undefined || isOnly(keys, 'id'));
    const { name } = entry;
    const isNamedKey = keys !== undefined && isOnly(keys, name);
    const given = { entity: location.path, name, path: name, at: entry.key.at, depth: 0, country };
    const context: FieldContext = { ...given, implicitKey, isNamedKey };
    const tuple = tupleOf(entry);
    const made = tuple === null ? readField(context, entry.value, inner(entry.name)) : null;
    const several = tuple === null ? [] : readTuple(entry, tuple, context, inner(entry.name));
    own.set(entry.name, several.length > 0 ? several : [made ?? brokenField(context)]);
  }
  return [...fields, ...names.flatMap((entry) => own.get(entry.name) ?? [])];
}

function isOnly(keys: Entry, name: string): boolean {
  const node = keys.value.kind === 'list' && keys.value.items.length === 1 ? keys.value.items[0] : keys.value;
  return node.kind === 'scalar' && node.text === name;
}
