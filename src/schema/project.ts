import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { findProject, listProjects, listRevisions, readTableFiles } from '../projects/index.ts';
import { listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { byIdOrPath } from './by-path.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { groupFilter, ProjectsFilter, taskFilter, TasksFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { loadOwner } from './load-thing.ts';
import { ModelSource } from './model-import.ts';
import { pageCost } from './page-window.ts';
import { Problem } from './problem.ts';
import { currentRevision, revisionSource, revisionText } from './revision-loaders.ts';
import {
  Project,
  ProjectConnection,
  TableFile,
  ProjectGroup,
  ProjectRevision,
  ProjectRevisionConnection,
  Task,
  TaskConnection,
} from './refs.ts';

/** Points: of at most 100 files nothing is read but their names and sizes. */
const FILES_COST = 20;

Project.implement({
  description: 'A project, which holds one model and the tasks that were started from it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the project, unique in its project group.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The project group that the project belongs to.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    revision: t.exposeInt('revision', {
      description:
        'The number of the current revision of the model, counted from 1. Pass it to `updateProjectModel`, so that no change of another user is overwritten.',
    }),
    model: t.string({
      description: 'The model: a YAML document.',
      authScopes: { read: true },
      resolve: async (project, _args, context) =>
        (await revisionText(context, await currentRevision(context, project))).text,
    }),
    source: t.field({
      type: ModelSource,
      nullable: true,
      description: 'The schema that the model was made from; null if the model was written as it is.',
      authScopes: { read: true },
      resolve: async (project, _args, context) =>
        await revisionSource(context, await currentRevision(context, project)),
    }),
    isDraft: t.boolean({
      description: 'Whether the model is a draft: it has errors, so nothing can be generated from it.',
      resolve: async (project, _args, context) => (await currentRevision(context, project)).draft,
    }),
    problems: t.field({
      type: [Problem],
      description: 'The problems of the model when it was saved, warnings included.',
      resolve: async (project, _args, context) =>
        (await revisionText(context, await currentRevision(context, project))).problems,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the project was created.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the project was last renamed or its model was last saved.',
    }),
    tableFiles: t.field({
      type: [TableFile],
      description: 'The table files that the model can name, at most 100, sorted by name.',
      authScopes: { read: true },
      complexity: FILES_COST,
      resolve: async ({ id }, _args, { em, loaders }) => [
        ...((await loaders.load('table files', id, (ids) => readTableFiles(em, ids))) ?? []),
      ],
    }),
    revisions: t.connection(
      {
        type: ProjectRevision,
        description: 'The saved versions of the model. The newest 1,000 are kept.',
        authScopes: { read: true },
        complexity: pageCost,
        resolve: ({ id }, args, context) =>
          connectionOf(context, listRevisions(callOf(context)), args, null, { column: 'project_id', id }),
      },
      ProjectRevisionConnection,
    ),
    tasks: t.connection(
      {
        type: Task,
        description: 'The tasks of the project.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: TasksFilter, description: 'Filters the list. By default, all are returned.' }),
        },
        complexity: pageCost,
        resolve: ({ id }, { filter, ...args }, context) =>
          connectionOf(context, listTasks(callOf(context), taskFilter(filter)), args, filter, {
            column: 'project_id',
            id,
          }),
      },
      TaskConnection,
    ),
  }),
});

const ProjectBy = byIdOrPath('Project', 'project');

builder.queryField('project', (t) =>
  t.field({
    type: Project,
    nullable: true,
    description: 'The project with this ID or path; null if it does not exist or the API key cannot access it.',
    args: {
      by: t.arg({ type: ProjectBy, required: true, description: 'The project to look up, by its ID or by its path.' }),
    },
    resolve: (_root, { by }, context) =>
      findProject(callOf(context), by.id === undefined ? { path: by.path } : { id: rowId('Project', by.id) }),
  }),
);

builder.queryField('projects', (t) =>
  t.connection(
    {
      type: Project,
      description: 'The list of projects that the API key can access.',
      args: {
        filter: t.arg({ type: ProjectsFilter, description: 'Filters the list. By default, all are returned.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listProjects(callOf(context), groupFilter(filter)), args, filter),
    },
    ProjectConnection,
  ),
);
