import type { Call } from '../call.ts';
import { statement } from '../entities/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectBy } from './find-project.ts';
import { inTransaction } from './in-transaction.ts';
import { openTasksRefusal } from './open-tasks-refusal.ts';
import { notFound } from './refusals.ts';

export interface DeleteProject {
  readonly id: string;
}

/** Deletes a project with its revisions and finished tasks. */
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
      await statement(em, 'delete from project where id = $1', [id]);
      return done({ id });
    });
  },
);
