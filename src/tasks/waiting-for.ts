import type { Database } from '../entities/database.ts';
import { statement } from '../entities/statement.ts';
import type { Task } from '../entities/task.ts';

/** Why a task has not started, in words; null where it has. */
export async function waitingFor(database: Database, { id, status }: Task): Promise<string | null> {
  if (status !== 'PENDING') return null;
  const [found] = await statement<{ running: number; before: number; begun: boolean }>(
    database.fork(),
    `select
       (select count(*)::int from task where status in ('PROCESSING', 'CANCELING')) as running,
       (select count(*)::int from task as other where other.status = 'PENDING' and
          (other.created_at, other.id) < (task.created_at, task.id)) as before,
       started_at is not null as begun
     from task where id = $1 and status = 'PENDING'`,
    [id],
  );
  if (found === undefined) return null;
  const { running, before, begun } = found;
  const others =
    before === 0 ? 'none waits before this one' : `${before} ${before === 1 ? 'waits' : 'wait'} before this one`;
  const slot = `a free slot: ${running} ${running === 1 ? 'task runs' : 'tasks run'}, ${others}`;
  return begun ? `${slot}; the node that ran it was stopped, and what it stored is kept` : slot;
}
