import type { EntityManager } from '@mikro-orm/sql';
import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, type Refusal, refused } from '../refusal.ts';
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
  /** Whether the model may read data that was replaced since that revision was saved. */
  readonly currentData?: boolean;
}

/**
 * Saves the model of an earlier revision as the next one, so that no revision is lost. Revisions do not keep the table files and static
 * rows that a model reads, so it is refused where some were replaced since: it would generate other rows than it did.
 */
export const revertProject = verb(
  'write',
  async (
    call: Call,
    { project, to, revision = null, currentData = false }: RevertProject,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<SavedModel>> => {
    if ((await projectBy(call, { id: project })) === null) return refused(notFound('project', 'project'));
    const [old] = await statement<{ text: string; source: string | null; dialect: string | null }>(
      call.em,
      'select "text", source, dialect from project_revision where project_id = $1 and "number" = $2::int',
      [project, to],
    );
    if (old === undefined) return refused(notFound('revision', 'to'));
    const replaced = currentData ? [] : await replacedSince(call.em, project, to);
    if (replaced.length > 0) return refused(dataChanged(replaced, to));
    const source = sourceOf(old.source, old.dialect);
    return await saveModel(call, { project, model: old.text, revision, source }, host);
  },
);

/**
 * What the model of an earlier revision reads and was replaced since it was saved, by name. What is gone is a problem of the model, and
 * providers that several projects share are those of today anyway.
 */
async function replacedSince(em: EntityManager, project: string, revision: number): Promise<readonly string[]> {
  const found = await statement<{ name: string }>(
    em,
    `with old as (
       select project_revision.created_at as saved_at, "text", project.id, project.name, group_id
       from project_revision join project on project.id = project_id
       where project.id = $1 and "number" = $2::int and revision <> "number" and not draft
     )
     select table_file.name from table_file join old on project_id = old.id
     where table_file.updated_at > saved_at and position(table_file.name in old."text") > 0
     union all
     select provider.name from provider join old on provider.group_id = old.group_id
     where provider.updated_at > saved_at and starts_with(provider.name, old.name || '/') and position(provider.name in old."text") > 0
     order by 1`,
    [project, revision],
  );
  return found.map(({ name }) => name);
}

function dataChanged(names: readonly string[], to: number): Refusal {
  const shown = names.slice(0, 10).join(', ');
  return {
    kind: 'outdated',
    code: 'DATA_CHANGED',
    message: `the model of revision ${to} reads ${shown}, replaced since it was saved: \`currentData\` (\`--current-data\`) goes back to it with the data as it is now`,
    path: ['to'],
  };
}
