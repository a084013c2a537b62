import type { Call } from '../call.ts';
import { conditionsOf, ofSeenGroups, referringTo } from '../entities/queries/conditions.ts';
import type { Listing } from '../entities/queries/listing.ts';
import { Task, type TaskStatus } from '../entities/task.ts';
import { verb } from '../verb.ts';

export interface TaskFilter {
  /** Row ID; what is no ID matches nothing. */
  readonly group?: string | null | undefined;
  /** Row ID; what is no ID matches nothing. */
  readonly project?: string | null | undefined;
  /** One of these. */
  readonly status?: readonly TaskStatus[] | null | undefined;
}

/** The tasks that the key sees. */
export const listTasks = verb('read', ({ access }: Call, { group, project, status }: TaskFilter): Listing<Task> => ({
  entity: Task,
  conditions: conditionsOf(
    ofSeenGroups(access, 'group_id'),
    referringTo('group_id', group),
    referringTo('project_id', project),
    status === null || status === undefined ? null : (at) => `status = any(${at([...status])}::text[])`,
  ),
}));
