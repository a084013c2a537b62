import { builder } from './builder.ts';
import type { NameFilter, ProjectFilter, TaskFilter } from './listings.ts';
import { TaskStatus } from './task-status.ts';

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
