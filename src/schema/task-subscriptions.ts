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
  description: 'What has happened to a task.',
  values: {
    CREATED: { value: 'created', description: 'It was accepted and waits.' },
    STARTED: { value: 'started', description: 'Its rows are being made.' },
    PROGRESSED: { value: 'progressed', description: 'It has come further.' },
    FINISHED: { value: 'finished', description: 'It has ended, well or not: look at its status.' },
  } as const satisfies Readonly<
    Record<Uppercase<TaskSnapshot['kind']>, { readonly value: TaskSnapshot['kind']; readonly description: string }>
  >,
});

const TaskEvent = builder.objectRef<TaskSnapshot>('TaskEvent').implement({
  description: 'Something that happened to a task.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: TaskEventKind,
      description: 'What it was. Of several changes in a short time, the latest.',
    }),
    task: t.field({ type: Task, description: 'The task as it is after it.', resolve: ({ task }) => task }),
  }),
});

builder.subscriptionField('taskProgress', (t) =>
  t.field({
    type: Task,
    description:
      'The states of one task: the present one first, then each change, at most ten a second, until it has ended. Nothing is skipped but what a newer state makes old.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of the task.' }),
      after: t.arg.int({
        description: 'A `sequence` that was seen before: only newer states follow, and the last one in any case.',
      }),
    },
    subscribe: async (_root, { id, after }, context) => {
      const task = await findTask(context, rowId('Task', id));
      if (task === null) throw codedError('NOT_FOUND', 'there is no such task, or the key may not see it');
      return context.tasks.hub.watchTask(task.id, { after: after ?? context.lastEventId });
    },
    resolve: ({ task }) => task,
  }),
);

const TaskEventsFilter = builder.inputType('TaskEventsFilter', {
  description: 'Which tasks are watched; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'Only tasks of this project group.' }),
    project: t.id({ description: 'Only tasks of this project.' }),
    status: t.field({ type: [TaskStatus], description: 'Only tasks that have one of these statuses then.' }),
  }),
});

builder.subscriptionField('taskEvents', (t) =>
  t.field({
    type: TaskEvent,
    description:
      'What happens to all tasks that the key may see. It begins with those that have not ended, and has no end of its own. Sequences order the events of one task only.',
    args: {
      filter: t.arg({ type: TaskEventsFilter, description: 'Which tasks are watched; all where it is left out.' }),
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
