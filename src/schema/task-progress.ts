import type { Task } from '../entities/task.ts';
import { builder } from './builder.ts';
import { TaskPhase } from './task-status.ts';

/** What a task that is not COMPLETED comes to at most, so that 1 means completed. */
const ALMOST = 0.999;

export const TaskProgress = builder.objectRef<Task>('TaskProgress').implement({
  description: 'The progress of a task.',
  fields: (t) => ({
    fraction: t.float({
      description: 'The share of rows that have been generated, from 0 to 1. It is 1 only if the task is COMPLETED.',
      resolve: fractionOf,
    }),
    rowsDone: t.expose('rowsDone', { type: 'Count', description: 'The number of rows that have been generated.' }),
    rowsTotal: t.expose('rowsTotal', { type: 'Count', description: 'The number of rows to generate.' }),
    bytesDone: t.expose('bytesDone', { type: 'Count', description: 'The size of the stored parts, in bytes.' }),
    bytesEstimated: t.expose('bytesEstimated', {
      type: 'Count',
      description: 'The estimated size of all files, in bytes.',
    }),
    partsDone: t.exposeInt('partsDone', { description: 'The number of parts that are stored.' }),
    partsTotal: t.exposeInt('partsTotal', { description: 'The number of parts that the task consists of.' }),
    phase: t.expose('phase', { type: TaskPhase, description: 'The current phase of the task.' }),
    rowsPerSecond: t.float({
      nullable: true,
      description: 'The number of rows per second since the task was last started; null before it starts.',
      resolve: ({ rowsPerSecond }) => (Number.isFinite(rowsPerSecond) ? rowsPerSecond : null),
    }),
    etaSeconds: t.float({
      nullable: true,
      description:
        'The estimated number of seconds until all rows are generated; null if unknown, 0 if the task has ended.',
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
