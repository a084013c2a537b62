import { setTimeout as wait } from 'node:timers/promises';
import type { Task } from '../entities/task.ts';
import type { GenerationSpec } from '../workers/host/model-host.ts';
import { type ClaimedSlice, claimSlices, releaseSlices, SUSPECT } from './claim-slices.ts';
import { RunEnd, runEndOf } from './run-end.ts';
import { type SliceDeps, TaskSlices } from './task-slices.ts';

/** Slices that a node makes at once for each thread: the parts of one are made while that of another is stored. */
const PER_THREAD = 2;
/** Milliseconds until a node that found no slice looks again, and the least time after which a hint lets it look. */
const LOOK = 1000;
const REST = 200;
/** Milliseconds for which a node that could not store a slice leaves those that there are to others. */
const PAUSE = 5000;

export interface PoolDeps extends Omit<SliceDeps, 'wake'> {
  /** What slices of a task are made from. Throws a RunEnd where that cannot be read. */
  open(task: string): Promise<{ readonly task: Task; readonly spec: GenerationSpec }>;
  /** Called when this node makes no slice of a task any more. Must not throw. */
  closed(task: string, newest: Task | null, end: RunEnd | null): Promise<void>;
}

/** Slices of one task that this node makes. */
interface Shift {
  readonly slices: Promise<TaskSlices>;
  count: number;
}

/** Makes slices of whatever tasks have some, as many at once as this node has threads for, from `work` to `stop`. */
export class SlicePool {
  readonly #deps: PoolDeps;
  readonly #lanes: number;
  readonly #shifts = new Map<string, Shift>();
  readonly #making = new Map<ClaimedSlice, Promise<void>>();
  /** Whether slices may have been claimed of which nobody told this node. */
  #isDoubtful = false;
  readonly #stopping: AbortSignal;
  #serving: Promise<void> | undefined;
  #busy = 0;
  #isAlone = false;
  #pausedUntil = 0;
  #isStopped = false;
  #awake = Promise.withResolvers<void>();

  /** @param stopping aborted when the node stops to wait for the database. */
  constructor(deps: PoolDeps, stopping: AbortSignal) {
    this.#deps = deps;
    this.#lanes = deps.host.threads * PER_THREAD;
    this.#stopping = stopping;
  }

  work(): void {
    this.#serving ??= this.#serve();
  }

  /** Tasks of which this node makes slices. */
  get tasks(): number {
    return this.#shifts.size;
  }

  /** Looks for slices soon: there may be some. */
  wake(): void {
    this.#awake.resolve();
  }

  /** Ends the slices of a task that are made here; answers whether there were any. */
  cancel(task: string): boolean {
    const shift = this.#shifts.get(task);
    if (shift !== undefined) end(shift, 'canceled');
    return shift !== undefined;
  }

  /** Gives back all slices; answers when none is made any more. Throws where the database refuses, or is away. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.wake();
    for (const shift of this.#shifts.values()) end(shift, 'stopped');
    await this.#serving;
    await Promise.all(this.#making.values());
    const { database, node } = this.#deps;
    await releaseSlices(database.fork(), node, null);
  }

  async #serve(): Promise<void> {
    while (!this.#isStopped) {
      this.#awake = Promise.withResolvers();
      const free = this.#isAlone || performance.now() < this.#pausedUntil ? 0 : this.#lanes - this.#busy;
      const claimed = free > 0 ? await this.#claim(free) : [];
      if (this.#isStopped) return;
      for (const slice of claimed) this.#begin(slice);
      if (free > 0 && claimed.length === 0) await wait(REST, undefined, { ref: false });
      await Promise.race([this.#awake.promise, wait(LOOK, undefined, { ref: false })]);
    }
  }

  async #claim(free: number): Promise<readonly ClaimedSlice[]> {
    const { database, node, log } = this.#deps;
    try {
      if (this.#isDoubtful) await releaseSlices(database.fork(), node, null, [...this.#making.keys()]);
      this.#isDoubtful = false;
      return await claimSlices(database.fork(), node, free, true);
    } catch (err) {
      this.#isDoubtful = true;
      log.warn({ err }, 'slices of tasks could not be looked for: they are soon');
      return [];
    }
  }

  #begin(slice: ClaimedSlice): void {
    const shift = this.#shifts.get(slice.task) ?? { slices: this.#open(slice.task), count: 0 };
    this.#shifts.set(slice.task, shift);
    shift.count++;
    this.#busy++;
    if (slice.crashes >= SUSPECT) this.#isAlone = true;
    const making = this.#make(slice, shift).finally(() => this.#making.delete(slice));
    this.#making.set(slice, making);
  }

  async #open(id: string): Promise<TaskSlices> {
    const { task, spec } = await this.#deps.open(id);
    return new TaskSlices(task, spec, { ...this.#deps, wake: () => this.wake() }, this.#stopping);
  }

  async #make(slice: ClaimedSlice, shift: Shift): Promise<void> {
    let end: RunEnd | null = null;
    let slices: TaskSlices | null = null;
    try {
      slices = await shift.slices;
      if (!(await slices.make(slice))) this.#pausedUntil = performance.now() + PAUSE;
    } catch (error) {
      end = runEndOf(error);
    }
    this.#busy--;
    if (slice.crashes >= SUSPECT) this.#isAlone = false;
    shift.count--;
    this.wake();
    if (shift.count > 0) return;
    this.#shifts.delete(slice.task);
    const closed = await slices?.close();
    await this.#deps.closed(slice.task, closed?.task ?? null, closed?.end ?? end);
  }
}

function end({ slices }: Shift, reason: 'canceled' | 'stopped'): void {
  // Where they could not be opened, nothing is there to end.
  void slices.then(
    (opened) => opened.end(new RunEnd(reason)),
    () => undefined,
  );
}
