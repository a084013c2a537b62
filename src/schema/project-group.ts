import { findProjectGroup, listProjectGroups, listProjects, listProviders } from '../projects/index.ts';
import { listTasks } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { groupFilter, ProjectGroupsFilter, ProjectsFilter, taskFilter, TasksFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { pageCost } from './page-window.ts';
import { RowsToday } from './rows-today.ts';
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

/** Points: the open tasks of the group are added up. */
const USE_COST = 10;

ProjectGroup.implement({
  description:
    'A namespace of projects, providers and saved connections, for example those of one team. API keys can be restricted to project groups.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the project group, unique in this installation.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the project group was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the project group was last renamed.',
    }),
    rowsToday: t.field({
      type: RowsToday,
      description: 'The rows that the API keys together have generated in the project group today, and its limit.',
      authScopes: { read: true },
      complexity: USE_COST,
      resolve: async ({ id }, _args, context) => {
        const { loaders, tasks } = context;
        const today = await loaders.load('rows today', id, (ids) => tasks.groupRowsToday(callOf(context), ids));
        if (today === undefined) throw new Error('every group that is asked for has a day');
        return today;
      },
    }),
    projects: t.connection(
      {
        type: Project,
        description: 'The projects of the project group.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: ProjectsFilter, description: 'Filters the list. By default, all are returned.' }),
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
        description: 'The providers of the project group. The query `providers` also returns the shared ones.',
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
        description: 'The tasks of all projects in the project group.',
        authScopes: { read: true },
        args: {
          filter: t.arg({ type: TasksFilter, description: 'Filters the list. By default, all are returned.' }),
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
  description: 'The project group to look up, by its ID or by its name.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The ID of the project group.' }),
    name: t.string({ description: 'The exact name of the project group.' }),
  }),
});

builder.queryField('projectGroup', (t) =>
  t.field({
    type: ProjectGroup,
    nullable: true,
    description: 'The project group with this ID or name; null if it does not exist or the API key cannot access it.',
    args: {
      by: t.arg({
        type: ProjectGroupBy,
        required: true,
        description: 'The project group to look up, by its ID or by its name.',
      }),
    },
    resolve: (_root, { by }, context) =>
      findProjectGroup(callOf(context), by.id === undefined ? { name: by.name } : { id: rowId('ProjectGroup', by.id) }),
  }),
);

builder.queryField('projectGroups', (t) =>
  t.connection(
    {
      type: ProjectGroup,
      description: 'The list of project groups that the API key can access.',
      args: {
        filter: t.arg({
          type: ProjectGroupsFilter,
          description: 'Filters the list. By default, all are returned.',
        }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listProjectGroups(callOf(context), filter ?? {}), args, filter),
    },
    ProjectGroupConnection,
  ),
);
