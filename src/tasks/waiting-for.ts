import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/statement.ts';

/** Why tasks have not started, in words. Those that have, or are over, have none. */
export async function waitingFor(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await statement<{ id: string; running: number; before: number; begun: boolean }>(
    em,
    `select id, begun, before, (select count(*)::int from task where status in ('PROCESSING', 'CANCELING')) as running
     from (
       select id, started_at is not null as begun, row_number() over (order by created_at, id)::int - 1 as before
       from task where status = 'PENDING'
     ) as waiting
     where id = any($1::uuid[])`,
    [tasks],
  );
  return new Map(
    found.map(({ id, running, before, begun }) => {
      const others =
        before === 0 ? 'no task waits before this one' : `${before} ${before === 1 ? 'waits' : 'wait'} before this one`;
      const slot = `a free slot: ${running} ${running === 1 ? 'task runs' : 'tasks run'}, ${others}`;
      return [id, begun ? `${slot}; the node that ran it was stopped; its stored parts are kept` : slot];
    }),
  );
}
