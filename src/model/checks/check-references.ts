import { checkAggregate } from './check-aggregate.ts';
import { isBroken } from '../reading/field.ts';
import { type FieldIndex, flattened, indexFields, walk } from './field-index.ts';
import { referencesOf } from './references-of.ts';
import { prefixesOutward } from './field-path.ts';
import type { Entity, Field, ReferenceSource, Source } from '../model.ts';
import { checkOrderSource } from './check-order.ts';
import { checkSeries } from './check-series.ts';
import { checkSlot } from './check-slot.ts';
import { checkHistory, checkStates } from './check-states.ts';
import { checkCompared } from './check-compared.ts';
import { checkCap } from './check-cap.ts';
import { checkFamilies } from './check-families.ts';
import { checkTarget } from './check-one-of.ts';
import { checkLevel, checkTree } from './check-tree.ts';
import { checkWhere } from './check-where.ts';
import { Location, type ModelScope } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';

/** The checks that need every entity: whether references, look-ups and sums lead somewhere, and to unique fields. */
export function checkReferences(entities: readonly Entity[], scope: ModelScope): void {
  const index = indexFields(entities);
  for (const entity of entities) {
    const fields = flattened(entity.fields);
    checkPaths(entity, fields, scope);
    checkFamilies(entity, fields, scope);
    for (const field of fields) checkField(entity, field, index, new Location(scope, `${entity.name}.${field.path}`));
  }
}

/** At most one `$per`, and no path twice: `a.b` may be a name, and a field of an object. */
function checkPaths(entity: Entity, fields: readonly Field[], scope: ModelScope): void {
  const pers = fields.filter((field) => field.source.kind === 'reference' && field.source.per !== null);
  for (const field of pers.slice(1)) {
    const message = `${pers[0].path} has $per already, and an entity has at most one`;
    const location = new Location(scope, `${entity.name}.${field.path}`);
    location.report('PER_SEVERAL', field.at, message, 'remove $per here; $share spreads a reference unevenly');
  }
  const seen = new Set<string>();
  for (const field of fields) {
    if (seen.has(field.path)) {
      new Location(scope, `${entity.name}.${field.path}`).report(
        'NAME_CLASH',
        field.at,
        `two fields have the path ${field.path}`,
        '',
      );
    }
    seen.add(field.path);
  }
}

function checkField(entity: Entity, field: Field, index: FieldIndex, location: Location): void {
  const { source } = field;
  const at = location.scope.origins.get(source) ?? field.at;
  checkFrom(entity, field, index, location);
  checkCompared(entity, field, index, location.scope);
  switch (source.kind) {
    case 'reference':
      return checkReference(entity, field, source, at, index, location);
    case 'one_of':
      for (const option of source.options) checkReference(entity, field, option, at, index, location);
      return;
    case 'target':
      return checkTarget(entity, field, source.reference, at, index, location);
    case 'lookup':
      checkPath(entity, field, source.path, at, index, location);
      return;
    case 'ordinal': {
      const found = walk(index, entity.name, [source.reference], at, location)?.field;
      if (found === undefined || isBroken(found)) return;
      if (found.source.kind === 'reference' && (found.source.per !== null || found.source.tree !== null)) return;
      location.report(
        'NOT_A_REFERENCE',
        at,
        `${source.reference} has no $per, so that its rows have no order`,
        'name the reference with $per',
      );
      return;
    }
    case 'level':
      return checkLevel(entity, source.reference, at, index, location);
    case 'aggregate':
      return checkAggregate(entity, source, at, index, location);
    case 'order':
      return checkOrderSource(entity, source, at, index, location);
    case 'series':
      return checkSeries(entity, field, source, at, index, location);
    case 'slot':
      return checkSlot(entity, source, at, index, location);
    case 'states':
      return checkStates(entity, source, at, index, location);
    case 'relative':
      return checkMoments(entity, field, source, at, index, location);
    case 'broken':
    case 'cases':
    case 'expression':
    case 'generator':
    case 'list':
    case 'object':
    case 'pattern':
    case 'provider':
    case 'static':
    case 'template':
    case 'values':
  }
}

