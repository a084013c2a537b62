import type { EntityManager } from '@mikro-orm/sql';
import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { statement } from '../entities/queries/statement.ts';
import { verb } from '../verb.ts';
import { type ProjectBy, projectBy } from './find-project.ts';

export interface ReadDefinition {
  readonly project: Project;
  /** As it came; null if the model was not made from one. */
  readonly definition: object | null;
}

/** A project with the definition that its model was made from; null where there is none, or none that the key may see. */
export const readDefinition = verb('read', async (call: Call, by: ProjectBy): Promise<ReadDefinition | null> => {
  const project = await projectBy(call, by);
  return project === null ? null : { project, definition: await definitionOf(call.em, project) };
});

/** The definition of the revision in effect; null if it was not made from one. */
export async function definitionOf(em: EntityManager, { id, revision }: Project): Promise<object | null> {
  const [found] = await statement<{ source: string }>(
    em,
    `select source from project_revision
     where project_id = $1 and "number" = $2 and source is not null and dialect = 'fabricate'`,
    [id, revision],
  );
  const definition: unknown = found === undefined ? null : JSON.parse(found.source);
  return typeof definition === 'object' ? definition : null;
}
