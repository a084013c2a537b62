import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, writtenTask } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { happened } from './history.ts';
import { mayMove, statusAfter } from './lifecycle.ts';
import { TURN } from './turns.ts';

/** After this long without a sign of life, whoever runs a task is taken for dead. */
const LEASE = `interval '15 seconds'`;

/** How often a task may be begun without storing a part. */
export const MAX_TRIES = 8;

/** A time within which every pause ends; a row that names a later one is damaged. */
const MAX_PAUSE = `interval '1 hour'`;

/** True of a row of `task` that one node began and nobody runs any more. A sign of life from the future is none. */
export const ABANDONED = `(task.status in ('PROCESSING', 'CANCELING') and task.slices = 0 and (task.heartbeat_at is null
  or task.heartbeat_at < now() - ${LEASE} or task.heartbeat_at > now() + ${LEASE}))`;

/** True of a row of `task` that waits for nothing but a free slot. */
export const DUE = `(task.status = 'PENDING'
  and (task.due_at is null or task.due_at <= now() or task.due_at > now() + ${MAX_PAUSE}))`;

/** True of a row of `task` that was begun so often that it is not begun again. */
export const HOPELESS = `(task.tries >= ${MAX_TRIES})`;

/** The number of the attempt that a claim begins. */
const ATTEMPT = `attempt + case when status = 'PENDING' and started_at is not null and setback is null then 0 else 1 end`;

/** What a claim is in the history of a task. */
const BEGINNING = `case when status <> 'PENDING' then 'TAKEN_OVER' when started_at is null then 'STARTED' else 'RESUMED' end`;

/**
 * Makes a node the only one that may write to a task; null where it is not there to be had. All writes of the run carry the
 * fence that it has then. A run that was given back by a shutdown goes on with the same attempt.
 */
export async function claim(em: EntityManager, task: string, node: string): Promise<Task | null> {
  return await writtenTask(em, claiming('$1'), [task, node]);
}

/** Claims the task whose turn it is, whichever that is; null where none is there to be had. Nodes that do it at once get different ones. */
export async function claimNext(em: EntityManager, node: string): Promise<Task | null> {
  return await writtenTask(
    em,
    claiming(`(${NEXT} and $1::uuid is null order by ${TURN} limit 1 for update skip locked)`),
    [null, node],
  );
}

/** The row ID of the task that `claimNext` would claim now; null if there is none. */
export async function nextTurn(em: EntityManager): Promise<string | null> {
  const [next] = await statement<{ id: string }>(em, `${NEXT} order by ${TURN} limit 1`, []);
  return next?.id ?? null;
}

const NEXT = `select id from task where (${DUE} or ${ABANDONED}) and not ${HOPELESS}`;

/** @param which SQL of the row ID. */
function claiming(which: string): string {
  return `update task set status = ${statusAfter('claim')}, phase = 'GENERATING', node = $2, fence = fence + 1,
       heartbeat_at = now(), started_at = coalesce(started_at, now()), finished_at = null, rows_per_second = null,
       due_at = null, setback = null, "error" = null, tries = greatest(tries, 0) + 1, sequence = sequence + 1,
       attempt = ${ATTEMPT}, ${happened(BEGINNING, `(${ATTEMPT})::text`)}
     where id = ${which} and ${mayMove('claim')} and (${DUE} or ${ABANDONED}) and not ${HOPELESS}
     returning ${TASK_COLUMNS}`;
}

/** Declares everything that a node ran for abandoned: whatever still runs it has lost it. */
export async function disown(em: EntityManager, node: string): Promise<void> {
  await statement(
    em,
    `update task set heartbeat_at = null, fence = least(fence, 2147483646) + 1
     where node = $1 and status in ('PROCESSING', 'CANCELING')`,
    [node],
  );
}
