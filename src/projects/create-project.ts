import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import { Project } from '../entities/project.ts';
import { statement } from '../entities/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { verb } from '../verb.ts';
import { addRevision } from './add-revision.ts';
import { projectGroupBy } from './find-project-group.ts';
import { inTransaction } from './in-transaction.ts';
import { draftRefusals, inspectedModel } from './inspected-model.ts';
import { modelRefusals } from './model-refusals.ts';
import { nameRefusals } from './name-refusals.ts';
import { nameTaken, notFound } from './refusals.ts';
import { STARTER_MODEL } from './starter-model.ts';
import { unlessViolated } from './unless-violated.ts';

export interface CreateProject {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
  /** YAML; a small starter model where there is none. One with errors is kept as a draft. */
  readonly model?: string | null;
  /** Whether a model with errors is refused. By default, it is kept as a draft. */
  readonly refuseDraft?: boolean;
}

export const createProject = verb(
  'write',
  async (
    call: Call,
    { group, name, model, refuseDraft = false }: CreateProject,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<Project>> => {
    const text = model ?? STARTER_MODEL;
    const refusals = [...nameRefusals(name, 'name'), ...modelRefusals(text, 'model')];
    if ((await projectGroupBy(call, { id: group })) === null) refusals.push(notFound('project group', 'group'));
    if (refusals.length > 0) return refused(...refusals);
    const inspected = await inspectedModel(call, host, group, text);
    if (!inspected.ok) return inspected;
    if (refuseDraft && inspected.value.draft) return refused(...draftRefusals(inspected.value, 'model'));

    const id = newId();
    const raced = { reference: notFound('project group', 'group') };
    return await unlessViolated(raced, async () => {
      const made = await inTransaction(call.em, async (em) => {
        const inserted = await statement(
          em,
          `insert into project (id, group_id, name, revision) values ($1, $2, $3, 1)
         on conflict (group_id, name) do nothing returning id`,
          [id, group, name],
        );
        if (inserted.length === 0) return refused(nameTaken('the project group', 'name'));
        await addRevision(em, id, 1, text, inspected.value);
        return done(id);
      });
      return made.ok ? done(await call.em.findOneOrFail(Project, { id })) : made;
    });
  },
);
