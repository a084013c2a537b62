import type { TaskStatus as Status } from '../entities/task.ts';
import type { GroupFilter, NameFilter } from '../projects/index.ts';
import type { TaskFilter as TaskConditions } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { rowId } from '../global-id.ts';
import { TaskStatus } from './task-status.ts';

interface ProjectFilter extends NameFilter {
  readonly projectGroup?: string | null | undefined;
}

interface TaskFilter {
  readonly projectGroup?: string | null | undefined;
  readonly project?: string | null | undefined;
  readonly status?: readonly Status[] | null | undefined;
}

/** The filter as verbs take it: with row IDs. */
export function groupFilter(filter: ProjectFilter | null | undefined): GroupFilter {
  const { projectGroup, nameContains } = filter ?? {};
  return { nameContains, group: projectGroup && rowId('ProjectGroup', projectGroup) };
}

/** The filter as verbs take it: with row IDs. */
export function taskFilter(filter: TaskFilter | null | undefined): TaskConditions {
  const { projectGroup, project, status } = filter ?? {};
  return {
    group: projectGroup && rowId('ProjectGroup', projectGroup),
    project: project && rowId('Project', project),
    status,
  };
}

const NAME_CONTAINS = 'The text that names must contain; upper and lower case are the same.';
const PROJECT_GROUP = 'The ID of the project group that the resources must belong to.';

export const ProjectGroupsFilter = builder.inputRef<NameFilter>('ProjectGroupsFilter').implement({
  description: 'The conditions on project groups. All that are given must hold.',
  fields: (t) => ({ nameContains: t.string({ description: NAME_CONTAINS }) }),
});

export const ProjectsFilter = builder.inputRef<ProjectFilter>('ProjectsFilter').implement({
  description: 'The conditions on projects. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: PROJECT_GROUP }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const ProvidersFilter = builder.inputRef<ProjectFilter>('ProvidersFilter').implement({
  description: 'The conditions on providers. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: `${PROJECT_GROUP} Shared providers are not returned then.` }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const ConnectionsFilter = builder.inputRef<ProjectFilter>('ConnectionsFilter').implement({
  description: 'The conditions on saved connections. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: PROJECT_GROUP }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const TasksFilter = builder.inputRef<TaskFilter>('TasksFilter').implement({
  description: 'The conditions on tasks. All that are given must hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'The ID of the project group that tasks must belong to.' }),
    project: t.id({ description: 'The ID of the project that tasks must belong to.' }),
    status: t.field({ type: [TaskStatus], description: 'The statuses that tasks may have.' }),
  }),
});
