import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import type { Hint, HintBus } from '../events/index.ts';
import type { MembershipLog } from './membership.ts';

const CHANNEL = 'rowmill_task';
/** Milliseconds that hints are collected: a task that changes often is told once. */
const COLLECTED = 50;
/** Hints in one notification, whose payload has at most 8,000 bytes. */
const MAX_HINTS = 100;
/** Hints that wait while the database is away. Beyond that the oldest are dropped: whoever watches looks by itself. */
const MAX_WAITING = 10_000;
/** Milliseconds between attempts to listen. */
const PAUSE = 2000;
const CONNECT_TIMEOUT = 5000;

/**
 * Carries hints between nodes by NOTIFY and LISTEN. They can get lost: while a connection is broken, and always where a pooler that
 * hands out connections by transactions stands between. Hubs then look by themselves, once a second.
 */
export class ServerHints implements HintBus {
  readonly lossy = true;
  readonly #database: Database;
  readonly #url: string;
  readonly #log: MembershipLog;
  readonly #listeners = new Set<(hint: Hint) => void>();
  /** The newest sequence of each task that is to be told. */
  readonly #waiting = new Map<string, number>();
  readonly #stop = new AbortController();
  readonly #listening: Promise<void>;
  #sending: Promise<void> | undefined;

  /** @param url of the database's server. */
  constructor(database: Database, url: string, log: MembershipLog) {
    this.#database = database;
    this.#url = url;
    this.#log = log;
    this.#listening = this.#listen();
  }

  publish({ id, sequence }: Hint): void {
    this.#waiting.set(id, Math.max(sequence, this.#waiting.get(id) ?? 0));
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= MAX_WAITING) break;
      this.#waiting.delete(oldest);
    }
    this.#sending ??= this.#send();
  }

  listen(listener: (hint: Hint) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all([this.#listening, this.#sending]);
  }

  async #send(): Promise<void> {
    const { signal } = this.#stop;
    while (this.#waiting.size > 0 && (await paused(COLLECTED, signal))) {
      const hints = [...this.#waiting].slice(0, MAX_HINTS);
      for (const [id] of hints) this.#waiting.delete(id);
      const payload = hints.map(([id, sequence]) => `${id}:${sequence}`).join(' ');
      try {
        await statement(this.#database.fork(), 'select pg_notify($1, $2)', [CHANNEL, payload]);
      } catch (err) {
        this.#log.warn({ err }, 'changes of tasks could not be told to other nodes, which look for them');
        await paused(PAUSE, signal);
      }
    }
    this.#sending = undefined;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#listenOnce(signal);
      } catch (err) {
        if (!signal.aborted)
          this.#log.warn({ err }, 'the connection that tells of other nodes broke: it is made again');
      }
      await paused(PAUSE, signal);
    }
  }

  /** Until the connection breaks, which throws, or the signal comes. */
  async #listenOnce(signal: AbortSignal): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      application_name: 'rowmill hints',
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
    });
    const { promise: broken, reject } = Promise.withResolvers<never>();
    client.on('error', reject);
    client.on('end', () => reject(new Error('the server ended the connection')));
    client.on('notification', ({ payload = '' }) => this.#hear(payload));
    const stopped = Promise.withResolvers<void>();
    const stop = (): void => stopped.resolve();
    signal.addEventListener('abort', stop);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (signal.aborted) return;
      await Promise.race([broken, stopped.promise]);
    } finally {
      signal.removeEventListener('abort', stop);
      broken.catch(() => undefined);
      await Promise.race([client.end().catch(() => undefined), wait(PAUSE, undefined, { ref: false })]);
    }
  }

  #hear(payload: string): void {
    for (const text of payload.split(' ')) {
      const [id, sequence] = text.split(':');
      const hint = { id, sequence: Number(sequence) };
      if (!Number.isSafeInteger(hint.sequence)) continue;
      for (const listener of this.#listeners) listener(hint);
    }
  }
}

/** A pause that a signal cuts short; answers whether it did not. */
async function paused(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(milliseconds, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}
