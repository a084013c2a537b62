import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { Task } from '../entities/task.ts';
import { verb } from '../verb.ts';

/** Tasks of a node that are listed at most. */
const MAX_TASKS = 100;

/** By ID of the node: the tasks that it runs or makes slices of now, the oldest first. Only those that the key sees. */
export const nodeTasks = verb(
  'admin',
  async ({ em, access }: Call, nodes: readonly string[]): Promise<ReadonlyMap<string, readonly Task[]>> => {
    const pairs = await statement<{ node: string; task: string }>(
      em,
      `select node, id as task from task where status in ('PROCESSING', 'CANCELING') and node = any($1::uuid[])
       union select node, task_id from slice where node = any($1::uuid[])`,
      [nodes],
    );
    const ids = [...new Set(pairs.map(({ task }) => task))];
    const tasks = await em.find(Task, { id: { $in: ids } }, { orderBy: { createdAt: 'asc', id: 'asc' } });
    const seen = tasks.filter(({ group }) => sees(access, group.id));
    const makes = new Set(pairs.map(({ node, task }) => `${node} ${task}`));
    return new Map(
      nodes.map((node) => [node, seen.filter(({ id }) => makes.has(`${node} ${id}`)).slice(0, MAX_TASKS)]),
    );
  },
);
