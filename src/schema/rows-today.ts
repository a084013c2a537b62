import type { RowsToday as Today } from '../tasks/index.ts';
import { builder } from './builder.ts';

export const RowsToday = builder.objectRef<Today>('RowsToday').implement({
  description: 'The rows that an API key or a project group has generated today (UTC), and how many are left.',
  fields: (t) => ({
    limit: t.expose('limit', { type: 'Count', description: 'The maximum number of rows per day.' }),
    used: t.expose('used', {
      type: 'Count',
      description: 'The number of rows of the tasks that ended today, and of those that have not ended.',
    }),
    left: t.expose('left', { type: 'Count', description: 'The number of rows that a task can still have today.' }),
    resetsAt: t.expose('resetsAt', { type: 'DateTime', description: 'The time at which the next day (UTC) begins.' }),
  }),
});
