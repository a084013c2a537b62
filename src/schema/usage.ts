import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/statement.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { conditionsOf, ofSeenGroups, referringTo } from './conditions.ts';
import { callOf } from './context.ts';
import { MAX_DAYS } from './limits.ts';
import { whereOf } from './listing.ts';

/** Sums of one day. */
interface Day {
  readonly date: string;
  readonly tasks: number;
  readonly rows: number;
  readonly bytes: number;
}

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 30;

const DailyUsage = builder.objectRef<Day>('DailyUsage').implement({
  description: 'What finished tasks came to on one day (UTC).',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'The day.' }),
    tasks: t.expose('tasks', { type: 'Count', description: 'Tasks that were completed.' }),
    rows: t.expose('rows', { type: 'Count', description: 'Their rows.' }),
    bytes: t.expose('bytes', { type: 'Count', description: 'Bytes of their files.' }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: [DailyUsage],
    description: 'What was generated, by day, the latest first; days without anything are left out.',
    args: {
      projectGroup: t.arg.id({ description: 'Only in this project group; left out, in all that the key may see.' }),
      from: t.arg({ type: 'Date', description: 'The first day; left out, 29 days before the last one.' }),
      to: t.arg({
        type: 'Date',
        description: `The last day, at most ${MAX_DAYS - 1} after the first one; left out, today.`,
      }),
    },
    complexity: { field: 10, multiplier: DEFAULT_DAYS },
    resolve: async (_root, { projectGroup, from, to }, context) => {
      const { em, access } = callOf(context);
      const last = to ?? (await today(em));
      const first = from ?? new Date(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY).toISOString().slice(0, 10);
      const days = (Date.parse(last) - Date.parse(first)) / DAY + 1;
      if (days < 1 || days > MAX_DAYS) {
        throw codedError('INVALID_INPUT', `the days from the first to the last are 1 to ${MAX_DAYS}`);
      }
      const values: unknown[] = [];
      const where = whereOf(
        conditionsOf(
          (at) => `"day" between ${at(first)}::date and ${at(last)}::date`,
          ofSeenGroups(access, 'group_id'),
          referringTo('group_id', 'ProjectGroup', projectGroup),
        ),
        values,
      );
      return await statement<Day>(
        em,
        `select to_char("day", 'YYYY-MM-DD') as "date", sum(tasks)::float8 as "tasks", sum("rows")::float8 as "rows",
           sum(bytes)::float8 as "bytes"
         from daily_usage ${where} group by "day" order by "day" desc`,
        values,
      );
    },
  }),
);

/** The database's day: usage was noted by its clock. */
async function today(em: EntityManager): Promise<string> {
  const [{ day }] = await statement<{ day: string }>(
    em,
    `select to_char(now() at time zone 'utc', 'YYYY-MM-DD') as "day"`,
  );
  return day;
}
