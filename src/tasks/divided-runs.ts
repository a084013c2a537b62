import { statement } from '../entities/queries/statement.ts';
import { readTask } from '../entities/task-row.ts';
import { destinationOf } from '../entities/task-contents.ts';
import type { Task, TaskStatus } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import type { HintBus } from '../events/index.ts';
import { type GenerationSpec, HostFailure } from '../workers/host/model-host.ts';
import { checkReadable } from './check-readable.ts';
import { freeSlices, MAX_CRASHES, releaseSlices } from './claim-slices.ts';
import { hasLastStep } from './compose-files.ts';
import { endRun } from './end-run.ts';
import { patiently } from './patience.ts';
import { sizeOf } from './plan-task.ts';
import { failed, INTERNAL, RunEnd, runEndOf } from './run-end.ts';
import { RunTally } from './run-tally.ts';
import { SlicePool } from './slice-pool.ts';
import { partsOfSlice, slicesOf } from './slices.ts';
import { isPlanned, type KnownPart, knownParts, partKey, type PlannedPart } from './stored-parts.ts';
import type { RunDeps } from './task-run.ts';
import { isMade, unsettledTasks, writeAllDone, writeDivided, writeGathered } from './write-slices.ts';
import { writeEngineVersion } from './write-progress.ts';

/** Tasks that are looked after at once. */
const MAX_TASKS = 100;

export interface DividedDeps extends RunDeps {
  readonly node: string;
  readonly timeToLive: number;
  /** Tasks that this node runs at once: if none, it makes no slices either. */
  readonly slots: number;
  readonly hints: HintBus;
  /** What the bytes of a task are made from. */
  spec(task: Task): Promise<GenerationSpec>;
  /** Called when a part was stored. */
  made(rows: number, bytes: number): void;
  /** Called with the status that a task has in the end. */
  ended(status: TaskStatus | null): void;
  /** Ends a task for which something has gone wrong that is nobody's fault. Never throws. */
  giveUp(error: unknown, task: string, fence: number): Promise<void>;
}

/**
 * Tasks that any node makes a slice of. Nobody has such a task: rows of `slice` say what is left, and those of `task_part` what is
 * stored. Only the end is guarded, by the status and the fence that the task had when it was divided.
 */
export class DividedRuns {
  readonly #deps: DividedDeps;
  readonly #stopping: AbortSignal;
  readonly #pool: SlicePool | null;
  readonly #unlisten: () => void;

  /** @param stopping aborted when the node stops to wait for the database. */
  constructor(deps: DividedDeps, stopping: AbortSignal) {
    this.#deps = deps;
    this.#stopping = stopping;
    const open = async (id: string) => await this.#open(id);
    const closed = async (id: string, newest: Task | null, end: RunEnd | null) => await this.#closed(id, newest, end);
    this.#pool = deps.slots === 0 ? null : new SlicePool({ ...deps, open, closed }, stopping);
    this.#unlisten = deps.hints.listen(() => this.#pool?.wake());
  }

  /** Tasks of which this node makes slices. */
  get running(): number {
    return this.#pool?.tasks ?? 0;
  }

