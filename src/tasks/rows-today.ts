import type { Call } from '../call.ts';
import { statement } from '../entities/statement.ts';

/** What a key has generated today (UTC), and what is left of its day. */
export interface RowsToday {
  readonly limit: number;
  /** Rows of today's finished tasks, and of those that are not finished. */
  readonly used: number;
  /** Rows that a task of this key may still have today. */
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

/** SQL for the moment when the day ends. */
export const MIDNIGHT = `((date_trunc('day', now() at time zone 'utc') + interval '1 day') at time zone 'utc')`;
