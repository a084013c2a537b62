import type { Refusal } from '../refusal.ts';
import type { TaskSize } from './plan-task.ts';
import type { TaskSettings } from './task-settings.ts';

/** What a group has in use, as the database's function `group_use` answers it. */
export interface GroupUse {
  /** Tasks. */
  readonly open: number;
  /** Bytes of open tasks and of artifacts that are kept. */
  readonly bytes: number;
  /** Rows of today's finished tasks and of open ones. */
  readonly rows: number;
  /** Bytes that open tasks of all groups have still to store. */
  readonly coming: number;
}

/** Waiting does not help with this one. */
const TOO_LARGE = 'TASK_TOO_LARGE';

/** What a task alone is too large for. */
export function taskQuotas({ rows, bytes }: TaskSize, { maxTaskRows, maxTaskSize }: TaskSettings): Refusal[] {
  return [
    ...(rows > maxTaskRows
      ? [beyond(`the task has ${rows} rows, but the limit for a task is ${maxTaskRows}`, TOO_LARGE)]
      : []),
    ...(bytes > maxTaskSize
      ? [beyond(`the task takes about ${bytes} bytes, but the limit for a task is ${maxTaskSize}`, TOO_LARGE)]
      : []),
  ];
}

/**
 * The most of each that may be in use for a task to have room.
 * @param free bytes that the store can still take.
 */
export function maxInUse(size: TaskSize, settings: TaskSettings, free: number): GroupUse {
  return {
    open: settings.openTasks - 1,
    bytes: settings.groupSize - size.bytes,
    rows: settings.dailyRows - size.rows,
    coming: free - settings.lowWater - size.bytes,
  };
}

/** What a group has no room for. @param most as `maxInUse` answers it. */
export function groupQuotas(use: GroupUse, most: GroupUse, size: TaskSize, settings: TaskSettings): Refusal[] {
  const { openTasks, groupSize, dailyRows } = settings;
  const refusals: Refusal[] = [];
  if (use.open > most.open) {
    refusals.push(
      beyond(
        `${use.open} tasks of the project group have not finished, and the limit is ${openTasks}: wait for one of them`,
      ),
    );
  }
  if (use.bytes > most.bytes) {
    const bytes = use.bytes + size.bytes;
    refusals.push(beyond(`with this task the project group would use ${bytes} bytes, but its limit is ${groupSize}`));
  }
  if (use.rows > most.rows) {
    const rows = use.rows + size.rows;
    refusals.push(
      beyond(`with this task the project group would have ${rows} rows today, but its limit is ${dailyRows} per day`),
    );
  }
  if (use.coming > most.coming) {
    const room = Math.max(0, Math.floor(most.coming - use.coming + size.bytes));
    refusals.push(
      beyond(`the task takes about ${size.bytes} bytes, but the store has room for ${room} only`, 'STORE_FULL'),
    );
  }
  return refusals;
}

function beyond(message: string, code = 'QUOTA_EXCEEDED'): Refusal {
  return { kind: 'quota-exceeded', code, message, path: [] };
}
