import { Connection as ConnectionRow } from '../entities/connection.ts';
import type { PlannedEntity, TaskError as StoredError, TaskTarget as StoredTarget } from '../entities/task.ts';
import { destinationOf, errorOf, planOf, targetOf } from '../entities/task-contents.ts';
import { Project as ProjectRow } from '../entities/project.ts';
import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { Artifact, filesOf } from './artifact.ts';
import { isTerminal, listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { DatabaseKind } from './target.ts';
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
import { TaskDestination } from './destination.ts';
import { TaskHistoryEntry } from './task-history.ts';
import { TaskProgress } from './task-progress.ts';
import { TaskStatus } from './task-status.ts';

const TaskEntity = builder.objectRef<PlannedEntity>('TaskEntity').implement({
  description: 'An entity that a task generates rows of.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the entity.' }),
    rows: t.expose('rows', { type: 'Count', description: 'The number of rows to generate.' }),
    bytesEstimated: t.field({
      type: 'Count',
      description: 'The estimated size of the rows in files, in bytes.',
      resolve: ({ bytes }) => bytes,
    }),
  }),
});

const TableProblem = builder.objectRef<NonNullable<StoredError['problems']>[number]>('TableProblem').implement({
  description: 'A problem with a table that rows were to be loaded into.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A stable, upper-case code for programs to branch on.' }),
    message: t.exposeString('message', {
      description: 'The explanation for people: what was expected, what was received and what to try.',
    }),
    path: t.stringList({
      description: 'The path of the problem: the name of the table and, if it concerns one, of the column.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

const TaskTarget = builder.objectRef<StoredTarget>('TaskTarget').implement({
  description: 'The database that a task loads its rows into: the address as it was when the task was accepted.',
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The saved connection that the address came from; null if there was none, or it was deleted.',
      resolve: ({ connection }, _args, context) =>
        connection === null ? null : loadThing(context, ConnectionRow, connection),
    }),
    kind: t.field({
      type: DatabaseKind,
      description: 'The kind of the database server.',
      resolve: ({ kind }) => kind ?? 'postgres',
    }),
    host: t.exposeString('host', { description: 'The name or IP address of the server.' }),
    port: t.exposeInt('port', { description: 'The port of the server.' }),
    database: t.exposeString('database', { description: 'The name of the database.' }),
    user: t.exposeString('user', { description: 'The name of the role to connect as.' }),
    tableSchema: t.exposeString('schema', {
      nullable: true,
      description:
        'The database schema that contains the tables; null if they are found by the search path of the role.',
    }),
    mode: t.expose('mode', {
      type: LoadMode,
      description: 'The way to treat the rows that the tables already contain.',
    }),
  }),
});

const TaskError = builder.objectRef<StoredError>('TaskError').implement({
  description: 'The reason why a task failed.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A stable, upper-case code for programs to branch on.' }),
    message: t.exposeString('message', { description: 'The explanation for people: what happened and what to try.' }),
    problems: t.field({
      type: [TableProblem],
      description: 'The problems with the tables that rows were to be loaded into; empty for other errors.',
      resolve: ({ problems }) => problems ?? [],
    }),
  }),
});

