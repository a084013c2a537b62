import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { taskOf, TASK_COLUMNS } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { verb } from '../verb.ts';

/** The task of each project that was completed last, by row ID of the project. @param projects that the key sees. */
export const lastCompleted = verb(
  'read',
  async ({ em }: Call, projects: readonly string[]): Promise<ReadonlyMap<string, Task>> => {
    const rows = await statement(
      em,
      `select distinct on (project_id) ${TASK_COLUMNS} from task
       where project_id = any($1::uuid[]) and status = 'COMPLETED' order by project_id, finished_at desc, id desc`,
      [[...projects]],
    );
    const tasks = rows.map((row) => taskOf(em, row));
    return new Map(tasks.map((task) => [task.project.id, task]));
  },
);
