import type { Call } from '../call.ts';
import { OPEN } from './lifecycle.ts';
import { statement } from '../entities/queries/statement.ts';

/** What a key or a project group has generated today (UTC), and what is left of its day. */
export interface RowsToday {
  readonly limit: number;
  /** Rows of today's finished tasks, and of those that are not finished. */
  readonly used: number;
  /** Rows that a task may still have today. */
  readonly left: number;
  readonly resetsAt: Date;
}

export async function rowsToday({ em, access }: Call, limit: number): Promise<RowsToday> {
  const [{ used, resets }] = await statement<{ used: number; resets: number }>(
    em,
    `select key_rows($1::uuid) as used, extract(epoch from ${MIDNIGHT})::float8 as resets`,
    [access.keyId],
  );
  return { limit, used, left: Math.max(0, limit - used), resetsAt: new Date(resets * 1000) };
}

/** The same of project groups, by row ID: as `room_use` counts it, without its lock. @param groups that the key sees. */
export async function groupRowsToday(
  { em }: Call,
  groups: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, RowsToday>> {
  const found = await statement<{ id: string; used: number; resets: number }>(
    em,
    `select asked.id, extract(epoch from ${MIDNIGHT})::float8 as resets,
       coalesce((
         select sum(rows_total) from task
         where group_id = asked.id and status in (${OPEN}) and rows_total between 0 and 9007199254740991
       ), 0)::float8 + coalesce((
         select "rows" from daily_usage where group_id = asked.id and "day" = (now() at time zone 'utc')::date
       ), 0)::float8 as used
     from unnest($1::uuid[]) as asked (id)`,
    [[...groups]],
  );
  return new Map(
    found.map(({ id, used, resets }) => [
      id,
      { limit, used, left: Math.max(0, limit - used), resetsAt: new Date(resets * 1000) },
    ]),
  );
}

/** SQL for the moment when the day ends. */
export const MIDNIGHT = `((date_trunc('day', now() at time zone 'utc') + interval '1 day') at time zone 'utc')`;
