import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../entities/database.ts';
import { statement } from '../entities/statement.ts';
import { isId } from './is-id.ts';
import { OPEN } from './lifecycle.ts';

/** Tasks that are looked at in one statement. */
const BATCH = 500;

/** Removes what nobody may have any more: expired artifacts, the parts of tasks that are gone, old idempotency keys, what keys used
 * on days that are over. */
export async function sweep(database: Database, store: ArtifactStore): Promise<void> {
  await statement(
    database.fork(),
    `update task set idempotency_key = null, input_digest = null
     where idempotency_key is not null and created_at < now() - interval '24 hours'`,
  );
  await statement(database.fork(), `delete from daily_key_usage where "day" < (now() at time zone 'utc')::date - 1`);
  await expire(database);
  await removeOrphans(database, store);
}

/**
 * Marks what has expired, so that nobody begins to read it. There is no hint: whoever watched the task has been told of its end.
 * Its pieces are orphans from then on.
 */
async function expire(database: Database): Promise<void> {
  await statement(
    database.fork(),
    `with old as (
       update task set expired = true, sequence = sequence + 1
       where status = 'COMPLETED' and not expired and expires_at < now() returning id
     ) delete from task_part using old where task_id = old.id`,
  );
}

async function removeOrphans(database: Database, store: ArtifactStore): Promise<void> {
  let batch: string[] = [];
  const remove = async (): Promise<void> => {
    const kept = await statement<{ id: string }>(
      database.fork(),
      `select id from task where id = any($1::uuid[]) and (status in (${OPEN}) or (status = 'COMPLETED' and not expired))`,
      [batch],
    );
    const ids = new Set(kept.map(({ id }) => id));
    for (const id of batch) if (!ids.has(id)) await store.removeTask(id);
    batch = [];
  };
  for await (const task of store.tasks()) {
    if (isId(task)) batch.push(task);
    if (batch.length >= BATCH) await remove();
  }
  if (batch.length > 0) await remove();
}
