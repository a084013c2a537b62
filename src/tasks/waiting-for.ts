import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import { DUE, MAX_TRIES } from './claim.ts';
import { SILENCE, SUSPECT } from './claim-slices.ts';
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
  const pending = await pendingWaitingFor(em, tasks);
  const others = tasks.filter((id) => !pending.has(id));
  return others.length === 0 ? pending : new Map([...pending, ...(await dividedWaitingFor(em, others))]);
}

async function pendingWaitingFor(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
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

interface Unmade {
  readonly id: string;
  /** Its slices. */
  readonly left: number;
  /** Those of them that may be made while a node makes nothing else. */
  readonly suspects: number;
  /** Tasks of which slices are made. */
  readonly others: number;
  /** That make slices. */
  readonly nodes: number;
}

/** Why divided tasks wait of which no node makes a slice, in words. The others have none. */
async function dividedWaitingFor(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await statement<Unmade>(
    em,
    `select task.id, count(*)::int as left, (count(*) filter (where slice.crashes >= ${SUSPECT}))::int as suspects,
       (select count(distinct task_id)::int from slice where slice.node is not null) as others,
       (select count(*)::int from node where node.last_seen_at > now() - ${SILENCE} and node.role <> 'api') as nodes
     from task join slice on slice.task_id = task.id
     where task.id = any($1::uuid[]) and task.status = 'PROCESSING' and task.slices > 0
     group by task.id having count(slice.node) = 0`,
    [tasks],
  );
  return new Map(found.map((task) => [task.id, unmadeWords(task)]));
}

function unmadeWords({ left, suspects, others, nodes }: Unmade): string {
  if (nodes === 0) return 'a node that runs tasks: none is there; what is stored is kept';
  if (suspects === left)
    return 'a node that makes nothing else: what is left of it has ended two processes that made it';
  const slices = left === 1 ? '1 slice waits' : `${left} slices wait`;
  const made = others === 1 ? 'those of 1 other task are made' : `those of ${others} other tasks are made`;
  return `free threads: ${slices}, and ${made}: project groups take turns, and small tasks go before large ones`;
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
