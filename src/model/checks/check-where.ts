import type { Entity, Equality, Field, Ordering, ReferenceSource, Where } from '../model.ts';
import type { Location } from '../reading/location.ts';
import { type FieldIndex, walk } from './field-index.ts';
import { prefixesOutward } from './field-path.ts';

/** Whether the fields that `$where` compares are there, and what the reference cannot have beside it. */
export function checkWhere(
  entity: Entity,
  field: Field,
  source: ReferenceSource & { readonly where: Where },
  index: FieldIndex,
  location: Location,
): void {
  const { where } = source;
  for (const one of where.equal) checkCompared(entity, field, source, { ...one, operator: '=' }, index, location);
  for (const one of where.ordered) checkCompared(entity, field, source, one, index, location);
  checkOrdered(source, location);
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
  const first = where.equal[0] ?? where.ordered[0];
  if (first === undefined) return;
  const [theirs, own] = [first.theirs.names.join('.'), first.own.names.join('.')];
  const operator = where.equal.length > 0 ? '=' : where.ordered[0].operator;
  const same = `${theirs} ${operator} ${own}`;
  if (source.per !== null) {
    const message = `$per makes the rows from those of ${source.entity}, so ${same} would compare with a row that is not there yet`;
    const hint =
      operator === '='
        ? `write { $lookup: ${field.name}.${theirs} } as ${own}`
        : `let ${own} follow, as in { $after: ${field.name}.${theirs} }; or write $check: ${field.name}.${theirs} ${operator} ${own} on the entity`;
    location.report('DIRECTIVE_CONTRADICTION', where.at, message, hint);
  } else if (field.unique) {
    const message = `${same} chooses among a few rows of ${source.entity}, and unique needs a different one for each row`;
    const hint = 'remove unique; or write $where without the own field';
    location.report('DIRECTIVE_CONTRADICTION', where.at, message, hint);
  }
}

/** Rows are in the order of one field, beside another one, and alike within what fits. */
function checkOrdered({ where, share, by }: ReferenceSource & { readonly where: Where }, location: Location): void {
  const [first, ...others] = where.ordered;
  if (first === undefined) return;
  const name = first.theirs.names.join('.');
  const names = [...new Set(where.ordered.map(({ theirs }) => theirs.names.join('.')))];
  if (names.length > 2) {
    const other = others.find(({ theirs }) => theirs.names.join('.') === names[2]);
    const message = `rows are compared by the order of two fields of theirs at most, and this $where has ${names.join(', ')}`;
    const hint = 'keep the comparisons of two fields, or give each value of another one an = of its own';
    location.report('WHERE_FORM', other?.theirs.at ?? where.at, message, hint);
  } else if (names.length === 2 && by !== null) {
    const message = `$share by ${by.join('.')} weighs rows in the order of one field of theirs, and this $where has ${names.join(' and ')}`;
    location.report(
      'DIRECTIVE_CONTRADICTION',
      where.at,
      message,
      'remove $share, or keep the comparisons of one field',
    );
  }
  if (share !== null && share.name !== 'uniform') {
    const message = `$share: ${share.name} ranks all rows, and ${name} ${first.operator} ${first.own.names.join('.')} leaves other ones to every row`;
    const hint = `give them a number such as fame: { $type: number, $min: 1, $max: 1000, $distribution: pareto }, and write $share: { by: fame }`;
    location.report('DIRECTIVE_CONTRADICTION', where.at, message, hint);
  }
}

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function checkCompared(
  entity: Entity,
  field: Field,
  { entity: target }: ReferenceSource,
  { theirs, own, operator }: Equality & { readonly operator: Ordering['operator'] | '=' },
  index: FieldIndex,
  location: Location,
): void {
  const around = prefixesOutward(field.path);
  const isOwn = (name: string): boolean => around.some((prefix) => index.get(entity.name)?.all.has(prefix + name));
  const isTheirs = (name: string): boolean => index.get(target)?.all.has(name) !== false;
  const [left, right] = [theirs.names, own.names];
  if (!isTheirs(left[0])) {
    const shorter = left[0] === target && left.length > 1 && isTheirs(left[1]) ? left.slice(1) : null;
    const swapped = isOwn(left[0]) && isTheirs(right[0]);
    const ownPart = right[0] === entity.name && right.length > 1 ? right.slice(1) : right;
    if (shorter !== null || swapped) {
      const isSwapped = swapped && shorter === null;
      const [a, b] = isSwapped ? [right, left] : [shorter ?? left, ownPart];
      const sign = isSwapped ? MIRRORED[operator] : operator;
      const message = `there is no field ${left[0]} in ${target}, whose fields are on the left of ${operator}`;
      location.report('FIELD_UNKNOWN', theirs.at, message, `write "${a.join('.')} ${sign} ${b.join('.')}"`);
      return;
    }
  }
  walk(index, target, left, theirs.at, location);
  if (!isOwn(right[0]) && right[0] === entity.name && right.length > 1) {
    const message = `there is no field ${right[0]} in ${entity.name}`;
    location.report(
      'FIELD_UNKNOWN',
      own.at,
      message,
      `write "${left.join('.')} ${operator} ${right.slice(1).join('.')}"`,
    );
    return;
  }
  // Both may be meant to be theirs.
  if (!isOwn(right[0]) && isTheirs(right[0]) && index.get(target) !== undefined && operator !== '=') {
    const message = `there is no field ${right[0]} in ${entity.name}, whose fields are on the right of ${operator}`;
    const text = `${left.join('.')} ${operator} ${right.join('.')}`;
    const hint = `if both are fields of ${target}, give it a field fits: "= ${text}" and write $where: "fits"`;
    location.report('FIELD_UNKNOWN', own.at, message, hint);
    return;
  }
  walk(index, entity.name, right, own.at, location, around);
}
