import { isBroken } from '../reading/field.ts';
import type { EntityFields, FieldIndex } from './field-index.ts';
import type { Entity, Field, Source } from '../model.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';

type Aggregate = Source & { kind: 'aggregate' };

/** An aggregate: its field exists, and exactly one reference of the children is meant, which points at a unique field. */
export function checkAggregate(
  entity: Entity,
  source: Aggregate,
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  const children = index.get(source.entity);
  // An entity that could not be read has its problem already.
  if (children === undefined) return;
  if (source.field !== null && !children.all.has(source.field)) {
    const hint = location.nearest(source.field, children.all.keys());
    location.report('FIELD_UNKNOWN', at, `there is no field ${source.field} in ${source.entity}`, hint);
  }
  const reference = referenceOf(entity, source, children, at, location);
  if (reference?.source.kind !== 'reference' || reference.source.field === null) return;
  const target = index.get(entity.name)?.all.get(reference.source.field);
  if (target === undefined || target.unique) return;
  const message = `${source.entity}.${reference.path} points at ${entity.name}.${target.path}, whose values may repeat`;
  location.report('REFERENCE_NEEDS_UNIQUE', at, message, 'mark it unique, or refer to the key');
}

/** The one reference that is meant; null after a problem. */
function referenceOf(
  entity: Entity,
  { entity: child, via }: Aggregate,
  children: EntityFields,
  at: Span,
  location: Location,
): Field | null {
  const references = children.references.get(entity.name) ?? [];
  const first = references[0]?.path;
  if (via === null) {
    if (references.length === 1) return references[0];
    if (references.length > 1) {
      const paths = references.slice(0, 5).map((field) => field.path);
      const message = `${child} has several references to ${entity.name}: ${paths.join(', ')}`;
      location.report('AGGREGATE_AMBIGUOUS', at, message, `name one with $via: ${first}`);
    } else if (!children.isPartial) {
      const message = `${child} has no reference to ${entity.name}`;
      location.report('AGGREGATE_WITHOUT_REFERENCE', at, message, `give it a field { $ref: ${entity.name}.… }`);
    }
    return null;
  }
  const field = children.all.get(via);
  if (field !== undefined && references.includes(field)) return field;
  if (field === undefined) {
    const hint = first === undefined ? '' : `write $via: ${first}`;
    location.report(
      'FIELD_UNKNOWN',
      at,
      `there is no field ${via} in ${child}`,
      location.nearest(via, children.all.keys(), hint),
    );
  } else if (!isBroken(field)) {
    location.report('NOT_A_REFERENCE', at, `${child}.${via} is not a reference to ${entity.name}`, '');
  }
  return null;
}
