import type { Entity, Equality, Field, ReferenceSource, Where } from '../model.ts';
import type { Location } from '../reading/location.ts';
import { type FieldIndex, walk } from './field-index.ts';
import { prefixesAround } from './field-path.ts';

/** Whether the fields that `$where` compares are there, and what the reference cannot have beside it. */
export function checkWhere(
  entity: Entity,
  field: Field,
  source: ReferenceSource & { readonly where: Where },
  index: FieldIndex,
  location: Location,
): void {
  const { where } = source;
  for (const equality of where.equal) checkEquality(entity, field, source, equality, index, location);
  const counted = field.unique ? 'unique' : source.cap === null ? null : '$cap';
  if (counted !== null && source.entity === entity.name && !source.self) {
    const message = `${counted} gives out the rows that meet $where, and cannot leave a row out for itself`;
    location.report(
      'DIRECTIVE_CONTRADICTION',
      where.at,
      message,
      'write $self: true, so that a row may refer to itself',
    );
  }
  const [first] = where.equal;
  if (first === undefined) return;
  const same = `${first.theirs.names.join('.')} = ${first.own.names.join('.')}`;
  if (source.per !== null) {
    const message = `$per makes the rows from those of ${source.entity}, so ${same} would compare with a row that is not there yet`;
    const hint = `write { $lookup: ${field.name}.${first.theirs.names.join('.')} } as ${first.own.names.join('.')}`;
    location.report('DIRECTIVE_CONTRADICTION', where.at, message, hint);
  } else if (field.unique) {
    const message = `${same} chooses among a few rows of ${source.entity}, and unique needs a different one for each row`;
    const hint = 'remove unique; or write $where without the own field';
    location.report('DIRECTIVE_CONTRADICTION', where.at, message, hint);
  }
}

function checkEquality(
  entity: Entity,
  field: Field,
  { entity: target }: ReferenceSource,
  { theirs, own }: Equality,
  index: FieldIndex,
  location: Location,
): void {
  const around = prefixesAround(field.path);
  const isOwn = (name: string): boolean => around.some((prefix) => index.get(entity.name)?.all.has(prefix + name));
  const isTheirs = (name: string): boolean => index.get(target)?.all.has(name) !== false;
  const [left, right] = [theirs.names, own.names];
  if (!isTheirs(left[0])) {
    const shorter = left[0] === target && left.length > 1 && isTheirs(left[1]) ? left.slice(1) : null;
    const swapped = isOwn(left[0]) && isTheirs(right[0]);
    const ownPart = right[0] === entity.name && right.length > 1 ? right.slice(1) : right;
    if (shorter !== null || swapped) {
      const [a, b] = swapped && shorter === null ? [right, left] : [shorter ?? left, ownPart];
      const message = `there is no field ${left[0]} in ${target}, whose fields are on the left of =`;
      location.report('FIELD_UNKNOWN', theirs.at, message, `write "${a.join('.')} = ${b.join('.')}"`);
      return;
    }
  }
  walk(index, target, left, theirs.at, location);
  if (!isOwn(right[0]) && right[0] === entity.name && right.length > 1) {
    const message = `there is no field ${right[0]} in ${entity.name}`;
    location.report('FIELD_UNKNOWN', own.at, message, `write "${left.join('.')} = ${right.slice(1).join('.')}"`);
    return;
  }
  walk(index, entity.name, right, own.at, location, around);
}
