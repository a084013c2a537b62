import type { Refusal } from '../refusal.ts';
import type { TaskSize } from './plan-task.ts';
import type { TaskSettings } from './task-settings.ts';

/** What a group, a key and the store have in use, as the database's functions `group_use` and `key_rows` answer it. */
export interface Use {
  /** Tasks of the group. */
  readonly open: number;
  /** Bytes of the group's open tasks and of its artifacts that are kept. */
  readonly bytes: number;
  /** Rows of the group's tasks that finished today and of its open ones. */
  readonly rows: number;
  /** Rows of the key's tasks that finished today and of its open ones. */
  readonly keyRows: number;
  /** Bytes that open tasks of all groups have still to store. */
  readonly coming: number;
}

/** Seconds after which it is worth trying again where a task has to end first. */
const LATER = 60;

/** What a task alone is too large for, now and later. */
export function taskQuotas(
  { rows, bytes }: TaskSize,
  { maxTaskRows, maxTaskBytes, maxGroupBytes, dailyRows, dailyKeyRows }: TaskSettings,
): Refusal[] {
  const tooLarge = (message: string): Refusal => beyond('TASK_TOO_LARGE', `${message}: ask for less`, null);
  const hasRows = `the task has ${rows} rows`;
  const hasBytes = `the task takes about ${bytes} bytes`;
  return [
    ...(rows > maxTaskRows ? [tooLarge(`${hasRows}, a task may have ${maxTaskRows}`)] : []),
    ...(rows > dailyRows ? [tooLarge(`${hasRows}, a project group may have ${dailyRows} a day`)] : []),
    ...(rows > dailyKeyRows ? [tooLarge(`${hasRows}, an API key may have ${dailyKeyRows} a day`)] : []),
    ...(bytes > maxTaskBytes ? [tooLarge(`${hasBytes}, a task may take ${maxTaskBytes}`)] : []),
    ...(bytes > maxGroupBytes ? [tooLarge(`${hasBytes}, a project group may take ${maxGroupBytes}`)] : []),
  ];
}

/**
 * The most of each that may be in use for a task to have room.
 * @param free bytes that the store can still take.
 */
export function maxInUse(size: TaskSize, settings: TaskSettings, free: number): Use {
  return {
    open: settings.maxOpenTasks - 1,
    bytes: settings.maxGroupBytes - size.bytes,
    rows: settings.dailyRows - size.rows,
    keyRows: settings.dailyKeyRows - size.rows,
    coming: free - settings.lowWater - size.bytes,
  };
}

/**
 * What there is no room for now.
 * @param most as `maxInUse` answers it.
 * @param tomorrow seconds until the next day (UTC).
 */
export function usedQuotas(use: Use, most: Use, size: TaskSize, settings: TaskSettings, tomorrow: number): Refusal[] {
  const { maxOpenTasks, maxGroupBytes, dailyRows, dailyKeyRows } = settings;
  const refusals: Refusal[] = [];
  if (use.open > most.open) {
    const message = `${use.open} tasks of the group are not finished, there may be ${maxOpenTasks}: wait for one`;
    refusals.push(beyond('QUOTA_EXCEEDED', message, LATER));
  }
  if (use.bytes > most.bytes) {
    const message = `the group would have ${use.bytes + size.bytes} bytes in use with this task, it may have ${maxGroupBytes}`;
    refusals.push(beyond('QUOTA_EXCEEDED', message, LATER));
  }
  const ofDay = (who: string, used: number, limit: number): Refusal => {
    const left = Math.max(0, limit - used);
    const message = `the task has ${size.rows} rows, ${who} has ${left} of ${limit} left today (UTC): wait until tomorrow, or ask for less`;
    return beyond('DAILY_LIMIT_EXCEEDED', message, Math.ceil(tomorrow));
  };
  if (use.rows > most.rows) refusals.push(ofDay('the project group', use.rows, dailyRows));
  if (use.keyRows > most.keyRows) refusals.push(ofDay('the API key', use.keyRows, dailyKeyRows));
  if (use.coming > most.coming) {
    const room = Math.max(0, Math.floor(most.coming - use.coming + size.bytes));
    const message = `the task takes about ${size.bytes} bytes, the store has room for ${room}`;
    refusals.push(beyond('STORE_FULL', message, LATER));
  }
  return refusals;
}

/** @param retryAfter seconds; null where waiting changes nothing. */
function beyond(code: string, message: string, retryAfter: number | null): Refusal {
  return { kind: 'quota-exceeded', code, message, path: [], ...(retryAfter === null ? {} : { retryAfter }) };
}
