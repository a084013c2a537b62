import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import { happened } from './history.ts';
import { isId } from './is-id.ts';
import { OPEN } from './lifecycle.ts';
import { knownParts, partKey, wholeKey } from './stored-parts.ts';
import type { TaskLog } from './task-log.ts';

/** Tasks that are looked at in one statement. */
const BATCH = 500;
/**
 * Milliseconds that files are kept which the database knows nothing of: it may be the wrong database, or one that was restored
 * from an older backup.
 */
const UNKNOWN_KEPT = 24 * 60 * 60 * 1000;
/** IDs that a line of the log names. */
const MAX_NAMED = 10;

/** A task that has pieces, and what the database knows of it. */
interface Found {
  readonly id: string;
  readonly kept: boolean;
}

/**
 * Removes what nobody may have any more: expired artifacts, old idempotency keys, what keys used on days that are over, the
 * pieces of tasks that came to nothing, and those of tasks that have been unknown for a day.
 */
export async function sweep(database: Database, store: ArtifactStore, log: TaskLog): Promise<void> {
  await statement(
    database.fork(),
    `update task set idempotency_key = null, input_digest = null
     where idempotency_key is not null and created_at < now() - interval '24 hours'`,
  );
  await statement(database.fork(), `delete from daily_key_usage where "day" < (now() at time zone 'utc')::date - 1`);
  await expire(database);
  await removeOrphans(database, store, log);
}

/**
 * Removes what runs have left of tasks whose files are kept: pieces that are not among those of the artifacts, and
 * unfinished files, both when they are a day old. Tasks that are open make their pieces anew under the same keys.
 */
export async function sweepPieces(database: Database, store: ArtifactStore, log: TaskLog): Promise<void> {
  const unfinished = await store.removeUnfinished(UNKNOWN_KEPT);
  let pieces = 0;
  for await (const batch of batches(store)) {
    for (const task of await completed(database, batch)) pieces += await removePieces(database, store, task);
  }
  if (unfinished + pieces > 0) log.info({ files: unfinished, pieces }, 'removed what lost runs had left in the store');
}

/**
 * Marks what has expired, so that nobody begins to read it. There is no hint: whoever watched the task has been told of its end.
 * Its pieces are orphans from then on.
 */
async function expire(database: Database): Promise<void> {
  await statement(
    database.fork(),
    `with old as (
       update task set expired = true, sequence = least(sequence, 2147483646) + 1, ${happened(`'EXPIRED'`)}
       where status = 'COMPLETED' and not expired and expires_at < now() returning id
     ) delete from task_part using old where task_id = old.id`,
  );
}

async function removeOrphans(database: Database, store: ArtifactStore, log: TaskLog): Promise<void> {
  const over: string[] = [];
  const unknown: string[] = [];
  for await (const batch of batches(store)) {
    const rows = await statement<Found>(
      database.fork(),
      `select id, (status in (${OPEN}) or (status = 'COMPLETED' and not expired)) as kept from task where id = any($1::uuid[])`,
      [batch],
    );
    const keeps = new Map(rows.map(({ id, kept }) => [id, kept]));
    for (const id of batch) {
      const kept = keeps.get(id) ?? (await store.age(id)) < UNKNOWN_KEPT;
      if (kept) continue;
      await store.removeTask(id);
      (keeps.has(id) ? over : unknown).push(id);
    }
  }
  const line = (tasks: readonly string[]) => ({ count: tasks.length, tasks: tasks.slice(0, MAX_NAMED) });
  if (over.length > 0) log.info(line(over), 'removed the files of tasks that expired, failed or were canceled');
  if (unknown.length > 0)
    log.warn(line(unknown), 'removed the files of tasks that the database has not known for a day');
}

/** Of these, the tasks whose artifacts are kept. */
async function completed(database: Database, tasks: readonly string[]): Promise<readonly string[]> {
  const rows = await statement<{ id: string }>(
    database.fork(),
    `select id from task where id = any($1::uuid[]) and status = 'COMPLETED' and not expired`,
    [tasks],
  );
  return rows.map(({ id }) => id);
}

/** Answers how many there were. */
async function removePieces(database: Database, store: ArtifactStore, task: string): Promise<number> {
  const parts = await knownParts(database.fork(), task);
  const wholes = await statement<{ position: number }>(
    database.fork(),
    `select "position" from artifact where task_id = $1 and whole`,
    [task],
  );
  const files = new Set(wholes.map(({ position }) => position));
  // The pieces that a single object was made of have had their time.
  const kept = parts.filter(({ stored, file }) => stored && !files.has(file)).map((part) => partKey(task, part));
  const known = new Set([...kept, ...[...files].map((file) => wholeKey(task, file))]);
  // It may have expired since, and its parts with it: what is left then is for the next sweep.
  if (known.size === 0) return 0;
  let removed = 0;
  for await (const key of store.pieces(task, UNKNOWN_KEPT)) {
    if (known.has(key)) continue;
    await store.removePiece(key);
    removed++;
  }
  return removed;
}

/** The tasks that have pieces, some at a time. */
async function* batches(store: ArtifactStore): AsyncGenerator<readonly string[], void, undefined> {
  let batch: string[] = [];
  for await (const task of store.tasks()) {
    if (isId(task)) batch.push(task);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
