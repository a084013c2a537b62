import type { EntityManager } from '@mikro-orm/sql';
import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import { Project } from '../entities/project.ts';
import { statement } from '../entities/queries/statement.ts';
import { storedFiles } from '../entities/queries/stored-model.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { addRevision, type ModelSource } from './add-revision.ts';
import { fileQuotaRefusal } from './file-quota.ts';
import { projectGroupBy } from './find-project-group.ts';
import { inTransaction } from './in-transaction.ts';
import { draftRefusals, inspectedModel } from './inspected-model.ts';
import { modelRefusals } from './model-refusals.ts';
import { nameRefusals } from './name-refusals.ts';
import { nameTaken, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface NewProject {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
  /** YAML. One with errors is kept as a draft. */
  readonly model: string;
  /** Whether a model with errors is refused. By default, it is kept as a draft. */
  readonly refuseDraft?: boolean;
  /** What the model was made from; by default, it was written as it is. */
  readonly source?: ModelSource | null;
  /** Id of a project whose files it gets. */
  readonly filesOf?: string;
}

/**
 * Adds a project with its first revision.
 * @param path of the model in the caller's input.
 */
export async function addProject(
  call: Call,
  { group, name, model, refuseDraft = false, source = null, filesOf }: NewProject,
  host: Pick<ModelHost, 'inspect'>,
  path: string,
): Promise<Outcome<Project>> {
  const refusals = [...nameRefusals(name, 'name'), ...modelRefusals(model, path)];
  if ((await projectGroupBy(call, { id: group })) === null) refusals.push(notFound('project group', 'group'));
  if (refusals.length > 0) return refused(...refusals);
  const files = filesOf === undefined ? [] : await storedFiles(call.em, filesOf, model);
  const inspected = await inspectedModel(call, host, group, model, path, [], files);
  if (!inspected.ok) return inspected;
  if (refuseDraft && inspected.value.draft) return refused(...draftRefusals(inspected.value, path));

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
      await addRevision(em, id, 1, model, inspected.value, source);
      if (filesOf !== undefined) await copyFiles(em, filesOf, id);
      const refusal = filesOf === undefined ? null : await fileQuotaRefusal(em, id, group, path);
      return refusal === null ? done(id) : refused(refusal);
    });
    return made.ok ? done(await call.em.findOneOrFail(Project, { id })) : made;
  });
}

async function copyFiles(em: EntityManager, from: string, to: string): Promise<void> {
  await statement(
    em,
    `insert into table_file (id, project_id, name, bytes, digest, text)
     select gen_random_uuid(), $2, name, bytes, digest, text from table_file where project_id = $1`,
    [from, to],
  );
}
