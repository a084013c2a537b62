import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, writtenTask } from '../entities/task-row.ts';
import type { Task, TaskStatus } from '../entities/task.ts';
import type { TransactionId } from '../targets/index.ts';
import { happened } from './history.ts';
import type { PlannedPart, StoredPart } from './stored-parts.ts';

/** The right of a run to write to its task: good until somebody else claims the task. */
export interface Lease {
  readonly task: string;
  readonly fence: number;
}

export interface Progress {
  readonly rowsDone: number;
  readonly bytesDone: number;
  readonly partsDone: number;
  readonly rowsPerSecond: number | null;
  /** Those that were stored since the last write. */
  readonly parts: readonly StoredPart[];
}

/** Parts as the list that follows `lease` in a statement. */
export const PARTS = `insert into task_part (task_id, file, "number", stored, bytes, crc32)
  select lease.id, part.file, part."number", true, part.bytes, part.crc32 from lease,
    jsonb_to_recordset($2::jsonb) as part (file int, "number" int, bytes float8, crc32 float8)
  on conflict (task_id, file, "number") do update set stored = true, bytes = excluded.bytes, crc32 = excluded.crc32`;

/** Writes a sign of life, which is no change. Answers the task's status; null where the lease is lost. */
export async function writeHeartbeat(em: EntityManager, lease: Lease): Promise<TaskStatus | null> {
  const text = `update task set heartbeat_at = now() where id = $1 and fence = $2 and finished_at is null returning status`;
  const [row] = await statement<{ status: TaskStatus }>(em, text, [lease.task, lease.fence]);
  return row?.status ?? null;
}

/** Writes how far a run has come, which is a sign of life too; null, and nothing is written, where the lease is lost. */
export async function writeProgress(
  em: EntityManager,
  lease: Lease,
  { rowsDone, bytesDone, partsDone, rowsPerSecond, parts }: Progress,
): Promise<Task | null> {
  return await writtenTask(
    em,
    `with lease as (
       update task set rows_done = $4, bytes_done = $5, parts_done = $6, rows_per_second = $7, heartbeat_at = now(),
         tries = case when $2::jsonb = '[]' then tries else 0 end, sequence = sequence + 1
       where id = $1 and fence = $3 and finished_at is null returning ${TASK_COLUMNS}
     ), parts as (${PARTS})
     select * from lease`,
    [lease.task, JSON.stringify(parts), lease.fence, rowsDone, bytesDone, partsDone, rowsPerSecond],
  );
}

/**
 * Notes the transaction that is about to be committed, after which nobody cancels the task any more; or that there is none. Null
 * where the lease is lost or the task is being canceled.
 */
export async function writeTransaction(
  em: EntityManager,
  lease: Lease,
  transaction: TransactionId | null,
): Promise<Task | null> {
  return await writtenTask(
    em,
    `update task set "transaction" = $3::jsonb, phase = $4, heartbeat_at = now(), sequence = sequence + 1
     where id = $1 and fence = $2 and status = 'PROCESSING' returning ${TASK_COLUMNS}`,
    [
      lease.task,
      lease.fence,
      transaction === null ? null : JSON.stringify(transaction),
      transaction === null ? 'GENERATING' : 'FINISHING',
    ],
  );
}

/**
 * Counts that the child process died while a part was made, which begins another attempt.
 * @returns how often it has died of this part; null where the lease is lost.
 */
export async function writeCrash(
  em: EntityManager,
  lease: Lease,
  { file, number }: PlannedPart,
): Promise<number | null> {
  const [written] = await statement<{ crashes: number }>(
    em,
    `with lease as (
       update task set attempt = attempt + 1, sequence = sequence + 1, heartbeat_at = now(),
         ${happened(`'CRASHED'`, '(attempt + 1)::text')}
       where id = $1 and fence = $2 and finished_at is null returning id
     )
     insert into task_part (task_id, file, "number", stored, bytes, crc32, crashes)
     select id, $3::int, $4::int, false, 0, 0, 1 from lease
     on conflict (task_id, file, "number") do update set crashes = task_part.crashes + 1
     returning crashes`,
    [lease.task, lease.fence, file, number],
  );
  return written?.crashes ?? null;
}

/** Takes an engine's version for that of a task of which nothing is stored. Answers whether the lease is good. */
export async function writeEngineVersion(em: EntityManager, lease: Lease, version: number): Promise<boolean> {
  const text = `update task set engine_version = $3, sequence = sequence + 1, heartbeat_at = now()
    where id = $1 and fence = $2 and finished_at is null returning id`;
  return (await statement(em, text, [lease.task, lease.fence, version])).length > 0;
}
