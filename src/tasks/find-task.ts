import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { readTask } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { verb } from '../verb.ts';
import { isId } from './is-id.ts';

/** A task as it is now, by row ID; null if there is none, or none that the key may see. */
export const findTask = verb('read', async ({ em, access }: Call, id: string): Promise<Task | null> => {
  const task = isId(id) ? await readTask(em, id) : null;
  return task !== null && sees(access, task.group.id) ? task : null;
});
