import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { Task } from '../entities/task.ts';
import { verb } from '../verb.ts';
import { isId } from './is-id.ts';

/** A task as it is now, by row ID; null if there is none, or none that the key may see. */
export const findTask = verb('read', async ({ em, access }: Call, id: string): Promise<Task | null> => {
  const task = isId(id) ? await em.findOne(Task, id, { refresh: true }) : null;
  return task !== null && sees(access, task.group.id) ? task : null;
});
