import { setTimeout as wait } from 'node:timers/promises';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../entities/database/database.ts';
import { destinationOf } from '../entities/task-contents.ts';
import { readTask } from '../entities/task-row.ts';
import type { Task } from '../entities/task.ts';
import { type GenerationSpec, HostFailure, type ModelHost } from '../workers/host/model-host.ts';
import type { TargetPolicy } from '../targets/index.ts';
import type { Announce } from './announce.ts';
import { type ClaimedSlice, MAX_CRASHES, SUSPECT, writeSliceFailure } from './claim-slices.ts';
import { deliverFile } from './deliver-files.ts';
import type { PartGate } from './part-gate.ts';
import { partWork } from './part-work.ts';
import { patiently } from './patience.ts';
import { failed, RunEnd, runEndOf } from './run-end.ts';
import { partsOfSlice } from './slices.ts';
import { factsOf, knownParts, type PlannedPart, rowsOf, type StoredPart } from './stored-parts.ts';
import type { TaskLog } from './task-log.ts';
import type { Traces } from './traces.ts';
import { type MadePart, writeMade } from './write-slices.ts';

/** Milliseconds between two writes of what was made, and between two looks at a task of which nothing was. */
const TICK = 250;
const LOOK = 1000;

export interface SliceDeps {
  readonly node: string;
  readonly database: Database;
  readonly host: ModelHost;
  readonly store: ArtifactStore;
  readonly targets: TargetPolicy;
  readonly gate: PartGate;
  readonly announce: Announce;
  readonly maxTaskSize: number;
  readonly traces: Traces;
  readonly log: TaskLog;
  /** Called when slices were stored or freed: others may be made now. */
  wake(): void;
  /** Called when a part was stored. */
  made(rows: number, bytes: number): void;
}

/** What this node makes of a divided task, as long as it makes slices of it. */
export class TaskSlices {
  readonly id: string;
  readonly #task: Task;
  readonly #spec: GenerationSpec;
  readonly #deps: SliceDeps;
  readonly #abort = new AbortController();
  readonly #over = new AbortController();
  /** Aborted when the node stops to wait for the database. */
  readonly #stopping: AbortSignal;
  readonly #ticking: Promise<void>;
  /** Not written to the database yet. */
  #parts: MadePart[] = [];
  #done: number[] = [];
  /** As it was written last. */
  #newest: Task;
  /** Whether the destination has refused a file. */
  #isRefused = false;

  constructor(task: Task, spec: GenerationSpec, deps: SliceDeps, stopping: AbortSignal) {
    this.id = task.id;
    this.#task = task;
    this.#spec = spec;
    this.#deps = deps;
    this.#stopping = stopping;
    this.#newest = task;
    this.#ticking = this.#tick(AbortSignal.any([this.#over.signal, this.#abort.signal]));
  }

