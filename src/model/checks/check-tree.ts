import type { Entity, Field, ReferenceSource } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import { checkOrder } from './check-order.ts';
import { isBroken } from '../reading/field.ts';
import type { Location } from '../reading/location.ts';
import { type FieldIndex, walk } from './field-index.ts';

/** `$tree` is the only thing that is said of a reference of an entity to itself. */
export function checkTree(
  entity: Entity,
  field: Field,
  source: ReferenceSource,
  index: FieldIndex,
  location: Location,
): void {
  const { tree } = source;
  if (tree === null) return;
  if (source.entity !== entity.name) {
    const message = `$tree needs a reference to its own entity, and this one is to ${source.entity}`;
    location.report('DIRECTIVE_PLACE', tree.at, message, `write $ref: ${entity.name}.${source.field ?? 'id'}`);
  } else if (field.path !== field.name || source.many !== null) {
    const message = '$tree has no meaning inside objects and lists';
    location.report('DIRECTIVE_PLACE', tree.at, message, 'put the reference into the entity');
  } else if (entity.fields.some((other) => other !== field && hasTree(other))) {
    location.report('DIRECTIVE_CONTRADICTION', tree.at, 'an entity has at most one $tree', 'keep only one of them');
  }
  const others: readonly (readonly [said: boolean, name: string, hint: string])[] = [
    [source.per !== null, '$per', 'write fan in $tree'],
    [source.share !== null || source.by !== null, '$share', 'fan takes { min, max, distribution }'],
    [source.where !== null, '$where', 'for a tree of each tenant write $tree: { depth: 3, within: tenant_id }'],
    [source.cap !== null, '$cap', 'write fan in $tree'],
    [field.unique, 'unique', 'for a chain of rows write fan: 1'],
    [
      field.nullShare > 0,
      'null',
      'the roots of a tree are null, and no other row; for more of them write roots in $tree',
    ],
    [field.when !== null, '$when', 'the roots of a tree are null, and no other row'],
  ];
  const [within, ...through] = tree.within?.split('.') ?? [];
  if (tree.within !== null && through.length > 0) {
    const message = `within names the reference with $per of ${entity.name} itself, and ${tree.within} goes on from ${within}`;
    const hint = `write within: ${within}, for a tree of each row that it refers to`;
    location.report('FIELD_UNKNOWN', tree.at, message, hint);
  } else if (tree.within !== null) {
    checkOrder(entity, 'within of $tree', tree.within, tree.at, index, location);
  }
  for (const [said, name, hint] of others) {
    if (said) location.report('DIRECTIVE_CONTRADICTION', tree.at, `$tree and ${name} contradict each other`, hint);
  }
}

function hasTree({ source }: Field): boolean {
  return source.kind === 'reference' && source.tree !== null;
}

/** `$level` names a reference with `$tree`. */
export function checkLevel(entity: Entity, reference: string, at: Span, index: FieldIndex, location: Location): void {
  const found = walk(index, entity.name, [reference], at, location)?.field;
  if (found === undefined || isBroken(found) || hasTree(found)) return;
  const message = `${reference} has no $tree, so that its rows have no levels`;
  location.report('NOT_A_REFERENCE', at, message, 'name the reference with $tree');
}
