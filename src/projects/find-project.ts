import { validate } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { Project } from '../entities/project.ts';
import { verb } from '../verb.ts';
import { nameFault } from './name-fault.ts';

/** `group` and `name` are names. */
export type ProjectBy = { readonly id: string } | { readonly path: { readonly group: string; readonly name: string } };

/** A project as it is now; null where there is none, or none that the key may see. */
export async function projectBy({ em, access }: Call, by: ProjectBy): Promise<Project | null> {
  // What no project can have is not asked for: the database refuses some of it.
  const possible = 'id' in by ? validate(by.id) : nameFault(by.path.group) === null && nameFault(by.path.name) === null;
  if (!possible) return null;
  const where = 'id' in by ? { id: by.id } : { group: { name: by.path.group }, name: by.path.name };
  const project = await em.findOne(Project, where, { refresh: true });
  return project !== null && sees(access, project.group.id) ? project : null;
}

/** `projectBy` for any caller. */
export const findProject = verb('read', projectBy);