  /**
   * Makes the parts of a slice that are not stored. Never throws: what ends it ends all slices of the task here.
   * @returns whether the store took what it was given.
   */
  async make(slice: ClaimedSlice): Promise<boolean> {
    const leave = await this.#deps.gate.enter(slice.crashes >= SUSPECT);
    try {
      const stored = new Set(slice.stored);
      const before = slice.closes ? await this.#storedParts(slice.file) : [];
      const facts = { 'rowmill.slice': slice.number, 'rowmill.file': slice.file, 'rowmill.parts': slice.parts };
      await this.#deps.traces.span(this.id, 'slice', facts, async () => {
        if (slice.parts === 0) await this.#deliver(slice.file, before);
        for (const part of partsOfSlice(slice)) if (!stored.has(part.number)) await this.#make(part, before);
      });
      this.#done.push(slice.number);
      return true;
    } catch (error) {
      await this.#fail(slice, error);
      return !(error instanceof HostFailure && error.reason === 'storage');
    } finally {
      leave();
    }
  }

  /** Ends all slices of the task on this node. */
  end(end: RunEnd): void {
    this.#abort.abort(end);
  }

  /**
   * Writes what was made, after the last slice. Never throws.
   * @returns the task as it was written last, and what has ended its slices here; null if nothing has.
   */
  async close(): Promise<{ readonly task: Task; readonly end: RunEnd | null }> {
    this.#over.abort();
    await this.#ticking;
    try {
      await this.#save(this.#stopping);
    } catch (error) {
      this.#abort.abort(runEndOf(error));
    }
    const { signal } = this.#abort;
    return { task: this.#newest, end: signal.aborted ? runEndOf(signal.reason) : null };
  }

  async #make(part: PlannedPart, before: readonly StoredPart[]): Promise<void> {
    const { host, maxTaskSize, traces } = this.#deps;
    const { signal } = this.#abort;
    signal.throwIfAborted();
    const job = { spec: this.#spec, ...partWork(this.#task, part, () => before, maxTaskSize) };
    const make = async () => await host.makePart(job, () => undefined, signal);
    const { bytes, crc32 } = await traces.span(this.id, 'part', factsOf(part), make);
    const rows = rowsOf(this.#task.plan.files, part);
    this.#parts.push({ ...part, rows, bytes, crc32 });
    this.#deps.made(rows, bytes);
  }

  /** Writes a file to the destination of the task. Where that fails, whoever finishes the task does it, with more patience. */
  async #deliver(file: number, parts: readonly StoredPart[]): Promise<void> {
    const destination = destinationOf(this.#task);
    if (destination === null || this.#isRefused) return;
    const { signal } = this.#abort;
    try {
      await deliverFile(this.#task, destination, file, parts, this.#deps, signal);
    } catch (err) {
      signal.throwIfAborted();
      this.#isRefused = true;
      this.#deps.log.warn({ err, task: this.id }, 'files are written to the destination when all of them are made');
    }
  }

  async #storedParts(file: number): Promise<readonly StoredPart[]> {
    const known = await this.#patiently(async () => await knownParts(this.#deps.database.fork(), this.id, file));
    return known.filter(({ stored }) => stored);
  }

  async #fail(slice: ClaimedSlice, error: unknown): Promise<void> {
    const reason = error instanceof HostFailure ? error.reason : null;
    // What one node cannot store, another one may: it is the store's fault only if none of them can.
    if (reason !== 'crashed' && reason !== 'storage') {
      this.#abort.abort(runEndOf(error));
      return;
    }
    const { database, node } = this.#deps;
    try {
      const write = async () => await writeSliceFailure(database.fork(), node, slice, reason === 'crashed');
      const task = await this.#patiently(write);
      if (task === null) await this.#check();
      else this.#tell(task);
      if (task !== null && slice.crashes + 1 >= MAX_CRASHES) throw error;
      this.#deps.log.warn({ err: error, task: this.id, slice: slice.number }, 'a slice is made again');
    } catch (end) {
      this.#abort.abort(runEndOf(end));
    }
    this.#deps.wake();
  }

  async #tick(signal: AbortSignal): Promise<void> {
    try {
      for (let last = performance.now(); ;) {
        await wait(TICK, undefined, { signal });
        const isChanged = this.#parts.length > 0 || this.#done.length > 0;
        if (!isChanged && performance.now() - last < LOOK) continue;
        last = performance.now();
        if (isChanged) await this.#save(signal);
        else await this.#check();
      }
    } catch (error) {
      if (!signal.aborted) this.#abort.abort(runEndOf(error));
    }
  }

  async #save(signal: AbortSignal): Promise<void> {
    const [parts, done] = [[...this.#parts], [...this.#done]];
    if (parts.length === 0 && done.length === 0) return;
    const { database, maxTaskSize } = this.#deps;
    const task = await this.#patiently(async () => await writeMade(database.fork(), this.id, parts, done), signal);
    if (task === null) {
      await this.#check();
      throw new RunEnd('lost');
    }
    this.#parts = this.#parts.filter((part) => !parts.includes(part));
    this.#done = this.#done.filter((slice) => !done.includes(slice));
    this.#tell(task);
    if (done.length > 0) this.#deps.wake();
    if (task.bytesDone > maxTaskSize) {
      throw failed('TASK_TOO_LARGE', `the task takes more than ${maxTaskSize} bytes, the limit for a task`);
    }
  }

  /** Throws a RunEnd if nobody is to go on with the task. */
  async #check(): Promise<void> {
    const task = await this.#patiently(async () => await readTask(this.#deps.database.fork(), this.id));
    if (task?.status === 'CANCELING') throw new RunEnd('canceled');
    if (task?.status !== 'PROCESSING') throw new RunEnd('lost');
  }

  #tell(task: Task): void {
    this.#newest = task;
    this.#deps.announce(task);
  }

  async #patiently<T>(act: () => Promise<T>, signal: AbortSignal = this.#abort.signal): Promise<T> {
    const report = (err: unknown): void =>
      this.#deps.log.warn({ err, task: this.id }, 'slices of a task wait for the database');
    return await patiently(act, signal, report);
  }
}
