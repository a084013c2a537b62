import type { EntitySchema } from '@mikro-orm/core';
import { byIds } from '../entities/queries/by-ids.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { codedError } from './coded-error.ts';
import type { SchemaContext } from './context.ts';

/** The row of that id; undefined if there is none. Whether the key can access it is for the caller to check. */
export async function loadThing<T extends { readonly id: string }>(
  { em, loaders }: SchemaContext,
  entity: EntitySchema<T>,
  id: string,
): Promise<T | undefined> {
  return await loaders.load<string, T>(`row ${entity.meta.tableName}`, id, (ids) => byIds(em, entity, ids));
}

/** As `loadThing`, of a row that another one refers to. Throws where it is gone, since it was deleted meanwhile. */
export async function loadOwner<T extends { readonly id: string }>(
  context: SchemaContext,
  entity: EntitySchema<T>,
  id: string,
): Promise<T> {
  const owner = await loadThing(context, entity, id);
  if (owner === undefined) throw codedError('NOT_FOUND', 'the resource was deleted while it was being read');
  return owner;
}

/** The groups that a key is bound to. Those that were deleted since are omitted. */
export async function loadGroups(context: SchemaContext, ids: readonly string[]): Promise<ProjectGroup[]> {
  const groups = await Promise.all(ids.map((id) => loadThing(context, ProjectGroup, id)));
  return groups.filter((group) => group !== undefined);
}
