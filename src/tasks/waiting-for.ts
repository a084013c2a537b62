import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { DUE, MAX_TRIES } from './claim.ts';
import { TURN } from './turns.ts';

interface Waiting {
  readonly id: string;
  readonly running: number;
  readonly before: number;
  readonly begun: boolean;
  /** Whether all its parts are stored. */
  readonly made: boolean;
  /** Tasks before it that came later. */
  readonly overtaken: number;
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
    `with waiting as (
       select id, created_at, started_at is not null and setback is null as begun,
         row_number() over (order by due desc, ${TURN})::int - 1 as before, parts_done >= parts_total and parts_done > 0 as made,
         case when due then null else setback end as setback, "transaction" is not null as committing,
         destination is not null as delivers, tries, ceil(extract(epoch from due_at - now()))::float8 as pause
       from (select *, ${DUE} as due from task where status = 'PENDING') as task
     )
     select id, begun, before, made, setback, delivers, committing, tries, pause,
       (select count(*)::int from task where status in ('PROCESSING', 'CANCELING')) as running,
       (select count(*)::int from waiting as other where other.before < waiting.before and other.created_at > waiting.created_at)
         as overtaken
     from waiting where id = any($1::uuid[])`,
    [tasks],
  );
  return new Map(found.map((task) => [task.id, wordsOf(task)]));
}

function wordsOf(waiting: Waiting): string {
  const { running, before, begun, made, overtaken, setback, delivers, committing, tries, pause } = waiting;
  if (setback !== null) {
    const loaded = committing ? 'whether the rows are there is asked first' : 'nothing was loaded';
    if (delivers) {
      return `its bucket: ${setback}; what was generated is kept, and try ${tries + 1} of ${MAX_TRIES} follows in ${pause} s`;
    }
    return `its database: ${setback}; ${loaded}, and try ${tries + 1} of ${MAX_TRIES} follows in ${pause} s`;
  }
  const later =
    overtaken === 0
      ? ''
      : `, ${overtaken} of which came later: project groups take turns, and small tasks go before large ones`;
  const others =
    before === 0 ? 'no task waits before this one' : `${before} ${before === 1 ? 'waits' : 'wait'} before this one`;
  const slot = `a free slot: ${running} ${running === 1 ? 'task runs' : 'tasks run'}, ${others}${later}`;
  if (made) return `${slot}; all rows are generated, and its files are finished then`;
  return begun ? `${slot}; the node that ran it was stopped; its stored parts are kept` : slot;
}
