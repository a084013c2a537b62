import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { Unusable } from './unusable.ts';

/** Of the advisory lock: `rowm` in ASCII. */
const KEY = 0x72_6f_77_6d;
/** Milliseconds without a sign of life after which the server takes the lock away. */
const LEASE = 10_000;
/** Between two signs of life. */
const HEARTBEAT = 2000;
/** Longer than the lease; a node that brings the tables up to date may take minutes. */
const PATIENCE = { alone: 15_000, shared: 15_000, start: 600_000 };
/** Between two attempts. */
const PAUSE = 500;
const CONNECT_TIMEOUT = 5000;
/** How long a connection that is ended is waited for. */
const GOODBYE = 1000;

/** Whether a gateway has the database for itself, beside others that share it as well, or is the only one of these that starts now. */
export type Sharing = keyof typeof PATIENCE;

const TAKEN: { readonly [Key in Sharing]: string } = {
  alone:
    'the database of DATABASE_URL is in use by another rowmill process: stop it, set DATABASE_URL to another database, or give all of them one store (ROWMILL_STORE)',
  shared:
    'the database of DATABASE_URL is in use by a rowmill process without a store that others share: stop it, and start it with ROWMILL_STORE',
  start:
    'another node has been bringing the tables up to date for ten minutes: look at its log, and start this one again',
};
const WAITING: { readonly [Key in Sharing]: string } = {
  alone: 'another gateway has the database: waiting up to 15 seconds, should it be one that was killed just now',
  shared: 'another gateway has the database: waiting up to 15 seconds, should it be one that was killed just now',
  start: 'another node brings the tables up to date: waiting for it',
};

/** Another gateway uses the database. */
export class DatabaseTaken extends Unusable {
  constructor(sharing: Sharing) {
    super(TAKEN[sharing]);
  }
}

/** As much of a logger as the lock needs. */
export interface LockLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/**
 * Keeps other gateways away from a PostgreSQL database, or those that do not share it. The lock is one of a transaction that stays open, since a pooler between
 * hands the connection to others as soon as no transaction is. It is a lease: a server that hears nothing for ten seconds ends the
 * transaction, so that a machine that was cut off or stopped holds nobody up.
 */
export class NodeLock {
  /** Resolves when another gateway has the lock and this one has to end. */
  readonly lost: Promise<DatabaseTaken>;
  readonly #url: string;
  readonly #sharing: Sharing;
  readonly #log: LockLog;
  readonly #patience: number;
  readonly #stop = new AbortController();
  readonly #lost = Promise.withResolvers<DatabaseTaken>();
  readonly #over: Promise<void>;

  private constructor(url: string, sharing: Sharing, log: LockLog, patience: number, client: Client) {
    this.#url = url;
    this.#sharing = sharing;
    this.#log = log;
    this.#patience = patience;
    this.lost = this.#lost.promise;
    this.#over = this.#keep(client);
  }

  /**
   * Throws DatabaseTaken where another gateway has it all the time, the signal's reason, or the driver's error.
   * @param patience milliseconds that the lock is waited for, now and when it was lost: as long as a node that died may hold it.
   */
  static async take(
    url: string,
    sharing: Sharing,
    log: LockLog,
    signal: AbortSignal,
    patience: number = PATIENCE[sharing],
  ): Promise<NodeLock> {
    return new NodeLock(url, sharing, log, patience, await taken(url, sharing, log, signal, patience));
  }

  /** Lets another gateway have the database. */
  async release(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #keep(first: Client): Promise<void> {
    const { signal } = this.#stop;
    for (let client: Client | null = first; client !== null; client = await this.#takeAgain()) {
      try {
        await beats(client, signal);
      } catch (err) {
        if (!signal.aborted) this.#log.warn({ err }, 'the connection that keeps other gateways away broke');
      } finally {
        await ended(client);
      }
    }
  }

  /** Null when there is nothing to keep any more. */
  async #takeAgain(): Promise<Client | null> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        const client = await taken(this.#url, this.#sharing, this.#log, signal, this.#patience);
        this.#log.info({}, 'this gateway keeps others away from the database again');
        return client;
      } catch (err) {
        if (err instanceof DatabaseTaken) {
          this.#lost.resolve(err);
          return null;
        }
        if (signal.aborted) return null;
        this.#log.warn({ err }, 'the database cannot be locked and is tried again');
        await pause(HEARTBEAT, signal);
      }
    }
    return null;
  }
}

/** Gives signs of life until the signal comes. Throws where the connection breaks. */
async function beats(client: Client, signal: AbortSignal): Promise<void> {
  const broken = new AbortController();
  const breaks = (error?: Error): void => broken.abort(error ?? new Error('the server ended the connection'));
  client.once('error', breaks).once('end', breaks);
  const either = AbortSignal.any([signal, broken.signal]);
  while (!signal.aborted) {
    await pause(HEARTBEAT, either);
    broken.signal.throwIfAborted();
    if (!signal.aborted) await client.query('select 1');
  }
}

/** A connection that has the lock. A node that was killed a moment ago may hold it for some seconds. */
async function taken(
  url: string,
  sharing: Sharing,
  log: LockLog,
  signal: AbortSignal,
  patience: number,
): Promise<Client> {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const client = await attempted(url, sharing);
    if (client !== null) return client;
    if (performance.now() - began > patience) throw new DatabaseTaken(sharing);
    if (attempt === 0) log.info({}, WAITING[sharing]);
    await wait(PAUSE, undefined, { signal });
  }
}

async function attempted(url: string, sharing: Sharing): Promise<Client | null> {
  const client = new Client({
    connectionString: url,
    application_name: 'rowmill node',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: LEASE,
    keepAlive: true,
  });
  // It ends then, which is heard.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('begin');
    await client.query(`select set_config('idle_in_transaction_session_timeout', '${LEASE}', true)`);
    // PostgreSQL 17 and newer end long transactions too, where they are told to.
    await client.query(
      `select set_config('transaction_timeout', '0', true) where current_setting('transaction_timeout', true) is not null`,
    );
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock${sharing === 'shared' ? '_shared' : ''}(${KEY}, ${sharing === 'start' ? 1 : 0}) as held`,
    );
    if (rows[0].held) return client;
  } catch (error) {
    await ended(client);
    throw error;
  }
  await ended(client);
  return null;
}

/** Ends a connection, broken or not; one that says nothing is not waited for. */
async function ended(client: Client): Promise<void> {
  const end = client.end().catch(() => undefined);
  await Promise.race([end, wait(GOODBYE, undefined, { ref: false })]);
}

/** A pause that a signal cuts short. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
