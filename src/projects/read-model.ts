import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { verb } from '../verb.ts';
import { type ProjectBy, projectBy } from './find-project.ts';
import type { Project } from '../entities/project.ts';
import { type ModelSource, sourceOf } from './add-revision.ts';

export interface ReadModel {
  readonly project: Project;
  /** The text of the revision in effect. */
  readonly model: string;
  /** What it was made from; null if it was written as it is. */
  readonly source: ModelSource | null;
}

/** A project with its model as they are now; null where there is none, or none that the key may see. */
export const readModel = verb('read', async (call: Call, by: ProjectBy): Promise<ReadModel | null> => {
  const project = await projectBy(call, by);
  return project === null ? null : await modelNow(call, project);
});

/** A project with its model as they are now; null where it is gone. */
export async function modelNow(call: Call, project: Project): Promise<ReadModel | null> {
  const [found] = await statement<{ model: string; source: string | null; dialect: string | null }>(
    call.em,
    'select "text" as model, source, dialect from project_revision where project_id = $1 and "number" = $2',
    [project.id, project.revision],
  );
  // Deleted, or a thousand revisions further, between the two reads.
  if (found === undefined) return null;
  return { project, model: found.model, source: sourceOf(found.source, found.dialect) };
}
