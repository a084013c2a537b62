import type { EntitySchema } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/sql';

/** The rows of those ids that are there, by id. Lazy properties are not read. */
export async function byIds<T extends { readonly id: string }>(
  em: EntityManager,
  entity: EntitySchema<T>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  if (ids.length === 0) return new Map();
  // Its own type cannot be worked out for an entity that is a parameter.
  const filter: object = { id: { $in: [...ids] } };
  const found: T[] = await em.find<T>(entity, filter);
  return new Map(found.map((thing) => [thing.id, thing]));
}
