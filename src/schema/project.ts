import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { findProject, listProjects, listRevisions } from '../projects/index.ts';
import { listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { byIdOrPath } from './by-path.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { groupFilter, ProjectsFilter, taskFilter, TasksFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { loadOwner } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { Problem } from './problem.ts';
import { currentRevision, revisionText } from './revision-loaders.ts';
import {
  Project,
  ProjectConnection,
  ProjectGroup,
  ProjectRevision,
  ProjectRevisionConnection,
  Task,
  TaskConnection,
} from './refs.ts';

Project.implement({
  description: 'Holds one model, and the tasks that were made from it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project group.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The group that it belongs to.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    revision: t.exposeInt('revision', {
      description:
        'Number of the model’s current revision, from 1. Give it back with a change, so that nobody’s work is lost.',
    }),
    model: t.string({
      description: 'The model: a YAML document.',
      authScopes: { read: true },
      resolve: async (project, _args, context) =>
        (await revisionText(context, await currentRevision(context, project))).text,
    }),
    isDraft: t.boolean({
      description: 'Whether the model has errors, so that nothing can be generated.',
      resolve: async (project, _args, context) => (await currentRevision(context, project)).draft,
    }),
    problems: t.field({
      type: [Problem],
      description: 'What was wrong with the model when it was saved, warnings too.',
      resolve: async (project, _args, context) =>
        (await revisionText(context, await currentRevision(context, project))).problems,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it was renamed, or its model saved, last.',
    }),
    revisions: t.connection(
      {
        type: ProjectRevision,
        description: 'The model as it was saved each time; the newest 1,000 are kept.',
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
        description: 'Its tasks.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: TasksFilter, description: 'Which of them are wanted; all where it is left out.' }),
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
    description: 'One project; null where there is none that the key may see.',
    args: { by: t.arg({ type: ProjectBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, context) =>
      findProject(callOf(context), by.id === undefined ? { path: by.path } : { id: rowId('Project', by.id) }),
  }),
);

builder.queryField('projects', (t) =>
  t.connection(
    {
      type: Project,
      description: 'The projects that the key may see.',
      args: {
        filter: t.arg({ type: ProjectsFilter, description: 'Which of them are wanted; all where it is left out.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listProjects(callOf(context), groupFilter(filter)), args, filter),
    },
    ProjectConnection,
  ),
);
