import { type DailyUsage as Day, MAX_DAYS, usage } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';

const DEFAULT_DAYS = 30;

const DailyUsage = builder.objectRef<Day>('DailyUsage').implement({
  description: 'The totals of the tasks that were completed on one day in UTC.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'The day in UTC.' }),
    tasks: t.expose('tasks', { type: 'Count', description: 'The number of completed tasks.' }),
    rows: t.expose('rows', { type: 'Count', description: 'The number of rows in all completed tasks.' }),
    bytes: t.expose('bytes', { type: 'Count', description: 'The size of all files, in bytes.' }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: [DailyUsage],
    description:
      'The totals of completed tasks by day, from the latest to the earliest. Days without completed tasks are omitted.',
    args: {
      projectGroup: t.arg.id({
        description:
          'The ID of the project group to report on. By default, all project groups that the API key can access.',
      }),
      from: t.arg({ type: 'Date', description: 'The first day. By default, 29 days before `to`.' }),
      to: t.arg({
        type: 'Date',
        description: `The last day, at most ${MAX_DAYS - 1} days after \`from\`. By default, today.`,
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
