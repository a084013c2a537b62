import type { EntityManager } from '@mikro-orm/sql';
import { type Networks, type Resolver, TargetFailure, type Vault } from '../targets/index.ts';
import type { Links, TaskLog } from '../tasks/index.ts';
import { messageOf } from './message.ts';
import { claim, type Claimed, record, release } from './outbox.ts';
import { nextPause } from './schedule.ts';
import { type Attempt, send } from './send.ts';

/** Attempts that a node makes at once. */
const MAX_ATTEMPTS = 16;

export interface SenderDeps {
  readonly database: { fork(): EntityManager };
  readonly vault: Vault;
  readonly networks: Networks;
  readonly links: Links;
  /** UUID of this node. */
  readonly node: string;
  readonly log: TaskLog;
  /** Milliseconds of an attempt; 15 seconds by default. */
  readonly timeout?: number | undefined;
  /** In place of the system's look-up of names. */
  readonly resolver?: Resolver | undefined;
}

/** Sends what the outbox holds. The rows are the truth: a node that dies leaves nothing but leases, which run out. */
export class Sender {
  readonly #deps: SenderDeps;
  readonly #stopping = new AbortController();
  /** Attempts that are being made. */
  readonly #running = new Map<Claimed, Promise<void>>();
  /** Of this node since its start: attempts, and webhooks that were delivered or given up. */
  readonly counts = { attempts: 0, delivered: 0, failed: 0 };
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  /** Searches for due attempts: now, or once the running search has ended. Never throws. */
  look(): void {
    this.#lookAgain = true;
    if (this.#looking !== null || this.#stopping.signal.aborted) return;
    this.#looking = this.#look();
  }

  /** Ends the attempts that run, which are made again later, and makes no others. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the node is being stopped'));
    await this.#looking;
    await Promise.all(this.#running.values());
    try {
      await release(this.#deps.database.fork(), this.#deps.node);
    } catch (err) {
      this.#deps.log.warn({ err }, 'webhooks could not be given back: they are sent when their leases run out');
    }
  }

  async #look(): Promise<void> {
    const { database, node, log } = this.#deps;
    try {
      while (this.#lookAgain && !this.#stopping.signal.aborted) {
        this.#lookAgain = false;
        const free = MAX_ATTEMPTS - this.#running.size;
        if (free === 0) break;
        const busy = [...this.#running.keys()].map(({ receiver }) => receiver);
        for (const claimed of await claim(database.fork(), node, free, busy)) {
          this.#running.set(claimed, this.#deliver(claimed));
        }
      }
    } catch (err) {
      log.warn({ err }, 'looking for webhooks failed and is tried again');
    } finally {
      this.#looking = null;
    }
  }

  async #deliver(claimed: Claimed): Promise<void> {
    const { database, node, log } = this.#deps;
    const { id: webhook, task, attempts } = claimed;
    try {
      const attempt = await this.#attempt(claimed);
      if (attempt === null) return;
      const { errorCode, statusCode, retryAfter } = attempt;
      const pause = errorCode === 'GONE' ? null : nextPause(attempts + 1, retryAfter, Math.random());
      await record(database.fork(), node, claimed, attempt, pause);
      this.counts.attempts++;
      if (errorCode === null) this.counts.delivered++;
      else if (pause === null) this.counts.failed++;
      if (errorCode !== null && pause === null) {
        log.warn({ webhook, task, errorCode, statusCode }, 'a webhook was given up');
      }
    } catch (err) {
      // What was sent may be sent again, under the same ID.
      if (!this.#stopping.signal.aborted)
        log.warn({ err, webhook }, 'a webhook is tried again when its lease has run out');
    } finally {
      this.#running.delete(claimed);
      this.look();
    }
  }

  /** Null where there is nothing to send any more. */
  async #attempt(claimed: Claimed): Promise<Attempt | null> {
    const { database, links, vault } = this.#deps;
    try {
      const message = await messageOf(database.fork(), claimed, links, vault);
      return message && (await send(message, this.#deps, this.#stopping.signal));
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      return { errorCode: 'SECRET_UNREADABLE', statusCode: null, duration: 0, retryAfter: null };
    }
  }
}
