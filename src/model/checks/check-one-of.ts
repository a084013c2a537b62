import type { Entity, Field } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import { isBroken } from '../reading/field.ts';
import type { Location } from '../reading/location.ts';
import { type FieldIndex, walk } from './field-index.ts';
import { prefixesAround } from './field-path.ts';

/** `$target` names a reference to one of several entities, of the same row. */
export function checkTarget(
  entity: Entity,
  field: Field,
  reference: readonly string[],
  at: Span,
  index: FieldIndex,
  location: Location,
): void {
  const found = walk(index, entity.name, reference, at, location, prefixesAround(field.path));
  if (found === null || isBroken(found.field)) return;
  const name = reference.join('.');
  const { source } = found.field;
  if (found.through.length > 0) {
    const message = `${name} is a field of another row`;
    location.report('NOT_A_REFERENCE', at, message, `give that row a $target, and look it up`);
  } else if (source.kind !== 'one_of') {
    const isReference = source.kind === 'reference';
    const message = isReference ? `${name} always refers to ${source.entity}` : `${name} is not a reference`;
    const hint = isReference ? `write "= '${source.entity}'"` : 'name a reference to one of several entities';
    location.report('NOT_A_REFERENCE', at, message, hint);
  }
}
