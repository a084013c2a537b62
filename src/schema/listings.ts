import type { Access } from '../access.ts';
import { ApiKey } from '../entities/api-key.ts';
import { Connection } from '../entities/connection.ts';
import { Project } from '../entities/project.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { ProjectRevision } from '../entities/project-revision.ts';
import { Provider } from '../entities/provider.ts';
import { Task, type TaskStatus } from '../entities/task.ts';
import { conditionsOf, named, ofSeenGroups, referringTo } from './conditions.ts';
import type { Listing } from './listing.ts';

/** What lists of things with a name can be narrowed to. */
export interface NameFilter {
  readonly nameContains?: string | null | undefined;
}

export interface ProjectFilter extends NameFilter {
  readonly projectGroup?: string | null | undefined;
}

export interface TaskFilter {
  readonly projectGroup?: string | null | undefined;
  readonly project?: string | null | undefined;
  readonly status?: readonly TaskStatus[] | null | undefined;
}

/** The project groups that the key sees. */
export function projectGroups(access: Access, filter: NameFilter): Listing<ProjectGroup> {
  return { entity: ProjectGroup, conditions: conditionsOf(ofSeenGroups(access, 'id'), named(filter.nameContains)) };
}

/** The projects that the key sees. */
export function projects(access: Access, filter: ProjectFilter): Listing<Project> {
  return {
    entity: Project,
    conditions: conditionsOf(
      ofSeenGroups(access, 'group_id'),
      referringTo('group_id', 'ProjectGroup', filter.projectGroup),
      named(filter.nameContains),
    ),
  };
}

/** All revisions: to be read for projects that the key sees. */
export const revisions: Listing<ProjectRevision> = { entity: ProjectRevision, conditions: [] };

/** The providers that the key sees, shared ones among them. */
export function providers(access: Access, filter: ProjectFilter): Listing<Provider> {
  return {
    entity: Provider,
    conditions: conditionsOf(
      ofSeenGroups(access, 'group_id', true),
      referringTo('group_id', 'ProjectGroup', filter.projectGroup),
      named(filter.nameContains),
    ),
  };
}

/** The saved connections that the key sees. */
export function connections(access: Access, filter: ProjectFilter): Listing<Connection> {
  return {
    entity: Connection,
    conditions: conditionsOf(
      ofSeenGroups(access, 'group_id'),
      referringTo('group_id', 'ProjectGroup', filter.projectGroup),
      named(filter.nameContains),
    ),
  };
}

/** The tasks that the key sees. */
export function tasks(access: Access, filter: TaskFilter): Listing<Task> {
  const { status } = filter;
  return {
    entity: Task,
    conditions: conditionsOf(
      ofSeenGroups(access, 'group_id'),
      referringTo('group_id', 'ProjectGroup', filter.projectGroup),
      referringTo('project_id', 'Project', filter.project),
      status === null || status === undefined ? null : (at) => `status = any(${at([...status])}::text[])`,
    ),
  };
}

/** The keys that the key sees: all, or those that are bound to no other groups than it is itself. */
export function apiKeys({ groups }: Access): Listing<ApiKey> {
  return { entity: ApiKey, conditions: groups === null ? [] : [(at) => `"groups" <@ ${at([...groups])}::uuid[]`] };
}
