import { sees } from '../access.ts';
import type { TaskSnapshot } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf } from './context.ts';
import { findTask } from './find-task.ts';
import { rowId } from '../global-id.ts';
import { Task } from './refs.ts';
import { TaskStatus } from './task-status.ts';

const TaskEventKind = builder.enumType('TaskEventKind', {
  description: 'A kind of event in the life of a task.',
  values: {
    CREATED: { value: 'created', description: 'The task was accepted and waits to start.' },
    STARTED: { value: 'started', description: 'The task was started: its rows are being generated.' },
    PROGRESSED: { value: 'progressed', description: 'The task has made progress.' },
    FINISHED: { value: 'finished', description: 'The task has ended: its status is COMPLETED, FAILED or CANCELED.' },
  } as const satisfies Readonly<
    Record<Uppercase<TaskSnapshot['kind']>, { readonly value: TaskSnapshot['kind']; readonly description: string }>
  >,
});

const TaskEvent = builder.objectRef<TaskSnapshot>('TaskEvent').implement({
  description: 'An event in the life of a task.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: TaskEventKind,
      description: 'The kind of the event. Several changes in a short time are reported as the latest of them.',
    }),
    task: t.field({ type: Task, description: 'The task as it is after the event.', resolve: ({ task }) => task }),
  }),
});

builder.subscriptionField('taskProgress', (t) =>
  t.field({
    type: Task,
    description:
      'The states of one task: first the current one, then each change, at most ten per second, until the task has ended. A state is skipped only if a newer one replaces it.',
    args: {
      id: t.arg.id({ required: true, description: 'The ID of the task to follow.' }),
      after: t.arg.int({
        description:
          'The `sequence` of the last state that the client received: only newer states are sent, and in any case the final one.',
      }),
    },
    subscribe: async (_root, { id, after }, context) => {
      const task = await findTask(context, rowId('Task', id));
      if (task === null) throw codedError('NOT_FOUND', 'there is no such task, or the API key cannot access it');
      return context.tasks.hub.watchTask(task.id, { after: after ?? context.lastEventId });
    },
    resolve: ({ task }) => task,
  }),
);

const TaskEventsFilter = builder.inputType('TaskEventsFilter', {
  description: 'The conditions on tasks. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'The ID of the project group that tasks must belong to.' }),
    project: t.id({ description: 'The ID of the project that tasks must belong to.' }),
    status: t.field({ type: [TaskStatus], description: 'The statuses that tasks may have after the event.' }),
  }),
});

builder.subscriptionField('taskEvents', (t) =>
  t.field({
    type: TaskEvent,
    description:
      'The events of all tasks that the API key can access. The stream begins with the tasks that have not ended, and does not end by itself. `sequence` orders the events of one task only.',
    args: {
      filter: t.arg({
        type: TaskEventsFilter,
        description: 'Filters the tasks. By default, the events of all are sent.',
      }),
    },
    subscribe: (_root, { filter }, context) => {
      const { access } = callOf(context);
      const group = typeof filter?.projectGroup === 'string' ? rowId('ProjectGroup', filter.projectGroup) : null;
      const project = typeof filter?.project === 'string' ? rowId('Project', filter.project) : null;
      const statuses = filter?.status ?? null;
      return context.tasks.hub.watchAll(
        (snapshot) =>
          sees(access, snapshot.group) &&
          (group === null || snapshot.group === group) &&
          (project === null || snapshot.project === project) &&
          (statuses === null || statuses.includes(snapshot.task.status)),
      );
    },
    resolve: (snapshot) => snapshot,
  }),
);
