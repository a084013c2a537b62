import type { HistoryEntry, HistoryKind } from '../tasks/index.ts';
import { builder } from './builder.ts';

const TaskHistoryKind = builder.enumType('TaskHistoryKind', {
  description: 'A kind of event in the life of a task. New values may be added.',
  values: {
    ACCEPTED: { description: 'The task was accepted.' },
    STARTED: { description: 'The first attempt began.' },
    RESUMED: { description: 'The task was begun again, after it was released or postponed.' },
    TAKEN_OVER: { description: 'The process that ran the task was gone, and another run went on with the task.' },
    CRASHED: { description: 'The process that generated a part ended, so another attempt began.' },
    GATHERED: { description: 'All parts are stored, and one node finishes the files.' },
    RELEASED: { description: 'The gateway was stopped, and the task went back to the queue.' },
    POSTPONED: {
      description: 'The database or the bucket that the task writes to could not be used, and the task waits.',
    },
    CANCEL_REQUESTED: { description: 'A cancel was requested while rows were being generated.' },
    CANCELED: { description: 'The task was canceled.' },
    COMPLETED: { description: 'The task was completed.' },
    FAILED: { description: 'The task failed.' },
    EXPIRED: { description: 'The files of the task expired.' },
  } as const satisfies Readonly<Record<HistoryKind, object>>,
});

export const TaskHistoryEntry = builder.objectRef<HistoryEntry>('TaskHistoryEntry').implement({
  description: 'An event in the life of a task.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The time of the event.' }),
    kind: t.expose('kind', { type: TaskHistoryKind, description: 'The kind of event, for programs to branch on.' }),
    message: t.exposeString('message', {
      description: 'The event in words, with the number of the attempt, the reason or the name of the API key.',
    }),
  }),
});
