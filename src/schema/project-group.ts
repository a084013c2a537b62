import { findProjectGroup, listProjectGroups, listProjects, listProviders } from '../projects/index.ts';
import { listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { groupFilter, ProjectGroupsFilter, ProjectsFilter, taskFilter, TasksFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { pageCost } from './page-window.ts';
import {
  Project,
  ProjectConnection,
  ProjectGroup,
  ProjectGroupConnection,
  Provider,
  ProviderConnection,
  Task,
  TaskConnection,
} from './refs.ts';

ProjectGroup.implement({
  description: 'A namespace of projects and providers, such as a team’s. Keys can be bound to groups.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in this installation.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was renamed last.' }),
    projects: t.connection(
      {
        type: Project,
        description: 'Its projects.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: ProjectsFilter, description: 'Which of them are wanted; all where it is left out.' }),
        },
        complexity: pageCost,
        resolve: ({ id }, { filter, ...args }, context) =>
          connectionOf(context, listProjects(callOf(context), groupFilter(filter)), args, filter, {
            column: 'group_id',
            id,
          }),
      },
      ProjectConnection,
    ),
    providers: t.connection(
      {
        type: Provider,
        description: 'Its own providers; shared ones are in the query `providers`.',
        authScopes: { read: true },
        complexity: pageCost,
        resolve: ({ id }, args, context) =>
          connectionOf(context, listProviders(callOf(context), {}), args, null, { column: 'group_id', id }),
      },
      ProviderConnection,
    ),
    tasks: t.connection(
      {
        type: Task,
        description: 'The tasks of its projects.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: TasksFilter, description: 'Which of them are wanted; all where it is left out.' }),
        },
        complexity: pageCost,
        resolve: ({ id }, { filter, ...args }, context) =>
          connectionOf(context, listTasks(callOf(context), taskFilter(filter)), args, filter, {
            column: 'group_id',
            id,
          }),
      },
      TaskConnection,
    ),
  }),
});

const ProjectGroupBy = builder.inputType('ProjectGroupBy', {
  description: 'Names one project group.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id.' }),
    name: t.string({ description: 'Its name, exactly as it is written.' }),
  }),
});

builder.queryField('projectGroup', (t) =>
  t.field({
    type: ProjectGroup,
    nullable: true,
    description: 'One project group; null where there is none that the key may see.',
    args: { by: t.arg({ type: ProjectGroupBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, context) =>
      findProjectGroup(callOf(context), by.id === undefined ? { name: by.name } : { id: rowId('ProjectGroup', by.id) }),
  }),
);

builder.queryField('projectGroups', (t) =>
  t.connection(
    {
      type: ProjectGroup,
      description: 'The project groups that the key may see.',
      args: {
        filter: t.arg({
          type: ProjectGroupsFilter,
          description: 'Which of them are wanted; all where it is left out.',
        }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listProjectGroups(callOf(context), filter ?? {}), args, filter),
    },
    ProjectGroupConnection,
  ),
);
