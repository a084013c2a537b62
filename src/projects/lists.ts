import type { Access } from '../access.ts';
import type { Call } from '../call.ts';
import { ApiKey } from '../entities/api-key.ts';
import { conditionsOf, named, ofSeenGroups, referringTo } from '../entities/queries/conditions.ts';
import { Connection } from '../entities/connection.ts';
import type { Condition, Listing } from '../entities/queries/listing.ts';
import { ProjectGroup } from '../entities/project-group.ts';
import { ProjectRevision } from '../entities/project-revision.ts';
import { Project } from '../entities/project.ts';
import { Provider } from '../entities/provider.ts';
import { S3Connection } from '../entities/s3-connection.ts';
import { verb } from '../verb.ts';

/** A filter for things that have a name. */
export interface NameFilter {
  readonly nameContains?: string | null | undefined;
}

/** A filter for things of a project group. */
export interface GroupFilter extends NameFilter {
  /** Row ID; what is no ID matches nothing. */
  readonly group?: string | null | undefined;
}

/** The project groups that the key sees. */
export const listProjectGroups = verb(
  'read',
  ({ access }: Call, { nameContains }: NameFilter): Listing<ProjectGroup> => ({
    entity: ProjectGroup,
    conditions: conditionsOf(ofSeenGroups(access, 'id'), named(nameContains)),
  }),
);

/** The projects that the key sees. */
export const listProjects = verb('read', ({ access }: Call, filter: GroupFilter): Listing<Project> => ({
  entity: Project,
  conditions: ofGroup(access, filter),
}));

/** All revisions of projects that the key sees: `project_id` is for the caller to narrow. */
export const listRevisions = verb('read', (_call: Call): Listing<ProjectRevision> => ({
  entity: ProjectRevision,
  conditions: [],
}));

/** The providers that the key sees, shared ones included. */
export const listProviders = verb('read', ({ access }: Call, filter: GroupFilter): Listing<Provider> => ({
  entity: Provider,
  conditions: ofGroup(access, filter, true),
}));

/** The saved connections that the key sees. */
export const listConnections = verb('read', ({ access }: Call, filter: GroupFilter): Listing<Connection> => ({
  entity: Connection,
  conditions: ofGroup(access, filter),
}));

/** The saved connections to buckets that the key sees. */
export const listS3Connections = verb('read', ({ access }: Call, filter: GroupFilter): Listing<S3Connection> => ({
  entity: S3Connection,
  conditions: ofGroup(access, filter),
}));

/** The API keys that the key sees: all, or those that are bound to no other groups than it is itself. */
export const listApiKeys = verb('admin', ({ access: { groups } }: Call): Listing<ApiKey> => ({
  entity: ApiKey,
  conditions: groups === null ? [] : [(at) => `"groups" <@ ${at([...groups])}::uuid[]`],
}));

function ofGroup(access: Access, { group, nameContains }: GroupFilter, shared = false): readonly Condition[] {
  return conditionsOf(ofSeenGroups(access, 'group_id', shared), referringTo('group_id', group), named(nameContains));
}
