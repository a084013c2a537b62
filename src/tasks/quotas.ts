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
export function taskQuotas({ rows, bytes }: TaskSize, { maxTaskRows, maxTaskBytes }: TaskSettings): Refusal[] {
  return [
    ...(rows > maxTaskRows ? [beyond(`the task has ${rows} rows, a task may have ${maxTaskRows}`, TOO_LARGE)] : []),
    ...(bytes > maxTaskBytes
      ? [beyond(`the task takes about ${bytes} bytes, a task may take ${maxTaskBytes}`, TOO_LARGE)]
      : []),
  ];
}

/**
 * The most of each that may be in use for a task to have room.
 * @param free bytes that the store can still take.
 */
export function maxInUse(size: TaskSize, settings: TaskSettings, free: number): GroupUse {
  return {
    open: settings.maxOpenTasks - 1,
    bytes: settings.maxGroupBytes - size.bytes,
    rows: settings.dailyRows - size.rows,
    coming: free - settings.lowWater - size.bytes,
  };
}

/** What a group has no room for. @param most as `maxInUse` answers it. */
export function groupQuotas(use: GroupUse, most: GroupUse, size: TaskSize, settings: TaskSettings): Refusal[] {
  const { maxOpenTasks, maxGroupBytes, dailyRows } = settings;
  const refusals: Refusal[] = [];
  if (use.open > most.open) {
    refusals.push(
      beyond(`${use.open} tasks of the group are not finished, there may be ${maxOpenTasks}: wait for one`),
    );
  }
  if (use.bytes > most.bytes) {
    const bytes = use.bytes + size.bytes;
    refusals.push(beyond(`the group would have ${bytes} bytes in use with this task, it may have ${maxGroupBytes}`));
  }
  if (use.rows > most.rows) {
    const rows = use.rows + size.rows;
    refusals.push(beyond(`the group would come to ${rows} rows today with this task, it may have ${dailyRows} a day`));
  }
  if (use.coming > most.coming) {
    const room = Math.max(0, Math.floor(most.coming - use.coming + size.bytes));
    refusals.push(beyond(`the task takes about ${size.bytes} bytes, the store has room for ${room}`, 'STORE_FULL'));
  }
  return refusals;
}

function beyond(message: string, code = 'QUOTA_EXCEEDED'): Refusal {
  return { kind: 'quota-exceeded', code, message, path: [] };
}
