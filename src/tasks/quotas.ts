import type { Refusal } from '../refusal.ts';
import type { TaskSize } from './plan-task.ts';
import type { TaskSettings } from './task-settings.ts';

/** What a group, a key and the store have in use, as the database's function `room_use` answers it. */
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
  { maxTaskRows, maxTaskSize, groupSize, dailyRows, dailyKeyRows }: TaskSettings,
): Refusal[] {
  const tooLarge = (message: string): Refusal => beyond('TASK_TOO_LARGE', `${message}: ask for less`, null);
  const hasRows = `the task has ${rows} rows`;
  const hasBytes = `the task takes about ${bytes} bytes`;
  return [
    ...(rows > maxTaskRows ? [tooLarge(`${hasRows}, but the limit for a task is ${maxTaskRows}`)] : []),
    ...(rows > dailyRows ? [tooLarge(`${hasRows}, but the limit of a project group is ${dailyRows} per day`)] : []),
    ...(rows > dailyKeyRows ? [tooLarge(`${hasRows}, but the limit of an API key is ${dailyKeyRows} per day`)] : []),
    ...(bytes > maxTaskSize ? [tooLarge(`${hasBytes}, but the limit for a task is ${maxTaskSize}`)] : []),
    ...(bytes > groupSize ? [tooLarge(`${hasBytes}, but the limit of a project group is ${groupSize}`)] : []),
  ];
}

/**
 * The most of each that may be in use for a task to have room.
 * @param free bytes that the store can still take.
 */
export function maxInUse(size: TaskSize, settings: TaskSettings, free: number): Use {
  return {
    open: settings.openTasks - 1,
    bytes: settings.groupSize - size.bytes,
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
  const { openTasks, groupSize, dailyRows, dailyKeyRows } = settings;
  const refusals: Refusal[] = [];
  if (use.open > most.open) {
    const message = `${use.open} tasks of the project group have not finished, and the limit is ${openTasks}: wait for one of them`;
    refusals.push(beyond('QUOTA_EXCEEDED', message, LATER));
  }
  if (use.bytes > most.bytes) {
    const message = `with this task the project group would use ${use.bytes + size.bytes} bytes, but its limit is ${groupSize}`;
    refusals.push(beyond('QUOTA_EXCEEDED', message, LATER));
  }
  const ofDay = (who: string, used: number, limit: number): Refusal => {
    const left = Math.max(0, limit - used);
    const message = `the task has ${size.rows} rows, but ${who} has ${left} of ${limit} left today (UTC): wait until tomorrow, or ask for less`;
    return beyond('DAILY_LIMIT_EXCEEDED', message, Math.ceil(tomorrow));
  };
  if (use.rows > most.rows) refusals.push(ofDay('the project group', use.rows, dailyRows));
  if (use.keyRows > most.keyRows) refusals.push(ofDay('the API key', use.keyRows, dailyKeyRows));
  if (use.coming > most.coming) {
    const room = Math.max(0, Math.floor(most.coming - use.coming + size.bytes));
    const message = `the task takes about ${size.bytes} bytes, but the store has room for ${room} only`;
    refusals.push(beyond('STORE_FULL', message, LATER));
  }
  return refusals;
}

/** @param retryAfter seconds; null where waiting changes nothing. */
function beyond(code: string, message: string, retryAfter: number | null): Refusal {
  return { kind: 'quota-exceeded', code, message, path: [], ...(retryAfter === null ? {} : { retryAfter }) };
}
