import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, writtenTask } from '../entities/task-row.ts';
import type { Task, TaskError } from '../entities/task.ts';
import { ABANDONED } from './claim.ts';
import { happened } from './history.ts';
import { mayMove, statusAfter } from './lifecycle.ts';
import { type Lease, PARTS, type Progress } from './write-progress.ts';

/** A finished file. */
export interface NewArtifact {
  readonly id: string;
  /** In the plan's files, from 0. */
  readonly position: number;
  readonly entity: string | null;
  readonly file: string;
  readonly contentType: string;
  readonly rows: number;
  readonly bytes: number;
  /** 8 hexadecimal digits. */
  readonly crc32: string;
  /** Whether it is a single object of the store. */
  readonly whole: boolean;
}

/** A number of a row, or 0 where that is damaged: what a group has used is no sum any more otherwise. */
const counted = (column: string): string =>
  `case when ${column} between 0 and 9007199254740991 then ${column} else 0 end`;

const USAGE = `insert into daily_usage (group_id, "day", tasks, "rows", bytes)
  select group_id, (now() at time zone 'utc')::date, 1, ${counted('rows_done')}, ${counted('bytes_done')} from lease
  on conflict (group_id, "day") do update set tasks = least(daily_usage.tasks, 2147483646) + 1,
    "rows" = daily_usage."rows" + excluded."rows", bytes = daily_usage.bytes + excluded.bytes`;

/** What the key has used of its day, in whichever group. */
const KEY_USAGE = `insert into daily_key_usage (api_key, "day", "rows")
  select api_key, (now() at time zone 'utc')::date, case when rows_done between 0 and 9007199254740991 then rows_done else 0 end
  from lease
  on conflict (api_key, "day") do update set "rows" = daily_key_usage."rows" + excluded."rows"`;

/**
 * Ends a run whose parts are all stored, at once with its artifacts and what its group has used. Null, and nothing is written,
 * where the lease is lost or a cancel came before.
 * @param timeToLive of the artifacts, in milliseconds; null where there are none to expire.
 */
export async function writeCompleted(
  em: EntityManager,
  lease: Lease,
  { rowsDone, bytesDone, partsDone, rowsPerSecond, parts }: Progress,
  artifacts: readonly NewArtifact[],
  timeToLive: number | null,
): Promise<Task | null> {
  return await writtenTask(
    em,
    `with lease as (
       update task set status = ${statusAfter('complete')}, phase = 'DONE', rows_done = $4, bytes_done = $5, parts_done = $6,
         rows_per_second = coalesce($7, rows_per_second), finished_at = now(), expires_at = now() + $8::float8 * interval '1 millisecond',
         expired = $8::float8 is null, "transaction" = null,
         heartbeat_at = null, node = null, sequence = sequence + 1, ${happened(`'COMPLETED'`)}
       where id = $1 and fence = $3 and ${mayMove('complete')}
       returning ${TASK_COLUMNS}
     ), parts as (${PARTS}), usage as (${USAGE}), key_usage as (${KEY_USAGE}), files as (
       insert into artifact (id, task_id, "position", entity, file, content_type, "rows", bytes, crc32, whole)
       select file.id, lease.id, file."position", file.entity, file.file, file."contentType", file."rows", file.bytes, file.crc32, file.whole
       from lease, jsonb_to_recordset($9::jsonb) as file
         (id uuid, "position" int, entity text, file text, "contentType" text, "rows" float8, bytes float8, crc32 text, whole boolean)
       on conflict (task_id, "position") do update set id = excluded.id, entity = excluded.entity, file = excluded.file,
         content_type = excluded.content_type, "rows" = excluded."rows", bytes = excluded.bytes, crc32 = excluded.crc32, whole = excluded.whole
     )
     select * from lease`,
    [
      lease.task,
      JSON.stringify(parts),
      lease.fence,
      rowsDone,
      bytesDone,
      partsDone,
      rowsPerSecond,
      timeToLive,
      JSON.stringify(artifacts),
    ],
  );
}

/**
 * Ends a run that came to nothing: FAILED with an error, CANCELED without. Its parts are gone from the store by then. Null, and
 * nothing is written, where the lease is lost or the task is not in a status for it.
 */
