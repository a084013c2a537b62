import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../entities/database.ts';
import type { NodeRole } from '../entities/node-role.ts';
import { statement } from '../entities/statement.ts';
import { Unusable } from '../entities/unusable.ts';
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
    if (isShared) await refuseBeside(database, member, signal);
    await seen(database, member, 0);
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
        await seen(this.#database, this.#member, this.#running());
      } catch (err) {
        if (!signal.aborted) this.#log.warn({ err }, 'the node could not say that it is there: it tries again');
      }
    }
  }
}

/** Throws Unusable where a node that this one cannot be beside gives a sign of life: its row alone may be what a crash left. */
async function refuseBeside(database: Database, member: Member, signal: AbortSignal): Promise<void> {
  const found = await conflictsOf(database, member);
  for (let waited = 0; found.length > 0 && waited < PATIENCE; waited += LOOK) {
    await wait(LOOK, undefined, { signal });
    for (const { id, name, engine_version: version, seen: last } of await conflictsOf(database, member)) {
      const before = found.find((other) => other.id === id);
      if (before?.seen === last) continue;
      throw new Unusable(
        id === member.id
          ? `the node on ${name} has the ID of this one: was its data folder copied? Delete the file \`node\` in this one (ROWMILL_DATA)`
          : `the node on ${name} has version ${version} of the engine and this one version ${member.engineVersion}, which makes other rows: stop all nodes before the first one of the new version is started`,
      );
    }
  }
}

/** The nodes that were there a moment ago, and that a node cannot be beside. */
async function conflictsOf(
  database: Database,
  { id, session, name, engineVersion }: Member,
): Promise<readonly Other[]> {
  return await statement<Other>(
    database.fork(),
    `select id, name, engine_version, last_seen_at::text as seen from node
     where ${ALIVE} and session <> $1 and ((id = $2 and name <> $3) or (id <> $2 and engine_version <> $4))`,
    [session, id, name, engineVersion],
  );
}

async function seen(database: Database, member: Member, running: number): Promise<void> {
  const { id, session, name, version, engineVersion, role, threads } = member;
  await statement(
    database.fork(),
    `with old as (delete from node where last_seen_at < now() - ${FORGOTTEN})
     insert into node (id, session, name, version, engine_version, role, threads, running)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set session = excluded.session, name = excluded.name, version = excluded.version,
       engine_version = excluded.engine_version, role = excluded.role, threads = excluded.threads, running = excluded.running,
       started_at = case when node.session = excluded.session then node.started_at else now() end, last_seen_at = now()`,
    [id, session, name, version, engineVersion, role, threads, running],
  );
}
