import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { verb } from '../verb.ts';
import { nameFault } from './name-fault.ts';

export type ProjectGroupBy = { readonly id: string } | { readonly name: string };

/** A project group as it is now; null where there is none, or none that the key may see. */
export async function projectGroupBy({ em, access }: Call, by: ProjectGroupBy): Promise<ProjectGroup | null> {
  // What no group can have is not asked for: the database refuses some of it.
  const possible = 'id' in by ? validate(by.id) : nameFault(by.name) === null;
  if (!possible) return null;
  const group = await em.findOne(ProjectGroup, 'id' in by ? { id: by.id } : { name: by.name }, { refresh: true });
  return group !== null && sees(access, group.id) ? group : null;
}

/** `projectGroupBy` for any caller. */
export const findProjectGroup = verb('read', projectGroupBy);
