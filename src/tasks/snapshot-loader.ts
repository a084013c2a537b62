import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import { readTask } from '../entities/task-row.ts';
import { Task, TASK_STATUSES } from '../entities/task.ts';
import type { SnapshotLoader } from '../events/index.ts';
import { isTerminal } from './lifecycle.ts';
import { snapshotOf, type TaskSnapshot } from './task-snapshot.ts';

/** Open tasks that a new watcher of all tasks begins with, the newest ones. */
const MAX_OPEN = 10_000;

/** Reads tasks for the hub, each time in a unit of work of its own. */
export function snapshotLoader(database: Database): SnapshotLoader<TaskSnapshot> {
  return {
    load: async (id) => {
      const task = await readTask(database.fork(), id);
      return task === null ? null : snapshotOf(task);
    },
    loadOpen: async () => {
      const status = TASK_STATUSES.filter((candidate) => !isTerminal(candidate));
      const orderBy = { createdAt: 'desc', id: 'desc' } as const;
      const tasks = await database.fork().find(Task, { status: { $in: status } }, { orderBy, limit: MAX_OPEN });
      return tasks.reverse().map(snapshotOf);
    },
    sequences: async (ids) => {
      const text = 'select id, sequence from task where id = any($1::uuid[])';
      const rows = await statement<{ id: string; sequence: number }>(database.fork(), text, [ids]);
      return new Map(rows.map(({ id, sequence }) => [id, sequence]));
    },
  };
}