function checkReference(
  entity: Entity,
  field: Field,
  source: ReferenceSource,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  const { where } = source;
  if (where !== null) checkWhere(entity, field, { ...source, where }, index, location);
  checkCap(field, source, location);
  if (source.per?.states !== undefined) checkHistory(entity, field, source.per.states, index, location);
  checkTree(entity, field, source, index, location);
  if (source.self && source.entity !== entity.name) {
    const message = `$self has no effect on a reference to ${source.entity}, which is another entity`;
    location.report('DIRECTIVE_UNUSED', at, message, 'remove it');
  }
  const fields = index.get(source.entity)?.all;
  if (fields === undefined || source.field === null) return;
  const target = fields.get(source.field);
  const name = `${source.entity}.${source.field}`;
  if (target === undefined) {
    const hint = location.nearest(source.field, fields.keys());
    location.report('FIELD_UNKNOWN', at, `there is no field ${source.field} in ${source.entity}`, hint);
  } else if (!target.unique) {
    if (source.per !== null)
      location.report('REFERENCE_NEEDS_UNIQUE', at, `$per needs a unique field, and ${name} may repeat`, MARK);
    else
      location.report(
        'REFERENCE_NOT_UNIQUE',
        at,
        `the values of ${name} may repeat`,
        lookupInstead(entity, field, source, index),
      );
  }
}

/** Beside another reference to the entity, a second one to a field of it is rarely meant: it leads to another row. */
function lookupInstead(entity: Entity, field: Field, source: ReferenceSource, index: FieldIndex): string {
  const others = index.get(entity.name)?.references.get(source.entity) ?? [];
  const beside = others.find((one) => one !== field && one.path === one.name);
  if (beside === undefined) return MARK;
  return `this is another row than that of ${beside.name}: for its own value write { $lookup: ${beside.name}.${source.field} }`;
}

const MARK = 'mark it unique, or refer to the key';

/** Where a path leads that a field writes, every reference of which must point at a unique field. */
function checkPath(
  entity: Entity,
  field: Field,
  path: readonly string[],
  at: Span,
  index: FieldIndex,
  location: Location,
): Field | undefined {
  const around = prefixesOutward(field.path);
  // A field means itself only if nothing around it has its name.
  const others = around.filter((prefix) => prefix + path[0] !== field.path);
  const isThere = others.some((prefix) => index.get(entity.name)?.all.has(prefix + path[0]));
  const found = walk(index, entity.name, path, at, location, isThere ? others : around);
  for (const { name, source } of found?.through ?? []) {
    for (const reference of referencesOf(source)) {
      if (reference.field === null) continue;
      if (index.get(reference.entity)?.all.get(reference.field)?.unique !== false) continue;
      const message = `${name} points at ${reference.entity}.${reference.field}, whose values may repeat`;
      location.report('REFERENCE_NEEDS_UNIQUE', at, message, MARK);
    }
  }
  return found?.field;
}

/** The fields that a date lies after or before; expressions are checked when they are compiled. */
function checkMoments(
  entity: Entity,
  field: Field,
  { after, before, within }: Source & { kind: 'relative' },
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  for (const moment of [after, before]) {
    if (moment?.op !== 'path') continue;
    const [name] = moment.names;
    if (/^\$?(?:now|today)$/i.test(name) && !index.get(entity.name)?.all.has(name)) {
      location.report('FIELD_UNKNOWN', moment.at, `there is no field ${name} in ${entity.name}`, 'write now()');
      continue;
    }
    const found = checkPath(entity, field, moment.names, at, index, location);
    if (within !== null || (after !== null && before !== null) || found === undefined || !isBirth(found)) continue;
    const path = moment.names.join('.');
    const message = `without $within, ${field.name} is at most 30 days from ${path}`;
    const hint = `write "= ${path} + years(random_int(18, 60))", or add $before: now() or a $within such as 2000w`;
    location.report('WITHIN_DEFAULT', field.at, message, hint);
  }
}

/** Whether a date is a birthday, which other dates lie decades from. */
function isBirth({ name, source }: Field): boolean {
  return (source.kind === 'generator' && source.name === 'birth_date') || /birth|^dob$/i.test(name);
}

/** `$from` names fields of the same object. */
function checkFrom(entity: Entity, field: Field, index: FieldIndex, location: Location): void {
  const parent = field.path.slice(0, field.path.lastIndexOf('.') + 1);
  const fields = index.get(entity.name)?.all;
  for (const name of field.from) {
    if (fields?.has(parent + name) !== false && name !== field.name) continue;
    const message =
      name === field.name ? `${name} cannot be made from itself` : `there is no field ${name} beside ${field.name}`;
    const siblings = [...(fields?.keys() ?? [])]
      .filter((path) => path.startsWith(parent))
      .map((path) => path.slice(parent.length));
    location.report('FIELD_UNKNOWN', field.at, message, location.nearest(name, siblings));
  }
}
