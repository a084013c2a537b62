import type { Entity, Expression, ReferenceSource, Source } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { listOf } from '../recipes/list.ts';
import { relativeTo } from '../recipes/relative.ts';
import { lookup } from '../relations/lookup.ts';
import { sizedLength } from './list-size.ts';
import { listLength, ownRows } from './links.ts';
import type { Fields, FieldSite } from './fields.ts';

const DAY = 86_400_000;
const SECOND = 1000;
/** `$after` or `$before` alone, without `$within`. */
const DEFAULT_WITHIN = 30 * DAY;

/** What a reference shows of the row that it refers to, or a list of them. */
export function referenceRecipe(source: ReferenceSource, site: FieldSite, fields: Fields): Recipe | null {
  const { entity, field } = site;
  const target = fields.entity(source.entity);
  if (target === undefined) return null;
  const wanted = referenced(target, source, site, fields);
  const link = fields.link(entity, field);
  if (wanted === null || link === null) return null;
  const recipe = lookup(link, wanted);
  if (source.many === null) return recipe;
  const sized = sizedLength(source.many, site, fields);
  if (sized === null) return null;
  const parents = fields.counts.rows(source.entity);
  const own = ownRows(entity, field, source, parents);
  const { many } = listLength({ ...source, many: sized.length }, Math.max(0, own === null ? parents : parents - 1));
  return listOf(recipe, many, fields.key(entity, field, 'length'), { size: sized.size, most: link.most ?? null });
}

/** A field of the target, the whole object, or the key that represents it. */
function referenced(
  target: Entity,
  { field, depth: ownDepth, shows }: ReferenceSource,
  site: FieldSite,
  fields: Fields,
): Recipe | null {
  if (field !== null) return fields.walk(target, field.split('.'), site);
  const depth = site.depth ?? ownDepth;
  if (fields.nested && depth > 0 && shows === null) return fields.object(target, target.fields, depth - 1);
  const names = shows ?? target.key;
  const key = names.flatMap((name) => fields.index(target).get(name) ?? []);
  if (key.length === 1) return fields.field(target, key[0], null);
  // A key of several fields represents a row as an object of them.
  if (key.length > 1) return fields.object(target, key, null);
  const message = `${target.name} has no key that could represent it`;
  const hint = `Give ${target.name} a field with @id, or name the field to refer to.`;
  return fields.report(site, 'NO_SINGLE_KEY', message, hint);
}

/** An instant after or before others. */
export function relativeRecipe(source: Source & { kind: 'relative' }, site: FieldSite, fields: Fields): Recipe | null {
  const { entity, field } = site;
  const moment = (said: Expression | null, stream: string): Recipe | null | undefined => {
    if (said === null) return undefined;
    return said.op === 'path' ? fields.path(said.names, site, field.at) : fields.expression(said, site, stream);
  };
  const after = moment(source.after, 'after:');
  const before = moment(source.before, 'before:');
  if (after === null || before === null) return null;
  for (const side of [after, before]) {
    if (side === undefined || side.type.kind === 'date' || side.type.kind === 'timestamp') continue;
    const message = `$after and $before need a date or a timestamp, this is ${side.type.kind}`;
    return fields.report(site, 'TYPE_MISMATCH', message);
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
    week: source.week ?? null,
    distribution: range.distribution ?? { name: 'uniform' },
    key: fields.key(entity, field, 'value'),
  });
}
