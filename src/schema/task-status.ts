import type { TaskPhase as Phase, TaskStatus as Status } from '../entities/task.ts';
import { builder } from './builder.ts';

export const TaskStatus = builder.enumType('TaskStatus', {
  description: 'The status of a task. COMPLETED, FAILED and CANCELED are final.',
  values: {
    PENDING: { description: 'The task waits to start; `waitingFor` gives the reason.' },
    PROCESSING: { description: 'The rows of the task are being generated.' },
    CANCELING: { description: 'The task was canceled while it was running, and is stopping.' },
    COMPLETED: { description: 'The task has finished: all files can be downloaded, or all rows are loaded.' },
    FAILED: { description: 'The task has failed; `error` gives the reason.' },
    CANCELED: { description: 'The task was canceled. It has no files.' },
  } as const satisfies Readonly<Record<Status, object>>,
});

export const TaskPhase = builder.enumType('TaskPhase', {
  description: 'A phase in the work of a task.',
  values: {
    QUEUED: { description: 'The task has not started.' },
    GENERATING: { description: 'The task generates rows.' },
    FINISHING: { description: 'The task assembles the files from their parts.' },
    DONE: { description: 'The task has ended.' },
  } as const satisfies Readonly<Record<Phase, object>>,
});
