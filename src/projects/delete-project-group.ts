import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectGroupBy } from './find-project-group.ts';
import { inTransaction } from './in-transaction.ts';
import { openTasksRefusal } from './open-tasks-refusal.ts';
import { notFound } from './refusals.ts';

export interface DeleteProjectGroup {
  readonly id: string;
}

/** Deletes a group with its projects, providers and finished tasks. */
export const deleteProjectGroup = verb(
  'write',
  async (call: Call, { id }: DeleteProjectGroup): Promise<Outcome<{ readonly id: string }>> => {
    const missing = refused(notFound('project group', 'id'));
    if ((await projectGroupBy(call, { id })) === null) return missing;
    return await inTransaction(call.em, async (em) => {
      const locked = await statement(em, 'select 1 from project_group where id = $1 for update', [id]);
      if (locked.length === 0) return missing;
      const refusal = await openTasksRefusal(em, 'group', id);
      if (refusal !== null) return refused(refusal);
      await statement(em, 'delete from project_group where id = $1', [id]);
      return done({ id });
    });
  },
);
