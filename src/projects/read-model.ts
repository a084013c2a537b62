import type { Call } from '../call.ts';
import { statement } from '../entities/statement.ts';
import { verb } from '../verb.ts';
import { type ProjectBy, projectBy } from './find-project.ts';
import type { Project } from '../entities/project.ts';

export interface ReadModel {
  readonly project: Project;
  /** The text of the revision in effect. */
  readonly model: string;
}

/** A project with its model as they are now; null where there is none, or none that the key may see. */
export const readModel = verb('read', async (call: Call, by: ProjectBy): Promise<ReadModel | null> => {
  const project = await projectBy(call, by);
  if (project === null) return null;
  const [found] = await statement<{ model: string }>(
    call.em,
    'select "text" as model from project_revision where project_id = $1 and "number" = $2',
    [project.id, project.revision],
  );
  // Deleted, or a thousand revisions further, between the two reads.
  return found === undefined ? null : { project, model: found.model };
});
