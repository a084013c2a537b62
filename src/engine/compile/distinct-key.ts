import type { Entity, Field } from '../../model/index.ts';
import { ascends } from './ascends.ts';
import { perReference } from './counts.ts';
import type { Fields } from './place.ts';

/**
 * Whether it is certain that no two rows of an entity have the same values in these fields together:
 * - one of the fields holds no value twice by itself: it is unique, a sequence, or a reference to a parent of one child;
 * - or some of them are columns of `$rows` whose values differ in every row;
 * - or they distinguish the parents and hold the `$ordinal` of the children, or a `$series` that ascends within the parents. Parents are distinguished by the reference itself, and
 *   by fields looked up through it that are distinct together in the parent's entity.
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
  if (fields.counts.rows(entity.name) < 2) return true;
  const members = names.flatMap((name) => entity.fields.find((field) => field.name === name) ?? []);
  if (members.some((field) => isDistinctAlone(field)) || areDistinctRows(members)) return true;
  return entity.fields.some((reference) => {
    const { source } = reference;
    const parent = source.kind === 'reference' ? fields.entity(source.entity) : undefined;
    if (parent === undefined || !hasOneRow(entity, reference, members)) return false;
    if (members.includes(reference)) return true;
    const known = members.flatMap((field) => lookedUp(field, reference));
    return known.length > 0 && isDistinctKey(fields, parent, known, new Set([...around, question]));
  });
}

function isDistinctAlone({ unique, source }: Field): boolean {
  if (unique) return true;
  if (source.kind === 'reference') return source.many === null && source.per !== null && source.per.max <= 1;
  return source.kind === 'generator' && source.name === 'sequence' && source.options.step !== 0;
}

function areDistinctRows(members: readonly Field[]): boolean {
  const columns = members.flatMap(({ source }) => (source.kind === 'static' ? [source.values] : []));
  const rows = columns[0]?.length ?? 0;
  const seen = new Set(Array.from({ length: rows }, (_, row) => JSON.stringify(columns.map((column) => column[row]))));
  return columns.length > 0 && seen.size === rows;
}

/** Whether a parent that is known through a reference, and the members beside it, leave one row. */
function hasOneRow(entity: Entity, reference: Field, members: readonly Field[]): boolean {
  if (isDistinctAlone(reference)) return true;
  if (perReference(entity)?.field !== reference) return false;
  return members.some((field) => {
    const { source } = field;
    if (source.kind === 'ordinal') return source.reference === reference.path;
    return source.kind === 'series' && source.over === reference.path && ascends(field);
  });
}

/** The field of the parent that a field shows, by `$lookup`, or an expression that is nothing but its path. */
function lookedUp({ source }: Field, reference: Field): string[] {
  const path =
    source.kind === 'lookup'
      ? source.path
      : source.kind === 'expression' && source.expression.op === 'path'
        ? source.expression.names
        : [];
  return path.length === 2 && path[0] === reference.name ? [path[1]] : [];
}