export async function writeEnded(em: EntityManager, lease: Lease, error: TaskError | null): Promise<Task | null> {
  const move = error === null ? 'cancel' : 'fail';
  return await writtenTask(
    em,
    `with lease as (
       update task set status = ${statusAfter(move)}, phase = 'DONE', "error" = $3::jsonb, rows_per_second = null,
         finished_at = now(), heartbeat_at = null, node = null, sequence = sequence + 1,
         ${happened(error === null ? `'CANCELED'` : `'FAILED'`, `$3::jsonb ->> 'message'`)}
       where id = $1 and fence = $2 and ${mayMove(move)}
       returning ${TASK_COLUMNS}
     ), parts as (delete from task_part using lease where task_id = lease.id),
       slices as (delete from slice using lease where task_id = lease.id), usage as (${USAGE}),
       key_usage as (${KEY_USAGE})
     select * from lease`,
    [lease.task, lease.fence, error === null ? null : JSON.stringify(error)],
  );
}

/**
 * Gives a run back to the queue; what is stored stays. Null where the lease is lost or the task is being canceled.
 * @param progress null where there is none to write.
 */
export async function writeReleased(em: EntityManager, lease: Lease, progress: Progress | null): Promise<Task | null> {
  const { rowsDone = null, bytesDone = null, partsDone = null, parts = [] } = progress ?? {};
  return await writtenTask(
    em,
    `with lease as (
       update task set status = ${statusAfter('release')}, phase = 'QUEUED', rows_done = coalesce($4, rows_done),
         bytes_done = coalesce($5, bytes_done), parts_done = coalesce($6, parts_done), rows_per_second = null,
         heartbeat_at = null, node = null, tries = greatest(tries - 1, 0), sequence = sequence + 1, ${happened(`'RELEASED'`)}
       where id = $1 and fence = $3 and ${mayMove('release')} returning ${TASK_COLUMNS}
     ), parts as (${PARTS})
     select * from lease`,
    [lease.task, JSON.stringify(parts), lease.fence, rowsDone, bytesDone, partsDone],
  );
}

/** Seconds of the longest pause before a task is begun again. */
const MAX_PAUSE = 60;

/**
 * Gives a run that left nothing but stored parts back to the queue, to be begun again after a pause that grows with the tries. Null where the lease
 * is lost or the task is being canceled.
 * @param setback why, for its owner.
 */
export async function writePostponed(em: EntityManager, lease: Lease, setback: string): Promise<Task | null> {
  return await writtenTask(
    em,
    `update task set status = ${statusAfter('release')}, phase = 'QUEUED', rows_done = case when destination is null then 0 else rows_done end, rows_per_second = null,
       due_at = now() + least(${MAX_PAUSE}, power(2, tries - 1)) * interval '1 second', setback = $3,
       heartbeat_at = null, node = null, sequence = sequence + 1, ${happened(`'POSTPONED'`, '$3::text')}
     where id = $1 and fence = $2 and ${mayMove('release')} returning ${TASK_COLUMNS}`,
    [lease.task, lease.fence, setback],
  );
}

/** Why a task that is given up has failed. */
const GIVEN_UP = `case when status = 'CANCELING' then null when "transaction" is null then $4::jsonb else $5::jsonb end`;

/**
 * Ends a task that nobody can run, or whose end could not be written. It touches and reads as little of the row as it can, since
 * any of it may be damaged, and no counter overflows.
 * @param fence of the run that gives up; null where there is none: the task waits, or whoever ran it is gone or is this node.
 * @returns whether it was written: not where somebody else has the task.
 */
export async function writeGivenUp(
  em: EntityManager,
  { task, fence, node }: { readonly task: string; readonly fence: number | null; readonly node: string },
  error: TaskError,
): Promise<boolean> {
  const unknown = { code: 'TRANSACTION_UNKNOWN', message: COMMITTING };
  const written = await statement(
    em,
    `with ended as (
       update task set status = ${statusAfter('giveUp')}, phase = 'DONE',
         "error" = ${GIVEN_UP},
         rows_per_second = null, finished_at = now(), heartbeat_at = null, node = null, due_at = null, setback = null,
         sequence = least(sequence, 2147483646) + 1,
         ${happened(`case when status = 'CANCELING' then 'CANCELED' else 'FAILED' end`, `(${GIVEN_UP}) ->> 'message'`)}
       where id = $1 and ${mayMove('giveUp')}
         and (fence = $2::int or ($2::int is null and (status = 'PENDING' or node = $3::uuid or ${ABANDONED})))
       returning id
     ), parts as (delete from task_part using ended where task_id = ended.id),
       slices as (delete from slice using ended where task_id = ended.id)
     select id from ended`,
    [task, fence, node, JSON.stringify(error), JSON.stringify(unknown)],
  );
  return written.length > 0;
}

const COMMITTING = 'it is unknown whether the rows were committed: check the tables before loading again';
