import { setTimeout as wait } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/sql';
import type { Database } from '../entities/database/database.ts';
import type { NodeRole } from '../entities/node-role.ts';
import { statement } from '../entities/queries/statement.ts';
import { Unusable } from '../entities/database/unusable.ts';
import { ALIVE } from './alive.ts';

/** What a node says of itself. */
export interface Member {
  /** UUID of its data folder. */
  readonly id: string;
  /** UUID of the process. */
  readonly session: string;
  /** Of its machine. */
  readonly name: string;
  /** Of the package. */
  readonly version: string;
  readonly engineVersion: number;
  readonly role: NodeRole;
  readonly threads: number;
}

/** As much of a logger as a membership needs. */
export interface MembershipLog {
  warn(details: object, message: string): void;
}

/** Milliseconds between two signs of life. */
const HEARTBEAT = 5000;
/** Milliseconds that a node which may be dead is watched for a sign of life, and between two looks at it. */
const PATIENCE = 2 * HEARTBEAT;
const LOOK = 500;
/** Nodes that said nothing for this long are forgotten. */
const FORGOTTEN = `interval '1 day'`;

interface Other {
  readonly id: string;
  readonly name: string;
  readonly engine_version: number;
  /** When it gave its last sign of life. */
  readonly seen: string;
}

/** Says that a node is there, from its start to its stop. */
export class Membership {
  readonly #database: Database;
  readonly #member: Member;
  readonly #running: () => number;
  readonly #log: MembershipLog;
  readonly #stop = new AbortController();
  readonly #over: Promise<void>;

  private constructor(database: Database, member: Member, running: () => number, log: MembershipLog) {
    this.#database = database;
    this.#member = member;
    this.#running = running;
    this.#log = log;
    this.#over = this.#beat();
  }

  /**
   * @param isShared whether others may use the database. Throws Unusable then where the node cannot be one beside those that are there:
   * another version of the engine makes other bytes, and a copied data folder has the ID of the first one.
   * @param running the tasks that it runs now.
   */
  static async join(
    database: Database,
    member: Member,
    isShared: boolean,
    running: () => number,
    log: MembershipLog,
    signal: AbortSignal,
  ): Promise<Membership> {
    if (isShared) await enter(database, member, await refuseBeside(database, member, signal));
    else await seen(database.fork(), member, 0);
    return new Membership(database, member, running, log);
  }

  /** Leaves: nobody takes the node for one that is there any more. */
  async leave(): Promise<void> {
    this.#stop.abort();
    await this.#over;
    try {
      const { id, session } = this.#member;
      await statement(this.#database.fork(), 'delete from node where id = $1 and session = $2', [id, session]);
    } catch (err) {
      this.#log.warn({ err }, 'the node could not say that it stops: others notice it within half a minute');
    }
  }

  async #beat(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await wait(HEARTBEAT, undefined, { signal, ref: false });
        await seen(this.#database.fork(), this.#member, this.#running());
      } catch (err) {
        if (!signal.aborted) this.#log.warn({ err }, 'the node could not say that it is there: it tries again');
      }
    }
  }
}

/**
 * Throws Unusable where a node that this one cannot be beside gives a sign of life: its row alone may be what a crash left.
 * @returns such rows.
 */
async function refuseBeside(database: Database, member: Member, signal: AbortSignal): Promise<readonly Other[]> {
  const found = await conflictsOf(database.fork(), member);
  for (let waited = 0; found.length > 0 && waited < PATIENCE; waited += LOOK) {
    await wait(LOOK, undefined, { signal });
    refuseLiving(await conflictsOf(database.fork(), member), found, member);
  }
  return found;
}

/** Adds the node, one at a time: of two that cannot be beside each other and start at once, the second one finds the first. */
async function enter(database: Database, member: Member, found: readonly Other[]): Promise<void> {
  await database.fork().transactional(async (em) => {
    await statement(em, 'lock table node in share row exclusive mode');
    refuseLiving(await conflictsOf(em, member), found, member);
    await seen(em, member, 0);
  });
}

/** Throws Unusable where one of these nodes has given a sign of life since it was found, or was not found. */
function refuseLiving(now: readonly Other[], found: readonly Other[], member: Member): void {
  const living = now.find(({ id, seen: last }) => found.find((other) => other.id === id)?.seen !== last);
  if (living === undefined) return;
  const { id, name, engine_version: version } = living;
  throw new Unusable(
    id === member.id
      ? `the node on ${name} has the ID of this one: was its data folder copied? Delete the file \`node\` in this one (ROWMILL_DATA)`
      : `the node on ${name} has version ${version} of the engine and this one version ${member.engineVersion}, which makes other rows: stop all nodes before the first one of the new version is started`,
  );
}

/** The nodes that were there a moment ago, and that a node cannot be beside. */
async function conflictsOf(em: EntityManager, { id, session, name, engineVersion }: Member): Promise<readonly Other[]> {
  return await statement<Other>(
    em,
    `select id, name, engine_version, last_seen_at::text as seen from node
     where ${ALIVE} and session <> $1 and ((id = $2 and name <> $3) or (id <> $2 and engine_version <> $4))`,
    [session, id, name, engineVersion],
  );
}

async function seen(em: EntityManager, member: Member, running: number): Promise<void> {
  const { id, session, name, version, engineVersion, role, threads } = member;
  await statement(
    em,
    `with old as (delete from node where last_seen_at < now() - ${FORGOTTEN})
     insert into node (id, session, name, version, engine_version, role, threads, running)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set session = excluded.session, name = excluded.name, version = excluded.version,
       engine_version = excluded.engine_version, role = excluded.role, threads = excluded.threads, running = excluded.running,
       started_at = case when node.session = excluded.session then node.started_at else now() end, last_seen_at = now()`,
    [id, session, name, version, engineVersion, role, threads, running],
  );
}
