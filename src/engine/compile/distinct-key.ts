import type { Entity, Field } from '../../model/index.ts';
import { ascends } from './ascends.ts';
import { perReference } from './counts.ts';
import type { Fields } from './fields.ts';

/**
 * Whether it is certain that no two rows of an entity have the same values in these fields together:
 * - one of the fields holds no value twice by itself: it is unique, a sequence, a UUID, or a reference to a parent of one child;
 * - or some of them are columns of `$rows` whose values differ in every row;
 * - or every combination of them has one row, by `$each`;
 * - or they distinguish the parents and hold the `$ordinal` of the children, or a `$series` that ascends within the parents. Parents are
 *   distinguished by the reference itself, and by fields looked up through it that are distinct together in the parent's entity.
 */
export function isDistinctKey(
  fields: Fields,
  entity: Entity,
  names: readonly string[],
  around: ReadonlySet<string> = new Set(),
): boolean {
  // Fields that are looked up in one another have no values, which is a problem of its own.
  const question = JSON.stringify([entity.name, ...names]);
  if (around.has(question)) return false;
  if (fields.counts.rows(entity.name) < 2 || hasEvery(names, entity.each?.names)) return true;
  // What other entities declare holds there, or is a problem of theirs.
  const declared = [...(entity.key.length > 1 ? [entity.key] : []), ...entity.uniques.map((one) => one.names)];
  if (around.size > 0 && declared.some((list) => hasEvery(names, list))) return true;
  const members = names.flatMap((name) => entity.fields.find((field) => field.name === name) ?? []);
  if (members.some((field) => isDistinctAlone(field)) || areDistinctRows(members)) return true;
  return entity.fields.some((reference) => {
    const { source } = reference;
    if (source.kind !== 'reference' || !hasOneRow(entity, reference, members)) return false;
    return tellsParents(fields, entity, reference, members, new Set([...around, question]));
  });
}

/** Whether rows with the same values in these fields have the same parent through a reference. */
export function tellsParents(
  fields: Fields,
  entity: Entity,
  reference: Field,
  members: readonly Field[],
  around: ReadonlySet<string> = new Set([JSON.stringify([entity.name])]),
): boolean {
  const parent = reference.source.kind === 'reference' ? fields.entity(reference.source.entity) : undefined;
  if (parent === undefined) return false;
  if (members.includes(reference)) return true;
  const known = members.flatMap((field) => lookedUp(field, reference));
  return known.length > 0 && isDistinctKey(fields, parent, known, around);
}

function hasEvery(names: readonly string[], list: readonly string[] | undefined): boolean {
  return list !== undefined && list.length > 0 && list.every((name) => names.includes(name));
}

function isDistinctAlone({ unique, source }: Field): boolean {
  if (unique) return true;
  if (source.kind === 'reference') return source.many === null && source.per !== null && source.per.max <= 1;
  if (source.kind !== 'generator') return false;
  return source.name === 'sequence' ? source.options.step !== 0 : source.name === 'uuid' || source.name === 'uuid_v7';
}

function areDistinctRows(members: readonly Field[]): boolean {
  const columns = members.flatMap(({ source }) => (source.kind === 'static' ? [source.values] : []));
  const rows = columns[0]?.length ?? 0;
  const all = Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]));
  // Nulls are like no other value.
  const complete = all.filter((values) => !values.includes(null));
  return columns.length > 0 && new Set(complete.map((values) => JSON.stringify(values))).size === complete.length;
}

/** Whether a parent that is known through a reference, and the members beside it, leave one row. */
function hasOneRow(entity: Entity, reference: Field, members: readonly Field[]): boolean {
  if (isDistinctAlone(reference)) return true;
  if (perReference(entity)?.field !== reference) return false;
  return members.some((field) => {
    const { source } = field;
    if (source.kind === 'ordinal') return source.reference === reference.path;
    const isOver = (source.kind === 'series' || source.kind === 'slot') && source.over === reference.path;
    return isOver && ascends(field);
  });
}

/** The field of the parent that a field shows, by `$lookup`, or an expression that is nothing but its path. */
export function lookedUp({ source }: Field, reference: Field): string[] {
  const path =
    source.kind === 'lookup'
      ? source.path
      : source.kind === 'expression' && source.expression.op === 'path'
        ? source.expression.names
        : [];
  return path.length === 2 && path[0] === reference.name ? [path[1]] : [];
}
