import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/statement.ts';
import type { Refusal } from '../refusal.ts';
import { OPEN } from './lifecycle.ts';
import type { TaskSize } from './plan-task.ts';
import type { TaskSettings } from './task-settings.ts';

/** What a task alone is too large for. */
export function taskQuotas({ rows, bytes }: TaskSize, { maxTaskRows, maxTaskBytes }: TaskSettings): Refusal[] {
  return [
    ...(rows > maxTaskRows ? [beyond(`the task has ${rows} rows, a task may have ${maxTaskRows}`)] : []),
    ...(bytes > maxTaskBytes ? [beyond(`the task takes about ${bytes} bytes, a task may take ${maxTaskBytes}`)] : []),
  ];
}

/** What a group has in use. Numbers of the server, which answers sums as doubles. */
interface Use {
  readonly open: number;
  /** Bytes of open tasks and of artifacts that are kept. */
  readonly bytes: number;
  /** Rows of today's finished tasks and of open ones. */
  readonly rows: number;
  /** Bytes that open tasks of all groups have still to store. */
  readonly coming: number;
}

/**
 * What a group has no room for. To be asked in the transaction that adds the task, with the group locked, so that tasks that
 * are started at the same time see each other.
 * @param free bytes that the store can still take.
 */
export async function groupQuotas(
  em: EntityManager,
  group: string,
  size: TaskSize,
  settings: TaskSettings,
  free: number,
): Promise<Refusal[]> {
  const [use] = await statement<Use>(
    em,
    `select
       (count(*) filter (where status in (${OPEN})))::float8 as open,
       coalesce(sum(case when status in (${OPEN}) then bytes_estimated else bytes_done end), 0) as bytes,
       coalesce(sum(rows_total) filter (where status in (${OPEN})), 0)
         + coalesce((select "rows" from daily_usage where group_id = $1 and "day" = (now() at time zone 'utc')::date), 0) as rows,
       (select coalesce(sum(greatest(bytes_estimated - bytes_done, 0)), 0) from task where status in (${OPEN})) as coming
     from task where group_id = $1 and (status in (${OPEN}) or (status = 'COMPLETED' and not expired))`,
    [group],
  );
  const { maxOpenTasks, maxGroupBytes, dailyRows, lowWater } = settings;
  const bytes = use.bytes + size.bytes;
  const rows = use.rows + size.rows;
  const room = Math.floor(free - use.coming - lowWater);
  const refusals: Refusal[] = [];
  if (use.open >= maxOpenTasks) {
    refusals.push(
      beyond(`${use.open} tasks of the group are not finished, there may be ${maxOpenTasks}: wait for one`),
    );
  }
  if (bytes > maxGroupBytes) {
    refusals.push(beyond(`the group would have ${bytes} bytes in use with this task, it may have ${maxGroupBytes}`));
  }
  if (rows > dailyRows) {
    refusals.push(beyond(`the group would come to ${rows} rows today with this task, it may have ${dailyRows} a day`));
  }
  if (size.bytes > room) {
    const left = Math.max(room, 0);
    refusals.push(beyond(`the task takes about ${size.bytes} bytes, the store has room for ${left}`, 'STORE_FULL'));
  }
  return refusals;
}

function beyond(message: string, code = 'QUOTA_EXCEEDED'): Refusal {
  return { kind: 'quota-exceeded', code, message, path: [] };
}
