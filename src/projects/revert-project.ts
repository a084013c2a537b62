import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { sourceOf } from './add-revision.ts';
import { projectBy } from './find-project.ts';
import { notFound } from './refusals.ts';
import { type SavedModel, saveModel } from './save-model.ts';

export interface RevertProject {
  /** Id. */
  readonly project: string;
  /** Number of the revision whose model it is to have again. */
  readonly to: number;
  /** Number of the revision that the caller saw last; where it is not the current one, nothing is saved. */
  readonly revision?: number | null;
}

/** Saves the model of an earlier revision as the next one, so that no revision is lost. */
export const revertProject = verb(
  'write',
  async (
    call: Call,
    { project, to, revision = null }: RevertProject,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<SavedModel>> => {
    if ((await projectBy(call, { id: project })) === null) return refused(notFound('project', 'project'));
    const [old] = await statement<{ text: string; source: string | null; dialect: string | null }>(
      call.em,
      'select "text", source, dialect from project_revision where project_id = $1 and "number" = $2::int',
      [project, to],
    );
    if (old === undefined) return refused(notFound('revision', 'to'));
    const source = sourceOf(old.source, old.dialect);
    return await saveModel(call, { project, model: old.text, revision, source }, host);
  },
);
