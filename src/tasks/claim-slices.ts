import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, taskOf } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { happened } from './history.ts';
import type { PlannedSlice } from './slices.ts';
import { SLICES_TURN } from './turns.ts';

/** How often a process may die while it makes a slice, or a node may fail to store it. */
export const MAX_CRASHES = 3;
/** A slice with so many deaths is made while the node makes nothing else, so that another one is its own doing. */
export const SUSPECT = 2;

/** A slice that this node makes now. */
export interface ClaimedSlice extends PlannedSlice {
  readonly task: string;
  readonly crashes: number;
  /** Positions within the file of its parts that are stored. */
  readonly stored: readonly number[];
}

/** True of a row of `slice` that waits for nothing but a node. */
const READY = `(slice.node is null and (not slice.closes or not exists (
  select from slice as other where other.task_id = slice.task_id and other.file = slice.file and other."number" < slice."number")))`;

/** Nodes that were silent for longer are taken for dead. They give a sign of life every five seconds. */
export const SILENCE = `interval '15 seconds'`;

/**
 * Tasks whose slices this version of the engine makes, in the order of their turns. None for a node that is taken for dead: one that
 * stood still and goes on gives a sign of life first, or else its slices count as killing it.
 */
const OPEN_TASKS = `select id from task
  where status = 'PROCESSING' and slices > 0 and engine_version = $2
    and exists (select from node where node.id = $1::uuid and node.last_seen_at > now() - ${SILENCE}) order by ${SLICES_TURN}`;

/**
 * Takes slices that nobody makes. Nothing depends on it that a node makes a slice alone: the bytes are the same, and each part is
 * counted once.
 * @param limit slices that have not killed anybody twice.
 * @param alone whether one that has may come on top.
 */
export async function claimSlices(
  em: EntityManager,
  node: string,
  limit: number,
  alone: boolean,
): Promise<readonly ClaimedSlice[]> {
  const found = await statement<ClaimedSlice>(
    em,
    `with fresh as (
       select slice.task_id, slice."number" from (${OPEN_TASKS}) as task cross join lateral (
         select task_id, "number" from slice where slice.task_id = task.id and slice.crashes < ${SUSPECT} and ${READY}
         order by "number" limit $3 for update skip locked
       ) as slice limit $3
     ), suspect as (
       select slice.task_id, slice."number" from slice
       where $4 and slice.crashes >= ${SUSPECT} and slice.crashes < ${MAX_CRASHES} and ${READY} and slice.task_id in (${OPEN_TASKS})
       limit 1 for update skip locked
     ), taken as (select * from fresh union all select * from suspect)
     update slice set node = $1 from taken where slice.task_id = taken.task_id and slice."number" = taken."number"
     returning slice.task_id as task, slice."number", slice.file, slice.first, slice.parts, slice.closes, slice.crashes, array(
       select part."number" from task_part as part where part.task_id = slice.task_id and part.file = slice.file
         and part."number" >= slice.first and part."number" < slice.first + slice.parts and part.stored
     ) as stored`,
    [node, ENGINE_VERSION, limit, alone],
  );
  return found.toSorted((one, other) => one.crashes - other.crashes || one.number - other.number);
}

/** Gives back what a node makes, of one task or of all. @param but slices that it goes on with. */
export async function releaseSlices(
  em: EntityManager,
  node: string,
  task: string | null,
  but: readonly Pick<ClaimedSlice, 'task' | 'number'>[] = [],
): Promise<void> {
  await statement(
    em,
    `update slice set node = null where node = $1 and ($2::uuid is null or task_id = $2::uuid) and (task_id, "number") not in (
       select but.task, but."number" from jsonb_to_recordset($3::jsonb) as but (task uuid, "number" int))`,
    [node, task, JSON.stringify(but.map(({ task: id, number }) => ({ task: id, number })))],
  );
}

/** Slices of nodes that seem to be dead, and of an earlier process of the same node. */
const WHOSE = {
  others: `slice.node <> $1 and not exists (
    select from node where node.id = slice.node and node.last_seen_at > now() - ${SILENCE})`,
  own: 'slice.node = $1',
};

/**
 * Frees the slices of nodes that died, and counts it as a death during each of them and as another attempt of their tasks.
 * @returns the tasks.
 */
export async function freeSlices(em: EntityManager, node: string, whose: keyof typeof WHOSE): Promise<readonly Task[]> {
  const rows = await statement(
    em,
    `with held as (
       select id from task where id in (select task_id from slice where slice.node is not null and ${WHOSE[whose]})
       order by id for no key update
     ), freed as (
       update slice set node = null, crashes = crashes + 1 from held
       where slice.task_id = held.id and slice.node is not null and ${WHOSE[whose]} returning task_id
     )
     update task set attempt = least(attempt, 2147483646) + 1, sequence = least(sequence, 2147483646) + 1,
       ${happened(`'TAKEN_OVER'`, '(least(attempt, 2147483646) + 1)::text')}
     where id in (select task_id from freed) returning ${TASK_COLUMNS}`,
    [node],
  );
  return rows.map((row) => taskOf(em, row));
}

/**
 * Counts that the child process of a node died while it made a slice, which begins another attempt, or that it could not store it, and
 * frees the slice. Without a death, the task is ended by whoever could not store it last, and not by those who count deaths.
 * @returns the task; null if the node does not make the slice any more.
 */
export async function writeSliceFailure(
  em: EntityManager,
  node: string,
  { task, number }: Pick<ClaimedSlice, 'task' | 'number'>,
  isDeath: boolean,
): Promise<Task | null> {
  const attempt = isDeath
    ? `attempt = least(attempt, 2147483646) + 1, ${happened(`'CRASHED'`, '(least(attempt, 2147483646) + 1)::text')},`
    : '';
  const [row] = await statement(
    em,
    `with held as (select id from task where id = $1 and status = 'PROCESSING' for no key update), freed as (
       update slice set node = null, crashes = case when $4 then crashes + 1 else least(crashes + 1, ${MAX_CRASHES - 1}) end from held
       where task_id = held.id and "number" = $2 and slice.node = $3 returning task_id
     )
     update task set ${attempt} sequence = least(sequence, 2147483646) + 1
     where id in (select task_id from freed) returning ${TASK_COLUMNS}`,
    [task, number, node, isDeath],
  );
  return row === undefined ? null : taskOf(em, row);
}
