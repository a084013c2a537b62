import type { Entity, Expression, ReferenceSource, Source } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { listOf } from '../recipes/list.ts';
import { relativeTo } from '../recipes/relative.ts';
import { countOfChildren, sumOfChildren } from '../relations/aggregate.ts';
import { lookup } from '../relations/lookup.ts';
import { perReference } from './counts.ts';
import type { Fields, Place } from './place.ts';

const DAY = 86_400_000;
const SECOND = 1000;
/** `$after` or `$before` alone, without `$within`. */
const DEFAULT_WITHIN = 30 * DAY;

/** What a reference shows of the row that it refers to, or a list of them. */
export function referenceRecipe(source: ReferenceSource, place: Place, fields: Fields): Recipe | null {
  const { entity, field } = place;
  const target = fields.entity(source.entity);
  if (target === undefined) return null;
  const wanted = referenced(target, source, place, fields);
  const link = fields.link(entity, field);
  if (wanted === null || link === null) return null;
  const recipe = lookup(link, wanted);
  return source.many === null ? recipe : listOf(recipe, source.many, fields.key(entity, field, 'length'));
}

/** A field of the target, the whole object, or the key that represents it. */
function referenced(
  target: Entity,
  { field, depth: ownDepth }: ReferenceSource,
  place: Place,
  fields: Fields,
): Recipe | null {
  if (field !== null) return fields.walk(target, field.split('.'), place);
  const depth = place.depth ?? ownDepth;
  if (fields.nested && depth > 0) return fields.object(target, target.fields, depth - 1);
  const key = target.key.length === 1 ? fields.index(target).get(target.key[0]) : undefined;
  if (key !== undefined) return fields.field(target, key, null);
  const message = `${target.name} has no single-field key that could represent it`;
  const hint = `Give ${target.name} a field with @id, or name the field to refer to.`;
  return fields.report(place, 'NO_SINGLE_KEY', message, hint);
}

/** A sum or count over the rows that are children of this one. */
export function aggregateRecipe(source: Source & { kind: 'aggregate' }, place: Place, fields: Fields): Recipe | null {
  const child = fields.entity(source.entity);
  if (child === undefined) return null;
  // Whether it has a $per cannot be said, or its number has been reported to be wrong.
  if (!fields.counts.isKnown(child.name)) return null;
  const per = perReference(child);
  const isChild =
    per !== null && per.source.entity === place.entity.name && (source.via ?? per.field.path) === per.field.path;
  if (!isChild) {
    const message = `the rows of ${child.name} are not children of ${place.entity.name}`;
    const hint = `Give the reference from ${child.name} to ${place.entity.name} a $per.`;
    return fields.report(place, 'AGGREGATE_WITHOUT_PER', message, hint);
  }
  const children = () => fields.counts.children(child.name);
  if (source.field === null) return countOfChildren(children);
  const summed = fields.walk(child, source.field.split('.'), place);
  if (summed === null) return null;
  const { kind } = summed.type;
  if (kind === 'integer' || kind === 'number' || kind === 'decimal')
    return sumOfChildren(children, summed, per.source.per.max);
  return fields.report(place, 'NOT_NUMERIC', `${child.name}.${source.field} is of type ${kind}, which has no sum`);
}

/** An instant after or before others. */
export function relativeRecipe(source: Source & { kind: 'relative' }, place: Place, fields: Fields): Recipe | null {
  const { entity, field } = place;
  const moment = (said: Expression | null, stream: string): Recipe | null | undefined => {
    if (said === null) return undefined;
    return said.op === 'path' ? fields.path(said.names, place, field.at) : fields.expression(said, place, stream);
  };
  const after = moment(source.after, 'after:');
  const before = moment(source.before, 'before:');
  if (after === null || before === null) return null;
  for (const side of [after, before]) {
    if (side === undefined || side.type.kind === 'date' || side.type.kind === 'timestamp') continue;
    const message = `$after and $before need a date or a timestamp, this is ${side.type.kind}`;
    return fields.report(place, 'TYPE_MISMATCH', message);
  }
  const kind = field.type?.kind === 'date' ? 'date' : 'timestamp';
  const { range, within } = source;
  return relativeTo({
    kind,
    after: after ?? null,
    before: before ?? null,
    within: within ?? (after !== undefined && before !== undefined ? Infinity : DEFAULT_WITHIN),
    min: range.min?.value ?? -Infinity,
    max: range.max?.value ?? Infinity,
    now: source.ahead ? null : fields.now,
    step: kind === 'date' ? Math.max(DAY, range.step ?? DAY) : (range.step ?? SECOND),
    distribution: range.distribution ?? { name: 'uniform' },
    key: fields.key(entity, field, 'value'),
  });
}
