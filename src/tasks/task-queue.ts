import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/sql';
import { type ConstructorOptions, PgBoss, fromPglite } from 'pg-boss';
import type { Database } from '../entities/database.ts';
import { statement } from '../entities/statement.ts';
import type { TaskLog } from './tasks.ts';

const QUEUE = 'task';
/** Seconds between two looks at the queue that nobody asked for, should a notification get lost. */
const POLL = 2;
/** Milliseconds after which a node with a free slot looks for a further job: until then a small task has the database. */
const LATER = 50;
/** The most pg-boss takes. It says nothing about a task: a run goes on when its job has expired. */
const EXPIRE = 24 * 60 * 60;
/** Seconds that jobs which are done are kept. */
const KEEP = 60;
/** Connections to a server. */
const CONNECTIONS = 4;

/** Who comes first: what was begun before goes on before anything new is begun. */
const PRIORITY = { fresh: 0, begun: 1 };

/**
 * The queue, on the same database as the tasks. A job is a wake-up that carries the id of a task; the task's row is the truth,
 * so that a job which is lost, late or twice there does no harm.
 */
export class TaskQueue {
  readonly #boss: PgBoss;
  readonly #running = new Set<Promise<void>>();
  /** Id of the worker; undefined before there is one. */
  #worker: string | undefined;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** Makes the queue's tables where they are missing. */
  static async open(database: Database, log: TaskLog): Promise<TaskQueue> {
    const boss = new PgBoss({ ...connection(database), useListenNotify: true, schedule: false, monitorVacuum: false });
    boss.on('error', (error) => log.warn({ err: error }, 'the queue of tasks has a problem'));
    boss.on('warning', ({ message }) => log.warn({ detail: message }, 'the queue of tasks warns'));
    await boss.start();
    // One job of a task waits at most, however often it is sent.
    const options = { notify: true, retryLimit: 0, expireInSeconds: EXPIRE, deleteAfterSeconds: KEEP };
    await boss.createQueue(QUEUE, { ...options, policy: 'short' });
    // A job is sent inside of a transaction, where the queue cannot be looked up any more.
    await boss.findJobs(QUEUE, { key: QUEUE });
    return new TaskQueue(boss);
  }

  /**
   * Calls `handle` with ids of tasks, at most `slots` at once. It must not throw. A job is over when its task has begun, which
   * keeps the queue's own writes out of the way of the task's.
   */
  async work(slots: number, handle: (task: string) => Promise<void>): Promise<void> {
    const options = { pollingIntervalSeconds: POLL, notifyPollingIntervalSeconds: POLL };
    // There may be more jobs, of which nobody will tell again.
    const lookAgain = (): void => this.#boss.notifyWorker(worker);
    const worker: string = await this.#boss.work<{ task: string }>(QUEUE, options, async ([{ data }]) => {
      this.#begin(handle, data.task);
      // The claim goes to the database before the end of the job does, and the next look comes later than both.
      await setImmediate();
      if (this.#running.size < slots) {
        setTimeout(lookAgain, LATER).unref();
        return;
      }
      // Without a free slot no job is taken away from other nodes.
      while (this.#running.size >= slots) await Promise.race(this.#running);
      lookAgain();
    });
    this.#worker = worker;
  }

  /** Wakes whoever has a free slot, once the transaction of `em` is committed. Harmless where the task has a job that waits. */
  async send(em: EntityManager, task: string, urgency: keyof typeof PRIORITY): Promise<void> {
    const db = {
      executeSql: async (text: string, values: unknown[] = []) => ({ rows: await statement(em, text, values) }),
    };
    await this.#boss.send(QUEUE, { task }, { db, singletonKey: task, priority: PRIORITY[urgency] });
  }

  /** Hands out no more tasks; answers when those handed out are done. */
  async drain(): Promise<void> {
    if (this.#worker !== undefined) await this.#boss.offWork(QUEUE, { id: this.#worker, wait: true });
    await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  #begin(handle: (task: string) => Promise<void>, task: string): void {
    const running = handle(task).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}

function connection({ pglite, url }: Database): ConstructorOptions {
  if (pglite !== null) return { db: fromPglite(pglite), backend: 'pglite' };
  if (url === null) throw new Error('a database is a server or embedded');
  return { connectionString: url, max: CONNECTIONS, application_name: 'rowmill queue' };
}
