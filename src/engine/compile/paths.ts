import { type Entity, type Field, closest, prefixesAround } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { ofOwner } from '../recipes/of-owner.ts';
import { presentOnly } from '../recipes/presence.ts';
import { lookup } from '../relations/lookup.ts';
import { throughOneOf } from './one-of.ts';
import type { Fields, FieldSite } from './fields.ts';

/** A path that leads nowhere, with the closest name where there is one. */
export interface Unknown {
  readonly unknown: true;
  readonly near: string | null;
}

/** The recipe that a path names; null if its field failed and has reported why. */
export type Resolved = Recipe | Unknown | null;

export function isUnknown(resolved: Resolved): resolved is Unknown {
  return resolved !== null && 'unknown' in resolved;
}

/**
 * Follows a path as a field may write it: names beside it or around it first, then those around the lists that it is in. A field means
 * itself only if nothing around it has its name.
 */
export function resolvePath(fields: Fields, path: readonly string[], site: FieldSite): Resolved {
  const { entity, field } = site;
  const found = resolveOutward(fields, path, site, field.path);
  const prefix = prefixesAround(field.path).find((one) => one + path[0] === field.path);
  if (!isUnknown(found) || prefix === undefined) return found;
  const itself = begin(fields, entity, prefix, path);
  return itself === undefined ? found : itself;
}

/** @param itself the path of a field that is passed over. */
function resolveOutward(fields: Fields, path: readonly string[], site: FieldSite, itself: string): Resolved {
  const found = resolveWithin(fields, path, site, itself);
  const { path: own } = site.field;
  const list = own.lastIndexOf('[]');
  if (list === -1 || !isUnknown(found)) return found;
  const around = { ...site, field: { ...site.field, path: own.slice(0, list) } };
  const outer = resolveOutward(fields, path, around, itself);
  return outer === null || isUnknown(outer) ? outer : ofOwner(outer);
}

/** As `resolvePath`, among the names of the innermost list alone. */
export function resolveWithin(
  fields: Fields,
  path: readonly string[],
  { entity, field }: FieldSite,
  itself: string | null = null,
): Resolved {
  for (const prefix of prefixesAround(field.path)) {
    if (prefix + path[0] === itself) continue;
    const found = begin(fields, entity, prefix, path);
    if (found !== undefined) return found;
  }
  return unknown(path[0], fields.index(entity).values());
}

/** Follows a path from the top of an entity. */
export function walkPath(fields: Fields, path: readonly string[], entity: Entity): Resolved {
  const found = begin(fields, entity, '', path);
  return found === undefined ? unknown(path[0], entity.fields) : found;
}

/** Follows a path whose first name, which may hold dots, is at `prefix`; undefined if no field has that name. */
function begin(fields: Fields, entity: Entity, prefix: string, path: readonly string[]): Resolved | undefined {
  const index = fields.index(entity);
  for (let used = 1; used <= path.length; used++) {
    const field = index.get(prefix + path.slice(0, used).join('.'));
    // The items of a list have a path, but no name that refers to them.
    if (field?.path === prefix + field?.name) return follow(fields, entity, field, path.slice(used));
  }
  return undefined;
}

function follow(fields: Fields, entity: Entity, field: Field, rest: readonly string[]): Resolved {
  const { source } = field;
  // A value that is used, not shown, is never an embedded object: at depth 0 its key represents it.
  if (rest.length === 0)
    return fields.field(entity, field, source.kind === 'reference' && source.field === null ? 0 : null);
  if (source.kind === 'object') {
    const found = begin(fields, entity, `${field.path}.`, rest);
    if (found === undefined) return unknown(rest[0], source.fields);
    const presence = fields.presence({ entity, field, depth: null });
    return found === null || isUnknown(found) || presence === null ? found : presentOnly(found, presence);
  }
  if (source.kind === 'one_of') {
    const targets = source.options.flatMap((option) => fields.entity(option.entity) ?? []);
    const missing = targets.map((target) => walkPath(fields, rest, target)).find((one) => isUnknown(one));
    return missing ?? throughOneOf(fields, entity, field, source, () => rest);
  }
  // What could not be read has been reported.
  if (source.kind === 'broken') return null;
  if (source.kind !== 'reference' || source.many !== null) return { unknown: true, near: null };
  const target = fields.entity(source.entity);
  if (target === undefined) return null;
  const found = walkPath(fields, rest, target);
  if (found === null || isUnknown(found)) return found;
  const link = fields.link(entity, field);
  return link === null ? null : lookup(link, found);
}

function unknown(name: string, fields: Iterable<Field>): Unknown {
  return {
    unknown: true,
    near:
      closest(
        name,
        [...fields].map((field) => field.name),
      ) ?? null,
  };
}
