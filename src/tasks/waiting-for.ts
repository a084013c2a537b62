import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/statement.ts';
import { DUE, MAX_TRIES } from './claim.ts';

interface Waiting {
  readonly id: string;
  readonly running: number;
  readonly before: number;
  readonly begun: boolean;
  readonly setback: string | null;
  /** Whether it writes files to a bucket, instead of loading rows. */
  readonly delivers: boolean;
  /** Whether a commit may have been sent. */
  readonly committing: boolean;
  readonly tries: number;
  /** Seconds until it is begun again. */
  readonly pause: number;
}

/** Why tasks wait, in words. Those that run, or are over, have none. */
export async function waitingFor(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await statement<Waiting>(
    em,
    `select id, begun, before, setback, delivers, committing, tries, pause,
       (select count(*)::int from task where status in ('PROCESSING', 'CANCELING')) as running
     from (
       select id, started_at is not null and setback is null as begun, row_number() over (order by due desc, created_at, id)::int - 1 as before,
         case when due then null else setback end as setback, "transaction" is not null as committing, destination is not null as delivers, tries, ceil(extract(epoch from due_at - now()))::float8 as pause
       from (select *, ${DUE} as due from task where status = 'PENDING') as task
     ) as waiting
     where id = any($1::uuid[])`,
    [tasks],
  );
  return new Map(found.map((task) => [task.id, wordsOf(task)]));
}

function wordsOf({ running, before, begun, setback, delivers, committing, tries, pause }: Waiting): string {
  if (setback !== null) {
    const loaded = committing ? 'whether the rows are there is asked first' : 'nothing was loaded';
    if (delivers) {
      return `its bucket: ${setback}; what was generated is kept, and try ${tries + 1} of ${MAX_TRIES} follows in ${pause} s`;
    }
    return `its database: ${setback}; ${loaded}, and try ${tries + 1} of ${MAX_TRIES} follows in ${pause} s`;
  }
  const others =
    before === 0 ? 'no task waits before this one' : `${before} ${before === 1 ? 'waits' : 'wait'} before this one`;
  const slot = `a free slot: ${running} ${running === 1 ? 'task runs' : 'tasks run'}, ${others}`;
  return begun ? `${slot}; the node that ran it was stopped; its stored parts are kept` : slot;
}
