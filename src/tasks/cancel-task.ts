import { sees } from '../access.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Call } from '../call.ts';
import { TASK_COLUMNS, writtenTask } from '../entities/task-row.ts';
import { Task } from '../entities/task.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { Announce } from './announce.ts';
import { happened, keyName } from './history.ts';
import { isId } from './is-id.ts';
import { mayMove, statusAfter } from './lifecycle.ts';
import type { TaskRunner } from './task-runner.ts';
import { notFound } from './visible-model.ts';

export interface CancelDeps {
  readonly store: ArtifactStore;
  readonly announce: Announce;
  readonly runner: TaskRunner;
}

/** Ends a task that is not finished. One that was canceled before is answered as it is; another that ended is refused. */
export async function cancelTask(
  call: Call,
  input: { readonly task: string },
  deps: CancelDeps,
): Promise<Outcome<Task>> {
  const { em, access } = call;
  const { task: id } = input;
  const before = isId(id) ? await em.findOne(Task, id, { refresh: true }) : null;
  if (before === null || !sees(access, before.group.id)) return refused(notFound('task', ['task']));
  const written = await writtenTask(
    em,
    `with moved as (
       update task set status = ${statusAfter('askToCancel')}, sequence = sequence + 1,
         phase = case when status = 'PENDING' then 'DONE' else phase end,
         finished_at = case when status = 'PENDING' then now() end,
         ${happened(`case when status = 'PENDING' then 'CANCELED' else 'CANCEL_REQUESTED' end`, keyName('$2'))}
       where id = $1 and ${mayMove('askToCancel')} and "transaction" is null returning ${TASK_COLUMNS}
     ), parts as (delete from task_part using moved where task_id = moved.id and moved.status = 'CANCELED')
     select * from moved`,
    [id, access.keyId],
  );
  if (written !== null) {
    deps.announce(written);
    // A task that was given back may have parts; a sweep clears away what a failure leaves here.
    if (written.status === 'CANCELED') await deps.store.removeTask(id);
    else void deps.runner.cancel(id);
    return done(written);
  }
  const task = await em.findOne(Task, id, { refresh: true });
  if (task === null) return refused(notFound('task', ['task']));
  if (task.status === 'COMPLETED' || task.status === 'FAILED') {
    const message = 'the task has already ended: there is nothing to cancel';
    return refused({ kind: 'outdated', code: 'TASK_FINISHED', message, path: ['task'] });
  }
  if (Boolean(task.transaction) && task.status !== 'CANCELED') {
    const message = 'the rows are being committed: it is too late to cancel';
    return refused({ kind: 'outdated', code: 'TASK_COMMITTING', message, path: ['task'] });
  }
  return done(task);
}
