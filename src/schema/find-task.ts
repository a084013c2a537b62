import { sees } from '../access.ts';
import { Task } from '../entities/task.ts';
import { callOf, type SchemaContext } from './context.ts';
import { loadThing } from './load-thing.ts';

/** The task of a row id; null if there is none, or none that the key can access. */
export async function findTask(context: SchemaContext, id: string): Promise<Task | null> {
  if (id === '') return null;
  const task = await loadThing(context, Task, id);
  return task !== undefined && sees(callOf(context).access, task.group.id) ? task : null;
}
