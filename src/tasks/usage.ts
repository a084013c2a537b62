import type { EntityManager } from '@mikro-orm/sql';
import type { Call } from '../call.ts';
import { conditionsOf, ofSeenGroups, referringTo } from '../entities/queries/conditions.ts';
import { whereOf } from '../entities/queries/listing.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';

/** What the tasks that were completed on one day (UTC) add up to. */
export interface DailyUsage {
  /** `2026-11-24`. */
  readonly date: string;
  readonly tasks: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface UsageInput {
  /** Row ID of a group; null or undefined for all that the key sees. What is no ID matches nothing. */
  readonly group?: string | null | undefined;
  /** The first day; by default so that there are 30. */
  readonly from?: string | null | undefined;
  /** The last day; by default today. */
  readonly to?: string | null | undefined;
}

/** Days that can be read at once. */
export const MAX_DAYS = 366;
const DEFAULT_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** What was generated, by day, the latest first. Days without a completed task are left out. */
export const usage = verb(
  'read',
  async ({ em, access }: Call, { group, from, to }: UsageInput): Promise<Outcome<readonly DailyUsage[]>> => {
    const last = to ?? (await today(em));
    const first = from ?? new Date(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY).toISOString().slice(0, 10);
    const days = (Date.parse(last) - Date.parse(first)) / DAY + 1;
    if (days < 1 || days > MAX_DAYS) {
      const message = `the days from the first to the last are 1 to ${MAX_DAYS}`;
      return refused({ kind: 'invalid-input', code: 'INVALID_INPUT', message, path: ['from'] });
    }
    const values: unknown[] = [];
    const where = whereOf(
      conditionsOf(
        (at) => `"day" between ${at(first)}::date and ${at(last)}::date`,
        ofSeenGroups(access, 'group_id'),
        referringTo('group_id', group),
      ),
      values,
    );
    const found = await statement<DailyUsage>(
      em,
      `select to_char("day", 'YYYY-MM-DD') as "date", sum(tasks)::float8 as "tasks", sum("rows")::float8 as "rows",
         sum(bytes)::float8 as "bytes"
       from daily_usage ${where} group by "day" order by "day" desc`,
      values,
    );
    return done(found);
  },
);

/** The database's day: usage was noted by its clock. */
async function today(em: EntityManager): Promise<string> {
  const [{ day }] = await statement<{ day: string }>(
    em,
    `select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as "day"`,
  );
  return day;
}