Task.implement({
  description:
    'A request to generate data. It keeps a copy of the model, so later changes of the project do not affect it.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      description: 'The project whose model the data is generated from.',
      resolve: ({ project }, _args, context) => loadOwner(context, ProjectRow, project.id),
    }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The project group of the project.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    revision: t.exposeInt('revision', {
      description: 'The number of the revision of the model that the data is generated from.',
    }),
    status: t.expose('status', { type: TaskStatus, description: 'The status of the task.' }),
    isTerminal: t.boolean({
      description: 'Whether the task has ended. After that, nothing changes except that its files expire.',
      resolve: ({ status }) => isTerminal(status),
    }),
    sequence: t.exposeInt('sequence', {
      description:
        'The sequence number of the current state, which grows with every change of the task. Pass it to `taskProgress(after:)` to continue from here.',
    }),
    progress: t.field({ type: TaskProgress, description: 'The progress of the task.', resolve: (task) => task }),
    waitingFor: t.string({
      nullable: true,
      description: 'The reason why the task waits, for people; null if it does not wait.',
      resolve: async ({ id, status, slices }, _args, context) => {
        if (status !== 'PENDING' && (status !== 'PROCESSING' || slices === 0)) return null;
        const { em, loaders } = context;
        return (await loaders.load('waiting', id, (ids) => context.tasks.waitingFor(em, ids))) ?? null;
      },
    }),
    seed: t.exposeString('seed', {
      description:
        'The seed that the values are drawn with. The same model, seed and engine version give the same bytes.',
    }),
    engineVersion: t.exposeInt('engineVersion', {
      description: 'The version of the engine that generates the values.',
    }),
    format: t.field({
      type: Format,
      nullable: true,
      description:
        'The format that files are written in, or rows are sent in; null if this version no longer has the format.',
      resolve: ({ format }) => (formats.some(({ name }) => name === format) ? format : null),
    }),
    target: t.field({
      type: TaskTarget,
      nullable: true,
      description: 'The database that the rows are loaded into; null if they are written to files.',
      resolve: targetOf,
    }),
    destination: t.field({
      type: TaskDestination,
      nullable: true,
      description:
        'The place that the files are written to; null if they are kept for downloads, or the rows are loaded into a database.',
      resolve: destinationOf,
    }),
    attempt: t.exposeInt('attempt', {
      description:
        'The number of times that the task was started: more than 1 after a crash, but not after a shutdown.',
    }),
    entities: t.field({
      type: [TaskEntity],
      description: 'The entities that the task generates rows of.',
      resolve: (task) => planOf(task)?.entities ?? [],
    }),
    error: t.field({
      type: TaskError,
      nullable: true,
      description: 'The reason why the task failed; null if it did not.',
      resolve: errorOf,
    }),
    artifacts: t.field({
      type: [Artifact],
      description: 'The finished files; empty until the task is COMPLETED.',
      authScopes: { read: true },
      args: {
        entity: t.arg.string({
          description: 'Filters the files to the one that contains only the rows of this entity.',
        }),
      },
      resolve: async (task, { entity }, context) => {
        const files = await filesOf(context, task);
        return typeof entity === 'string' ? files.filter(({ file }) => file.entity === entity) : files;
      },
    }),
    archiveUrl: t.string({
      nullable: true,
      description:
        'The URL to download all files from as one zip archive, valid until they expire; null until the task is COMPLETED. Anyone who has the URL can download the archive without an API key.',
      authScopes: { read: true },
      resolve: (task, _args, { tasks }) => tasks.links.archive(task),
    }),
    history: t.field({
      type: [TaskHistoryEntry],
      description:
        'The events of the life of the task, oldest first: at most 100 entries, the first and the newest ones.',
      authScopes: { read: true },
      resolve: async ({ id }, _args, { em, loaders, tasks }) =>
        (await loaders.load('history', id, (ids) => tasks.histories(em, ids))) ?? [],
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'The time at which the task was accepted.',
      resolve: ({ createdAt }) => momentOf(createdAt) ?? new Date(0),
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the task was started; null before.',
      resolve: ({ startedAt }) => momentOf(startedAt),
    }),
    finishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the task ended; null before.',
      resolve: ({ finishedAt }) => momentOf(finishedAt),
    }),
  }),
});

builder.queryField('task', (t) =>
  t.field({
    type: Task,
    nullable: true,
    description: 'The task with this ID; null if it does not exist or the API key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The ID of the task.' }) },
    resolve: (_root, { id }, context) => findTask(context, rowId('Task', id)),
  }),
);

builder.queryField('tasks', (t) =>
  t.connection(
    {
      type: Task,
      description: 'The list of tasks that the API key can access.',
      args: {
        filter: t.arg({ type: TasksFilter, description: 'Filters the list. By default, all are returned.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listTasks(callOf(context), taskFilter(filter)), args, filter),
    },
    TaskConnection,
  ),
);
