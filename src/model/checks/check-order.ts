import type { Entity, Field, OrderSource } from '../model.ts';
import { isBroken } from '../reading/field.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { checkStart } from './check-start.ts';
import type { FieldIndex } from './field-index.ts';
import { MAX_ORDERED_CHILDREN, mostChildren } from './most-children.ts';

/**
 * What needs the order of rows within a parent: the entity has a reference with `$per`, which is the one that is named, with at most
 * so many children.
 * @param what the directive, for messages.
 * @param via the reference that is named; null for the one there is.
 * @param most children that can be gone through; Infinity where none are.
 */
export function checkOrder(
  entity: Entity,
  what: string,
  via: string | null,
  at: Span,
  index: FieldIndex,
  location: Location,
  most = MAX_ORDERED_CHILDREN,
): void {
  const fields = index.get(entity.name);
  if (fields === undefined) return;
  const per = [...fields.all.values()].find(({ source }) => source.kind === 'reference' && source.per !== null);
  const named = via === null ? per : fields.all.get(via);
  if (named !== undefined && isBroken(named)) return;
  if (via !== null && named === undefined) {
    const message = `there is no field ${via} in ${entity.name}`;
    location.report('FIELD_UNKNOWN', at, message, location.nearest(via, fields.all.keys()));
    return;
  }
  if (named === undefined || named.source.kind !== 'reference' || named.source.per === null) {
    if (named === undefined && fields.isPartial) return;
    const message =
      named === undefined
        ? `${what} needs rows that are in order within a parent, and ${entity.name} has no reference with $per`
        : `${named.path} has no $per, so that its rows have no order`;
    location.report('ORDER_WITHOUT_PER', at, message, perInstead(entity, named, per));
    return;
  }
  const { max, expression } = named.source.per;
  // How many an expression asks for is known once the rows of the parent are counted.
  if (max <= most || expression !== null) return;
  const message = `${what} goes through the rows of one parent, at most ${most}, and $per of ${named.path} allows ${max}`;
  location.report('CHILDREN_TOO_MANY', at, message, `lower $per to ${most}, or split the parents`);
}

/** Of a value that follows from the rows of the parent: a part is one of a number of the parent. */
export function checkOrderSource(
  entity: Entity,
  source: OrderSource,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  const { operator, value, via } = source;
  checkOrder(entity, `$${operator}`, via, at, index, location, mostChildren(source));
  const per = entity.fields.find((field) => field.source.kind === 'reference' && field.source.per !== null);
  if (operator === 'part_of' && per !== undefined) checkStart(value, per.path, location, '$part_of');
}

/** The line that gives the rows an order. */
function perInstead(entity: Entity, named: Field | undefined, per: Field | undefined): string {
  if (per !== undefined) return `name ${per.path}, which has $per`;
  const reference = named ?? entity.fields.find(({ source }) => source.kind === 'reference' && source.many === null);
  if (reference?.source.kind !== 'reference')
    return 'write parent_id: { $ref: Parent.id, $per: 1-20 } in place of $count';
  const { entity: target, field, tree } = reference.source;
  if (tree !== null) return 'number the rows of a tree with $ordinal; only rows with $per follow one another';
  return `write ${reference.name}: { $ref: ${target}.${field ?? 'id'}, $per: 1-20 } in place of $count`;
}
