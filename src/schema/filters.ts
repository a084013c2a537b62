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

const NAME_CONTAINS = 'Only those whose name has this text in it, in any case.';
const PROJECT_GROUP = 'Only those of this project group.';

export const ProjectGroupsFilter = builder.inputRef<NameFilter>('ProjectGroupsFilter').implement({
  description: 'Which project groups are wanted; all conditions hold.',
  fields: (t) => ({ nameContains: t.string({ description: NAME_CONTAINS }) }),
});

export const ProjectsFilter = builder.inputRef<ProjectFilter>('ProjectsFilter').implement({
  description: 'Which projects are wanted; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: PROJECT_GROUP }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const ProvidersFilter = builder.inputRef<ProjectFilter>('ProvidersFilter').implement({
  description: 'Which providers are wanted; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: `${PROJECT_GROUP} Shared ones are left out then.` }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const ConnectionsFilter = builder.inputRef<ProjectFilter>('ConnectionsFilter').implement({
  description: 'Which saved connections are wanted; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: PROJECT_GROUP }),
    nameContains: t.string({ description: NAME_CONTAINS }),
  }),
});

export const TasksFilter = builder.inputRef<TaskFilter>('TasksFilter').implement({
  description: 'Which tasks are wanted; all conditions hold.',
  fields: (t) => ({
    projectGroup: t.id({ description: 'Only tasks of this project group.' }),
    project: t.id({ description: 'Only tasks of this project.' }),
    status: t.field({ type: [TaskStatus], description: 'Only tasks with one of these statuses.' }),
  }),
});
