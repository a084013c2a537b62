import type { EntityManager } from '@mikro-orm/sql';
import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectBy } from './find-project.ts';
import { inTransaction } from './in-transaction.ts';
import { openTasksRefusal } from './open-tasks-refusal.ts';
import { notFound } from './refusals.ts';

export interface DeleteProject {
  readonly id: string;
}

/** Deletes a project with its revisions, table files and finished tasks. */
export const deleteProject = verb(
  'write',
  async (call: Call, { id }: DeleteProject): Promise<Outcome<{ readonly id: string }>> => {
    const missing = refused(notFound('project', 'id'));
    if ((await projectBy(call, { id })) === null) return missing;
    return await inTransaction(call.em, async (em) => {
      const locked = await statement(em, 'select 1 from project where id = $1 for update', [id]);
      if (locked.length === 0) return missing;
      const refusal = await openTasksRefusal(em, 'project', id);
      if (refusal !== null) return refused(refusal);
      await deleteStaticRows(em, id);
      await statement(em, 'delete from project where id = $1', [id]);
      return done({ id });
    });
  },
);

/** The providers that hold static tables of a definition go with it, unless another project of the group has come to use them. */
async function deleteStaticRows(em: EntityManager, id: string): Promise<void> {
  await statement(
    em,
    `with gone as (
       select group_id, "text" from project join project_revision on project_id = project.id and "number" = revision
       where project.id = $1 and dialect = 'fabricate'
     ), others as (
       select "text" from project join project_revision on project_id = project.id and "number" = revision
       where project.id <> $1 and group_id = (select group_id from gone)
     )
     delete from provider using gone
     where provider.group_id = gone.group_id and position(to_json('@' || name)::text in gone."text") > 0
       and not exists (select 1 from others where position(to_json('@' || name)::text in others."text") > 0)`,
    [id],
  );
}
