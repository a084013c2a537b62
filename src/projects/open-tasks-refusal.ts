import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import type { Refusal } from '../refusal.ts';

/**
 * Why a project or group whose row is locked for update cannot be deleted: tasks of it that are not finished; null where all
 * are. No task can be added as long as the lock is held, since a new one refers to both rows.
 */
export async function openTasksRefusal(
  em: EntityManager,
  of: 'project' | 'group',
  id: string,
): Promise<Refusal | null> {
  const [{ open }] = await statement<{ open: number }>(
    em,
    `select count(*)::int as open from task
     where ${of}_id = $1 and status not in ('COMPLETED', 'FAILED', 'CANCELED')`,
    [id],
  );
  if (open === 0) return null;
  return {
    kind: 'tasks-running',
    code: 'TASKS_RUNNING',
    message: `${open} of its tasks ${open === 1 ? 'is' : 'are'} not finished: wait for ${open === 1 ? 'it' : 'them'}, or cancel ${open === 1 ? 'it' : 'them'} first`,
    path: ['id'],
  };
}