  /**
   * Divides a task that this node has claimed, if it is worth that.
   * @param known parts of earlier runs; the stored ones are in the store.
   * @returns whether it is divided. Throws a RunEnd where the claim is lost, or the task is being canceled.
   */
  async divide(task: Task, known: readonly KnownPart[], signal: AbortSignal): Promise<boolean> {
    const { files } = task.plan;
    const delivers = destinationOf(task) !== null;
    const slices = slicesOf(files, delivers);
    const kept = known.filter(({ stored }) => stored);
    // Bytes of another engine are not gone on with: who runs it alone says so.
    if (slices.length === 0 || (kept.length > 0 && task.engineVersion !== ENGINE_VERSION)) return false;
    const { database, announce } = this.#deps;
    const tally = new RunTally(files, kept);
    const stored = new Set(kept.map((part) => partKey(task.id, part)));
    const isMissing = (part: PlannedPart): boolean => !stored.has(partKey(task.id, part));
    const unmade = slices.filter((slice) => [...partsOfSlice(slice)].some(isMissing));
    // One node does what is left.
    if (unmade.length === 0 && hasLastStep(task, this.#deps.store)) return false;
    const left = unmade.length === 0 ? [] : slices.filter((slice) => slice.parts === 0 || unmade.includes(slice));
    const lease = { task: task.id, fence: task.fence };
    // A try of which the answer got lost may have been written, and other nodes have gone on since.
    const divide = async (): Promise<Task | null> => {
      const total = slices.length;
      const written = await writeDivided(database.fork(), lease, left, kept, tally.progress(), total);
      const found = written ?? (await readTask(database.fork(), task.id));
      return found !== null && found.slices > 0 && found.fence === task.fence ? found : null;
    };
    const divided = await this.#patiently(task.id, signal, divide);
    if (divided === null) throw new RunEnd('canceled');
    announce(divided);
    this.#pool?.wake();
    if (left.length === 0) await this.#settle(divided);
    return true;
  }

  /** Sees to it soon that a task is ended which is being canceled. Never throws. */
  async cancel(id: string): Promise<void> {
    if (this.#pool?.cancel(id) !== true) await this.#safely(id, async (task) => await this.#settle(task));
  }

  /** Frees what an earlier process of this node made, and begins to make slices. */
  async work(): Promise<void> {
    await freeSlices(this.#deps.database.fork(), this.#deps.node, 'own');
    this.#pool?.work();
  }

  /** Looks after tasks that no node makes a slice of although something is to be done. @param dead whether to look for dead nodes. */
  async look(dead: boolean): Promise<void> {
    const { database, node, announce } = this.#deps;
    if (dead) {
      const freed = await freeSlices(database.fork(), node, 'others');
      for (const task of freed) announce(task);
      if (freed.length > 0) this.#pool?.wake();
    }
    for (const { id } of await unsettledTasks(database.fork(), MAX_CRASHES, MAX_TASKS)) {
      await this.#safely(id, async (task) => await this.#settle(task));
    }
  }

  /** Gives back all slices; answers when none is made any more. */
  async stop(): Promise<void> {
    this.#unlisten();
    try {
      await this.#pool?.stop();
    } catch (err) {
      this.#deps.log.warn({ err }, 'slices could not be given back: other nodes notice it within half a minute');
    }
  }

  async #open(id: string): Promise<{ readonly task: Task; readonly spec: GenerationSpec }> {
    const read = async (): Promise<Task | null> => await readTask(this.#deps.database.fork(), id);
    const task = await this.#patiently(id, this.#stopping, read);
    if (task === null) throw new RunEnd('lost');
    checkReadable(task);
    return { task, spec: await this.#deps.spec(task) };
  }

  async #closed(id: string, newest: Task | null, end: RunEnd | null): Promise<void> {
    const { database, node, store } = this.#deps;
    await this.#safely(id, async (task) => {
      if (end === null) {
        if (newest !== null && newest.partsDone >= sizeOf(newest.plan).parts) await this.#settle(newest);
        return;
      }
      // Nobody else frees what a node makes that is alive.
      await this.#patiently(id, this.#stopping, async () => await releaseSlices(database.fork(), node, id));
      // Whoever ended it has cleared away what was there then.
      if (task.status === 'FAILED' || task.status === 'CANCELED') await store.removeTask(id);
      else if (task.status === 'CANCELING') await this.#settle(task);
      else if (task.slices > 0 && typeof end.reason === 'object') await this.#end(task, null, end);
    });
  }

  /** Does what is left to do with a task of which nobody makes a slice. */
  async #settle(task: Task): Promise<void> {
    const { database } = this.#deps;
    if (task.slices === 0) return;
    if (task.status === 'CANCELING') {
      if (!(await isMade(database.fork(), task.id))) await this.#end(task, null, new RunEnd('canceled'));
      return;
    }
    if (task.status !== 'PROCESSING') return;
    if (task.engineVersion !== ENGINE_VERSION) {
      const versions = `from version ${task.engineVersion} to ${ENGINE_VERSION}`;
      const message = `the engine was changed ${versions} while the task was running: start it again`;
      if (task.partsDone > 0) await this.#end(task, null, failed('ENGINE_CHANGED', message));
      else await writeEngineVersion(database.fork(), { task: task.id, fence: task.fence }, ENGINE_VERSION);
      return;
    }
    const [{ crashes, left }] = await statement<{ crashes: number; left: boolean }>(
      database.fork(),
      'select coalesce(max(crashes), 0) as crashes, count(*) > 0 as left from slice where task_id = $1',
      [task.id],
    );
    if (crashes >= MAX_CRASHES) {
      await this.#end(task, null, runEndOf(new HostFailure('crashed', 'nodes died while they made a slice')));
      return;
    }
    const { parts } = sizeOf(task.plan);
    if (left && (task.partsDone < parts || destinationOf(task) !== null)) return;
    const known = await knownParts(database.fork(), task.id);
    const stored = known.filter((part) => part.stored && isPlanned(task.plan.files, part));
    if (stored.length < parts) {
      await this.#end(task, null, failed('INTERNAL', INTERNAL));
      return;
    }
    if (hasLastStep(task, this.#deps.store)) {
      const gathered = await writeGathered(database.fork(), task.id);
      if (gathered !== null) this.#deps.announce(gathered);
      return;
    }
    await writeAllDone(database.fork(), task.id);
    await this.#end(task, new RunTally(task.plan.files, stored), null);
  }

  async #end(task: Task, tally: RunTally | null, end: RunEnd | null): Promise<void> {
    this.#deps.ended(await endRun(task, tally, end, this.#deps, this.#stopping));
  }

  /** Does something with a task as it is now. What fails is tried again when this, or another node, looks after it. */
  async #safely(id: string, act: (task: Task) => Promise<void>): Promise<void> {
    const { database, log } = this.#deps;
    let task: Task | null = null;
    try {
      task = await this.#patiently(id, this.#stopping, async () => await readTask(database.fork(), id));
      if (task !== null) await act(task);
    } catch (err) {
      if (task === null) log.warn({ err, task: id }, 'a task could not be read: it is looked after later');
      else await this.#deps.giveUp(err, id, task.fence);
    }
  }

  async #patiently<T>(id: string, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    const report = (err: unknown): void =>
      this.#deps.log.warn({ err, task: id }, 'a divided task waits for the database');
    return await patiently(act, signal, report);
  }
}
