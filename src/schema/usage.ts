import { type DailyUsage as Day, MAX_DAYS, usage } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';

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
      const outcome = await usage(callOf(context), {
        group: projectGroup && rowId('ProjectGroup', projectGroup),
        from,
        to,
      });
      if (!outcome.ok) throw codedError('INVALID_INPUT', outcome.refusals.map(({ message }) => message).join('; '));
      return [...outcome.value];
    },
  }),
);
