import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { Project } from '../entities/project.ts';
import type { Refusal } from '../refusal.ts';
import { isId } from './is-id.ts';

/** The project of a row id; null where there is none or the key may not see it. */
export async function visibleProject({ em, access }: Call, id: string): Promise<Project | null> {
  const project = isId(id) ? await em.findOne(Project, id) : null;
  return project !== null && sees(access, project.group.id) ? project : null;
}

export const notFound = (what: string, path: readonly string[]): Refusal => ({
  kind: 'not-found',
  code: 'NOT_FOUND',
  message: `there is no such ${what}, or the key may not see it`,
  path,
});
