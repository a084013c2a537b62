import type { Task } from '../entities/task.ts';
import { builder } from './builder.ts';
import { TaskPhase } from './task-status.ts';

/** What a task that is not COMPLETED comes to at most, so that 1 means completed. */
const ALMOST = 0.999;

export const TaskProgress = builder.objectRef<Task>('TaskProgress').implement({
  description: 'How far a task is.',
  fields: (t) => ({
    fraction: t.float({ description: 'From 0 to 1 by rows; 1 only when the task is COMPLETED.', resolve: fractionOf }),
    rowsDone: t.expose('rowsDone', { type: 'Count', description: 'Rows that have been made.' }),
    rowsTotal: t.expose('rowsTotal', { type: 'Count', description: 'Rows that the task is to make.' }),
    bytesDone: t.expose('bytesDone', { type: 'Count', description: 'Bytes of the parts that are stored.' }),
    bytesEstimated: t.expose('bytesEstimated', {
      type: 'Count',
      description: 'Bytes that all files will have, about.',
    }),
    partsDone: t.exposeInt('partsDone', { description: 'Parts that are stored.' }),
    partsTotal: t.exposeInt('partsTotal', { description: 'Parts that the task is made in.' }),
    phase: t.expose('phase', { type: TaskPhase, description: 'What the task does at the moment.' }),
    rowsPerSecond: t.float({
      nullable: true,
      description: 'Since it was started last; null before.',
      resolve: ({ rowsPerSecond }) => (Number.isFinite(rowsPerSecond) ? rowsPerSecond : null),
    }),
    etaSeconds: t.float({
      nullable: true,
      description:
        'Seconds until all rows are made, at this speed; null where that cannot be said, 0 when it has ended.',
      resolve: etaSeconds,
    }),
  }),
});

function fractionOf({ status, rowsDone, rowsTotal }: Task): number {
  if (status === 'COMPLETED') return 1;
  const fraction = rowsDone / rowsTotal;
  // Not a number where there are no rows.
  return fraction > 0 ? Math.min(fraction, ALMOST) : 0;
}

function etaSeconds({ finishedAt, rowsDone, rowsTotal, rowsPerSecond }: Task): number | null {
  if (finishedAt instanceof Date) return 0;
  if (typeof rowsPerSecond !== 'number' || rowsPerSecond <= 0) return null;
  const seconds = (rowsTotal - rowsDone) / rowsPerSecond;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
