import type { Database } from '../entities/database/database.ts';
import { statement } from '../entities/queries/statement.ts';
import type { TaskStatus } from '../entities/task.ts';
import { ABANDONED, DUE, HOPELESS } from './claim.ts';
import type { TaskQueue } from './task-queue.ts';
import type { TaskRunner } from './task-runner.ts';
import { countSlices } from './write-slices.ts';

/** Tasks that are looked after at once. */
const MAX_TASKS = 100;
/** A task that waits for longer although a slot is free has lost its job. */
const LOST = `interval '2 seconds'`;

export interface SupervisorDeps {
  readonly database: Database;
  readonly queue: TaskQueue;
  readonly runner: TaskRunner;
  /** Tasks that this node runs at once. */
  readonly slots: number;
}

/** Milliseconds for which the database must have been there before others are taken for dead: it may have been away from them. */
const STEADY = 6000;
/** A longer time between two looks, in milliseconds, means that the database, or this node, stood still. */
const MAX_GAP = 5000;

/** Slices that are counted. */
const MAX_COUNTED = 10_000;

interface Waiting {
  readonly id: string;
  /** It was run before, and given back. */
  readonly begun: boolean;
  readonly lost: boolean;
  /** Of all that wait. */
  readonly count: number;
}

/** Looks after tasks that nobody looks after: those whose job is lost, and those whose node died. */
export class Supervisor {
  readonly #deps: SupervisorDeps;
  #pending = 0;
  #slices = 0;
  /** When the last look ended, and since when each has followed the one before in time. */
  #lastLook = -Infinity;
  #steadySince = -Infinity;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
  }

  /** Tasks that wait, on all nodes, as the last look found them. */
  get pending(): number {
    return this.#pending;
  }

  /** Slices that no node makes yet, as the last look found them; at most 10,000. */
  get slices(): number {
    return this.#slices;
  }

  async look(): Promise<void> {
    const { database, runner, slots } = this.#deps;
    await this.#endHopeless();
    await this.#takeOver();
    await this.#lookAfterDivided();
    // What was created in the future has a damaged time, and may have lost its job as well.
    const waiting = await statement<Waiting>(
      database.fork(),
      `select id, started_at is not null as begun,
         created_at < now() - ${LOST} or created_at > now() + ${LOST} or started_at is not null as lost,
         (count(*) over ())::float8 as count
       from task where ${DUE} and not ${HOPELESS} order by started_at is null, created_at, id limit ${MAX_TASKS}`,
    );
    this.#pending = waiting.at(0)?.count ?? 0;
    const free = Math.max(0, slots - runner.counts.running);
    for (const { id, begun } of waiting.filter(({ lost }) => lost).slice(0, free)) await this.#send(id, begun);
  }

  /** Ends what was begun too often: whoever runs it dies of it, or can write nothing of it. */
  async #endHopeless(): Promise<void> {
    const hopeless = await statement<{ id: string }>(
      this.#deps.database.fork(),
      `select id from task where ${HOPELESS} and (status = 'PENDING' or ${ABANDONED}) limit ${MAX_TASKS}`,
    );
    for (const { id } of hopeless) await this.#deps.runner.giveUp(id);
  }

  async #takeOver(): Promise<void> {
    const { database, runner } = this.#deps;
    const abandoned = await statement<{ id: string; status: TaskStatus }>(
      database.fork(),
      `select id, status from task where ${ABANDONED} and not ${HOPELESS} order by created_at, id limit ${MAX_TASKS}`,
    );
    for (const { id, status } of abandoned) {
      // To clear away takes no slot.
      if (status === 'CANCELING') await runner.run(id);
      else await this.#send(id, true);
    }
  }

  async #lookAfterDivided(): Promise<void> {
    const { divided } = this.#deps.runner;
    if (divided === null) return;
    const now = performance.now();
    if (now - this.#lastLook > MAX_GAP && this.#lastLook > -Infinity) this.#steadySince = now;
    await divided.look(now - this.#steadySince >= STEADY);
    this.#slices = await countSlices(this.#deps.database.fork(), MAX_COUNTED);
    this.#lastLook = performance.now();
  }

  async #send(task: string, begun: boolean): Promise<void> {
    await this.#deps.queue.send(task, begun ? 'begun' : 'fresh');
  }
}
