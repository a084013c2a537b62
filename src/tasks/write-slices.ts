import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, taskOf, writtenTask } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { happened } from './history.ts';
import { mayMove, statusAfter } from './lifecycle.ts';
import type { PlannedSlice } from './slices.ts';
import type { PlannedPart } from './stored-parts.ts';
import type { Lease, Progress } from './write-progress.ts';

/** A part that was stored, with its rows. */
export interface MadePart extends PlannedPart {
  readonly rows: number;
  readonly bytes: number;
  /** CRC-32, unsigned. */
  readonly crc32: number;
}

/**
 * Divides a task that this node has claimed: from now on nobody has it, and any node makes its slices. Null, and nothing is written,
 * if the lease is lost, the task is being canceled, or is divided already.
 * @param kept parts of earlier runs; others that the database knows are forgotten.
 * @param total of the plan.
 */
export async function writeDivided(
  em: EntityManager,
  lease: Lease,
  slices: readonly PlannedSlice[],
  kept: readonly PlannedPart[],
  { rowsDone, bytesDone, partsDone }: Progress,
  total: number,
): Promise<Task | null> {
  return await writtenTask(
    em,
    `with held as (select id from task where id = $1 and fence = $2 and slices = 0 and status = 'PROCESSING' for no key update), forgotten as (
       delete from task_part using held where task_id = held.id and (file, "number") not in (
         select kept.file, kept."number" from jsonb_to_recordset($4::jsonb) as kept (file int, "number" int))
     ), added as (
       insert into slice (task_id, "number", file, first, parts, closes)
       select held.id, slice."number", slice.file, slice.first, slice.parts, slice.closes from held, jsonb_to_recordset($3::jsonb)
         as slice ("number" int, file int, first int, parts int, closes boolean)
       on conflict (task_id, "number") do nothing
     )
     update task set slices = $8, node = null, heartbeat_at = null, rows_done = $5, bytes_done = $6, parts_done = $7,
       engine_version = $9, sequence = sequence + 1
     where id = (select id from held) returning ${TASK_COLUMNS}`,
    [
      lease.task,
      lease.fence,
      JSON.stringify(slices),
      JSON.stringify(kept.map(({ file, number }) => ({ file, number }))),
      rowsDone,
      bytesDone,
      partsDone,
      total,
      ENGINE_VERSION,
    ],
  );
}

/**
 * Writes what was made of a divided task. A part counts once, whoever made it and however often, twice at once included. Null, and nothing is written, if
 * the task does not run any more, or with another engine.
 * @param done numbers of the slices all parts of which are stored.
 */
export async function writeMade(
  em: EntityManager,
  task: string,
  parts: readonly MadePart[],
  done: readonly number[],
): Promise<Task | null> {
  // The task is locked first, as all others do: whoever ends it waits, or this finds that it has ended.
  return await writtenTask(
    em,
    `with held as (
       select id from task where id = $1 and slices > 0 and status = 'PROCESSING' and engine_version = $4 for no key update
     ), made as (
       select distinct on (file, "number") * from jsonb_to_recordset($2::jsonb) as made (file int, "number" int, "rows" float8, bytes float8, crc32 float8)
     ), added as (
       insert into task_part (task_id, file, "number", stored, bytes, crc32)
       select held.id, made.file, made."number", true, made.bytes, made.crc32 from held, made
       on conflict (task_id, file, "number") do nothing returning file, "number"
     ), sum as (
       select count(*)::int as parts, coalesce(sum(made."rows"), 0) as "rows", coalesce(sum(made.bytes), 0) as bytes
       from made join added using (file, "number")
     ), done as (delete from slice using held where task_id = held.id and "number" = any($3::int[]))
     update task set rows_done = rows_done + (select "rows" from sum), bytes_done = bytes_done + (select bytes from sum),
       parts_done = parts_done + (select parts from sum), sequence = sequence + 1, rows_per_second = round(
         (rows_done + (select "rows" from sum)) / greatest(0.001, extract(epoch from now() - started_at)::float8))
     where id = (select id from held) returning ${TASK_COLUMNS}`,
    [task, JSON.stringify(parts), [...done], ENGINE_VERSION],
  );
}

/** Forgets the slices of a task of which everything is stored. */
export async function writeAllDone(em: EntityManager, task: string): Promise<void> {
  await statement(em, 'delete from slice where task_id = $1', [task]);
}

/** Gives a divided task, of which everything is stored, back to the queue for one node to do what is left. */
export async function writeGathered(em: EntityManager, task: string): Promise<Task | null> {
  return await writtenTask(
    em,
    `with gathered as (
       update task set status = ${statusAfter('release')}, phase = 'QUEUED', slices = 0, node = null, heartbeat_at = null,
         tries = greatest(tries - 1, 0), sequence = sequence + 1, ${happened(`'GATHERED'`)}
       where id = $1 and slices > 0 and ${mayMove('release')} returning ${TASK_COLUMNS}
     ), slices as (delete from slice using gathered where task_id = gathered.id)
     select * from gathered`,
    [task],
  );
}

/** Slices that no node makes. @param most that are counted. */
export async function countSlices(em: EntityManager, most: number): Promise<number> {
  const text = 'select count(*)::int as count from (select from slice where node is null limit $1) as slice';
  const [{ count }] = await statement<{ count: number }>(em, text, [most]);
  return count;
}

/** Whether any node makes a slice of the task. */
export async function isMade(em: EntityManager, task: string): Promise<boolean> {
  const text = 'select from slice where task_id = $1 and node is not null limit 1';
  return (await statement(em, text, [task])).length > 0;
}

/** Lets a node that has the database alone take the tasks that several nodes had divided: they are abandoned then. */
export async function gatherTasks(em: EntityManager): Promise<void> {
  await statement(
    em,
    `with gathered as (
       update task set slices = 0, node = null, heartbeat_at = null where slices > 0 and status in ('PROCESSING', 'CANCELING') returning id
     ) delete from slice using gathered where task_id = gathered.id`,
  );
}

/** Divided tasks that nobody makes and that somebody must look after: see `settle`. */
export async function unsettledTasks(em: EntityManager, maxCrashes: number, limit: number): Promise<readonly Task[]> {
  const rows = await statement(
    em,
    `select ${TASK_COLUMNS} from task where slices > 0 and (
       status = 'CANCELING' and not exists (select from slice where task_id = task.id and slice.node is not null)
       or status = 'PROCESSING' and (engine_version <> $1 or not exists (select from slice where task_id = task.id)
         or id in (select task_id from slice where slice.node is null and slice.crashes >= $2))
     ) limit $3`,
    [ENGINE_VERSION, maxCrashes, limit],
  );
  return rows.map((row) => taskOf(em, row));
}
