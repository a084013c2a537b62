import { setImmediate } from 'node:timers/promises';
import { type ConstructorOptions, PgBoss, fromPglite } from 'pg-boss';
import type { Database } from '../entities/database/database.ts';
import type { TaskLog } from './task-log.ts';

const QUEUE = 'task';
/** Seconds between two looks at the queue that nobody asked for, should a notification get lost. */
const POLL = 2;
/** The most pg-boss takes. It says nothing about a task: a run goes on when its job has expired. */
const EXPIRE = 24 * 60 * 60;
/** Seconds that jobs which are done are kept. */
const KEEP = 60;
/** Connections to a server. */
const CONNECTIONS = 4;

/** Who comes first: what was begun before goes on before anything new is begun. */
const PRIORITY = { fresh: 0, begun: 1 };

export interface QueueDeps {
  readonly database: Database;
  /** Tasks that this node runs at once. */
  readonly slots: number;
  /** Runs a task to its end. Must not throw. */
  run(task: string): Promise<void>;
  /** Runs the task whose turn it is to its end. Must not throw. */
  runNext(): Promise<void>;
  readonly log: TaskLog;
}

/**
 * The slots of this node, and the queue of tasks for which there was none, on the same database as the tasks. A job is a wake-up
 * that is sent for a task; the rows of tasks are the truth and say whose turn it is, so that a job which is lost, late or twice there
 * does no harm.
 */
export class TaskQueue {
  readonly #boss: PgBoss;
  readonly #deps: QueueDeps;
  readonly #running = new Set<Promise<void>>();
  /** Resolved when the last free slot is taken, or none is to be given any more. */
  #full = Promise.withResolvers<void>();
  #serving: Promise<void> | undefined;
  #isDraining = false;

  private constructor(boss: PgBoss, deps: QueueDeps) {
    this.#boss = boss;
    this.#deps = deps;
  }

  /** Makes the queue's tables where they are missing. */
  static async open(deps: QueueDeps): Promise<TaskQueue> {
    const { database, log } = deps;
    const boss = new PgBoss({ ...connection(database), useListenNotify: true, schedule: false, monitorVacuum: false });
    boss.on('error', (error) => log.warn({ err: error }, 'the queue of tasks has a problem'));
    boss.on('warning', ({ message }) => log.warn({ detail: message }, 'the queue of tasks warns'));
    await boss.start();
    // One job of a task waits at most, however often it is sent.
    const options = { notify: true, retryLimit: 0, expireInSeconds: EXPIRE, deleteAfterSeconds: KEEP };
    await boss.createQueue(QUEUE, { ...options, policy: 'short' });
    return new TaskQueue(boss, deps);
  }

  /** Begins a task at once, if there is a free slot; answers whether there was one. */
  begin(task: string): boolean {
    return this.#begin(async () => await this.#deps.run(task));
  }

  #begin(run: () => Promise<void>): boolean {
    if (this.#isFull) return false;
    const running = run().finally(() => this.#running.delete(running));
    this.#running.add(running);
    if (this.#isFull) this.#full.resolve();
    return true;
  }

  /** Runs tasks of the queue from now on. */
  work(): void {
    this.#serving ??= this.#serve();
  }

  /** Has a task begun by whoever has a free slot, now or later. Harmless where it has a job that waits. */
  async send(task: string, urgency: keyof typeof PRIORITY): Promise<void> {
    await this.#boss.send(QUEUE, { task }, { singletonKey: task, priority: PRIORITY[urgency] });
  }

  /** Takes no more jobs; answers when the tasks that were begun are over. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#full.resolve();
    await this.#serving;
    await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  get #isFull(): boolean {
    return this.#running.size >= this.#deps.slots;
  }

  /** Takes jobs while there is a free slot: without one, none is taken away from other nodes. */
  async #serve(): Promise<void> {
    while (!this.#isDraining) {
      if (this.#isFull) {
        await Promise.race(this.#running);
        continue;
      }
      this.#full = Promise.withResolvers();
      const options = { pollingIntervalSeconds: POLL, notifyPollingIntervalSeconds: POLL };
      const worker: string = await this.#boss.work(QUEUE, options, async () => {
        // The last slot may have been taken while the job was.
        while (!this.#begin(async () => await this.#deps.runNext())) await Promise.race(this.#running);
        // The claim goes to the database before the end of the job does.
        await setImmediate();
        // There may be more jobs, of which nobody will tell again.
        this.#boss.notifyWorker(worker);
      });
      await this.#full.promise;
      await this.#boss.offWork(QUEUE, { id: worker, wait: true });
    }
  }
}

function connection({ pglite, url }: Database): ConstructorOptions {
  if (pglite !== null) return { db: fromPglite(pglite), backend: 'pglite' };
  if (url === null) throw new Error('a database is a server or embedded');
  return { connectionString: url, max: CONNECTIONS, application_name: 'rowmill queue' };
}
