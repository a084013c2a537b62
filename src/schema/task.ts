import { Connection as ConnectionRow } from '../entities/connection.ts';
import type { PlannedEntity, TaskError as StoredError, TaskTarget as StoredTarget } from '../entities/task.ts';
import { errorOf, planOf, targetOf } from '../entities/task-contents.ts';
import { Project as ProjectRow } from '../entities/project.ts';
import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { Artifact, filesOf } from './artifact.ts';
import { isTerminal, listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { taskFilter, TasksFilter } from './filters.ts';
import { Format, formats } from './format.ts';
import { findTask } from './find-task.ts';
import { rowId } from '../global-id.ts';
import { loadOwner, loadThing } from './load-thing.ts';
import { momentOf } from './moment.ts';
import { pageCost } from './page-window.ts';
import { LoadMode } from './load-mode.ts';
import { Project, ProjectGroup, Target, Task, TaskConnection } from './refs.ts';
import { TaskProgress } from './task-progress.ts';
import { TaskStatus } from './task-status.ts';

const TaskEntity = builder.objectRef<PlannedEntity>('TaskEntity').implement({
  description: 'An entity that a task makes rows of.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the entity.' }),
    rows: t.expose('rows', { type: 'Count', description: 'Rows to be made.' }),
    bytesEstimated: t.field({
      type: 'Count',
      description: 'Bytes that its rows will take in files, about.',
      resolve: ({ bytes }) => bytes,
    }),
  }),
});

const TableProblem = builder.objectRef<NonNullable<StoredError['problems']>[number]>('TableProblem').implement({
  description: 'What is wrong with a table that rows were to be loaded into.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable and upper case: for programs.' }),
    message: t.exposeString('message', { description: 'What was expected, what came, what to try: for people.' }),
    path: t.stringList({ description: 'The table, and its column.', resolve: ({ path }) => [...path] }),
  }),
});

const TaskTarget = builder.objectRef<StoredTarget>('TaskTarget').implement({
  description: 'Where a task loads its rows: the address as it was when the task was accepted.',
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The saved connection that it was; null where it had none, or it is gone.',
      resolve: ({ connection }, _args, context) =>
        connection === null ? null : loadThing(context, ConnectionRow, connection),
    }),
    host: t.exposeString('host', { description: 'Name or IP address of the server.' }),
    port: t.exposeInt('port', { description: 'Port of the server.' }),
    database: t.exposeString('database', { description: 'Name of the database.' }),
    user: t.exposeString('user', { description: 'Name of the role.' }),
    tableSchema: t.exposeString('schema', {
      nullable: true,
      description: 'Schema of the tables; null where the search path leads to them.',
    }),
    mode: t.expose('mode', { type: LoadMode, description: 'What becomes of the rows that were there.' }),
  }),
});

const TaskError = builder.objectRef<StoredError>('TaskError').implement({
  description: 'Why a task failed.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable and upper case: for programs.' }),
    message: t.exposeString('message', { description: 'What happened and what to try: for people.' }),
    problems: t.field({
      type: [TableProblem],
      description: 'All that is wrong with the tables that rows were to be loaded into; empty for other errors.',
      resolve: ({ problems }) => problems ?? [],
    }),
  }),
});

Task.implement({
  description: 'One request to generate. It lives on when its project changes: it has a copy of the model.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project whose model it is made from.',
      resolve: ({ project }, _args, context) => loadOwner(context, ProjectRow, project.id),
    }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The group of the project.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    revision: t.exposeInt('revision', { description: 'Number of the revision of the model that it is made from.' }),
    status: t.expose('status', { type: TaskStatus, description: 'Where it is in its life.' }),
    isTerminal: t.boolean({
      description: 'Whether this is the end: nothing about it changes any more but that its files expire.',
      resolve: ({ status }) => isTerminal(status),
    }),
    sequence: t.exposeInt('sequence', {
      description: 'Grows with every change of this task: give it to `taskProgress(after:)` to go on from here.',
    }),
    progress: t.field({ type: TaskProgress, description: 'How far it is.', resolve: (task) => task }),
    waitingFor: t.string({
      nullable: true,
      description: 'Why it waits, in words; null where it does not.',
      resolve: async ({ id, status }, _args, context) => {
        if (status !== 'PENDING') return null;
        const { em, loaders } = context;
        return (await loaders.load('waiting', id, (ids) => context.tasks.waitingFor(em, ids))) ?? null;
      },
    }),
    seed: t.exposeString('seed', {
      description: 'What its values were drawn with: the same model, seed and engine version give the same bytes.',
    }),
    engineVersion: t.exposeInt('engineVersion', { description: 'Version of the engine that makes the values.' }),
    format: t.field({
      type: Format,
      nullable: true,
      description:
        'How the files are written, or the rows are sent; null where this version has no such format any more.',
      resolve: ({ format }) => (formats.some(({ name }) => name === format) ? format : null),
    }),
    target: t.field({
      type: TaskTarget,
      nullable: true,
      description: 'Where the rows are loaded; null where they are written to files.',
      resolve: targetOf,
    }),
    attempt: t.exposeInt('attempt', {
      description: 'How often it was begun: again after a crash, not after a shutdown.',
    }),
    entities: t.field({
      type: [TaskEntity],
      description: 'What it makes rows of.',
      resolve: (task) => planOf(task)?.entities ?? [],
    }),
    error: t.field({
      type: TaskError,
      nullable: true,
      description: 'Why it failed; null where it did not.',
      resolve: errorOf,
    }),
    artifacts: t.field({
      type: [Artifact],
      description: 'The finished files; none before it is COMPLETED.',
      authScopes: { read: true },
      args: { entity: t.arg.string({ description: 'Only the file that has the rows of this entity alone.' }) },
      resolve: async (task, { entity }, context) => {
        const files = await filesOf(context, task);
        return typeof entity === 'string' ? files.filter(({ file }) => file.entity === entity) : files;
      },
    }),
    archiveUrl: t.string({
      nullable: true,
      description:
        'Where all files can be downloaded as one zip, without a key, until they expire; null before it is COMPLETED.',
      authScopes: { read: true },
      resolve: (task, _args, { tasks }) => tasks.links.archive(task),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was accepted.',
      resolve: ({ createdAt }) => momentOf(createdAt) ?? new Date(0),
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was begun; null before.',
      resolve: ({ startedAt }) => momentOf(startedAt),
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null before.',
      resolve: ({ finishedAt }) => momentOf(finishedAt),
    }),
  }),
});

builder.queryField('task', (t) =>
  t.field({
    type: Task,
    nullable: true,
    description: 'One task; null where there is none that the key may see.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, context) => findTask(context, rowId('Task', id)),
  }),
);

builder.queryField('tasks', (t) =>
  t.connection(
    {
      type: Task,
      description: 'The tasks that the key may see.',
      args: {
        filter: t.arg({ type: TasksFilter, description: 'Which of them are wanted; all where it is left out.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listTasks(callOf(context), taskFilter(filter)), args, filter),
    },
    TaskConnection,
  ),
);
