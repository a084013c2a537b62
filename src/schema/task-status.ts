import type { TaskPhase as Phase, TaskStatus as Status } from '../entities/task.ts';
import { builder } from './builder.ts';

export const TaskStatus = builder.enumType('TaskStatus', {
  description: 'Where a task is in its life. The last three are for ever.',
  values: {
    PENDING: { description: 'It waits for its turn; `waitingFor` says for what.' },
    PROCESSING: { description: 'Its rows are being made.' },
    CANCELING: { description: 'A cancel was asked for while rows were being made.' },
    COMPLETED: { description: 'All files are there.' },
    FAILED: { description: 'It came to nothing; `error` says why.' },
    CANCELED: { description: 'It was canceled; there are no files.' },
  } as const satisfies Readonly<Record<Status, object>>,
});

export const TaskPhase = builder.enumType('TaskPhase', {
  description: 'What a task does at the moment.',
  values: {
    QUEUED: { description: 'It has not begun.' },
    GENERATING: { description: 'It makes rows.' },
    FINISHING: { description: 'It puts the parts of the files together.' },
    DONE: { description: 'It does nothing any more.' },
  } as const satisfies Readonly<Record<Phase, object>>,
});
