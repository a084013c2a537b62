import { setTimeout as wait } from 'node:timers/promises';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../entities/database/database.ts';
import { destinationOf, targetOf } from '../entities/task-contents.ts';
import type { Task, TaskStatus } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import type { TargetPolicy } from '../targets/index.ts';
import { type GenerationSpec, HostFailure, type ModelHost } from '../workers/host/model-host.ts';
import type { Announce } from './announce.ts';
import { composeFiles, hasLastStep } from './compose-files.ts';
import { deliverFiles } from './deliver-files.ts';
import { type LoadDeps, loadRows } from './load-rows.ts';
import { patiently } from './patience.ts';
import type { PartGate } from './part-gate.ts';
import { partWork } from './part-work.ts';
import { failed, RunEnd, runEndOf } from './run-end.ts';
import { RunTally } from './run-tally.ts';
import { factsOf, type KnownPart, partKey, type PlannedPart } from './stored-parts.ts';
import type { TaskLog } from './task-log.ts';
import type { Traces } from './traces.ts';
import {
  type Lease,
  type Progress,
  writeCrash,
  writeEngineVersion,
  writeHeartbeat,
  writeProgress,
} from './write-progress.ts';

/** Milliseconds between two writes of progress, and between two signs of life when nothing happens. */
const TICK = 100;
const HEARTBEAT = 1000;
/** Parts of a task in flight for each thread: one is made while the next one is handed over. */
const IN_FLIGHT = 2;
/** How often the child process may die of one part. */
const MAX_CRASHES = 3;

export interface RunDeps {
  readonly database: Database;
  readonly host: ModelHost;
  readonly store: ArtifactStore;
  readonly announce: Announce;
  readonly gate: PartGate;
  readonly targets: TargetPolicy;
  readonly maxTaskSize: number;
  readonly traces: Traces;
  readonly log: TaskLog;
}

/**
 * Makes the parts of a claimed task that are not stored yet, and tells how far it is, until all are made or something ends it.
 * Writes nothing but progress: what it came to is for its caller to write.
 */
export class TaskRun {
  readonly tally: RunTally;
  readonly #lease: Lease;
  readonly #task: Task;
  readonly #deps: RunDeps;
  readonly #crashes: ReadonlyMap<string, number>;
  readonly #abort: AbortController;
  /** Settled when the database answers again; null while it does. */
  #away: PromiseWithResolvers<void> | null = null;

  /**
   * @param known parts of earlier runs; the stored ones are in the store.
   * @param abort its reason is a RunEnd.
   */
  constructor(task: Task, known: readonly KnownPart[], deps: RunDeps, abort: AbortController) {
    this.tally = new RunTally(
      task.plan.files,
      known.filter(({ stored }) => stored),
    );
    this.#lease = { task: task.id, fence: task.fence };
    this.#task = task;
    this.#deps = deps;
    this.#crashes = new Map(known.map((part) => [partKey(task.id, part), part.crashes]));
    this.#abort = abort;
  }

  /** Resolves when every part is stored, or all rows are loaded. Otherwise rejects with a RunEnd, when nothing of the run is in flight any more. */
  async makeAll(spec: GenerationSpec): Promise<void> {
    const { id, fence } = this.#task;
    await this.#deps.traces.span(id, 'run', { 'rowmill.run': fence }, async () => await this.#makeAll(spec));
  }

  async #makeAll(spec: GenerationSpec): Promise<void> {
    const over = new AbortController();
    const ticking = this.#tick(AbortSignal.any([over.signal, this.#abort.signal]));
    try {
      await this.#checkVersion();
      const target = targetOf(this.#task);
      if (target === null) await this.#makeFiles(spec);
      else await loadRows(this.#task, target, spec, this.tally, this.#loadDeps(), this.#abort.signal);
    } catch (error) {
      this.#abort.abort(runEndOf(error));
    } finally {
      over.abort();
      await ticking;
    }
    this.#abort.signal.throwIfAborted();
  }

  /** Bytes are those of one engine: another one goes on only where there are none yet. */
  async #checkVersion(): Promise<void> {
    const { database } = this.#deps;
    if (this.#task.engineVersion === ENGINE_VERSION) return;
    if (this.tally.bytes > 0) {
      const versions = `from version ${this.#task.engineVersion} to ${ENGINE_VERSION}`;
      throw failed('ENGINE_CHANGED', `the engine was changed ${versions} while the task was running: start it again`);
    }
    const write = async (): Promise<boolean> => await writeEngineVersion(database.fork(), this.#lease, ENGINE_VERSION);
    if (!(await this.#patiently(write))) throw new RunEnd('lost');
  }

  #loadDeps(): LoadDeps {
    return { ...this.#deps, patiently: async (act) => await this.#patiently(act) };
  }

  async #makeFiles(spec: GenerationSpec): Promise<void> {
    await this.#makeParts(spec);
    const destination = destinationOf(this.#task);
    const { wholes } = this.#deps.store;
    const { signal } = this.#abort;
    const partsOf = (file: number) => this.tally.partsOf(file);
    const finish = async (): Promise<void> => {
      if (destination !== null) await deliverFiles(this.#task, destination, partsOf, this.#deps, signal);
      else if (wholes !== undefined) await composeFiles(this.#task, wholes, partsOf, signal);
    };
    if (hasLastStep(this.#task, this.#deps.store)) await this.#deps.traces.span(this.#task.id, 'finish', {}, finish);
  }

  async #makeParts(spec: GenerationSpec): Promise<void> {
    await this.#makeEach(spec, this.tally.missing(false));
    await this.#makeEach(spec, this.tally.missing(true));
  }

  /** Makes parts, several at once, until none is left or the run ends. */
  async #makeEach(spec: GenerationSpec, parts: Iterable<PlannedPart>): Promise<void> {
    const lanes = Array.from({ length: this.#deps.host.threads * IN_FLIGHT }, async () => {
      await this.#makeSome(spec, parts);
    });
    await Promise.all(lanes);
    this.#abort.signal.throwIfAborted();
  }

  async #makeSome(spec: GenerationSpec, parts: Iterable<PlannedPart>): Promise<void> {
    try {
      for (const part of parts) {
        await this.#away?.promise;
        await this.#make(spec, part);
      }
    } catch (error) {
      this.#abort.abort(runEndOf(error));
    }
  }

  async #make(spec: GenerationSpec, part: PlannedPart): Promise<void> {
    const { host, gate, maxTaskSize, traces } = this.#deps;
    const { signal } = this.#abort;
    const job = { spec, ...partWork(this.#task, part, (file) => this.tally.partsOf(file), maxTaskSize) };
    for (let crashes = this.#crashes.get(job.key) ?? 0; ;) {
      const leave = await gate.enter(crashes > 0);
      let crash: HostFailure;
      try {
        signal.throwIfAborted();
        const { bytes, crc32 } = await traces.span(this.#task.id, 'part', factsOf(part), async () => {
          return await host.makePart(job, (rows) => this.tally.makes(part, rows), signal);
        });
        this.tally.add(part, bytes, crc32);
        if (this.tally.bytes > maxTaskSize) {
          throw failed('TASK_TOO_LARGE', `the task takes more than ${maxTaskSize} bytes, the limit for a task`);
        }
        return;
      } catch (error) {
        if (!(error instanceof HostFailure) || error.reason !== 'crashed') throw error;
        this.tally.drop(part);
        crash = error;
      } finally {
        leave();
      }
      const written = await this.#patiently(async () => {
        return await writeCrash(this.#deps.database.fork(), this.#lease, part);
      });
      if (written === null) throw new RunEnd('lost');
      if (written >= MAX_CRASHES) throw crash;
      crashes = written;
    }
  }

  /** Writes progress and signs of life until the signal says that it is over. */
  async #tick(signal: AbortSignal): Promise<void> {
    try {
      for (let last = performance.now(); ;) {
        await wait(TICK, undefined, { signal });
        if (!this.tally.changed && performance.now() - last < HEARTBEAT) continue;
        last = performance.now();
        await this.#save(signal);
      }
    } catch (error) {
      if (!signal.aborted) this.#abort.abort(runEndOf(error));
    }
  }

  async #save(signal: AbortSignal): Promise<void> {
    const { database } = this.#deps;
    const progress = this.tally.changed ? this.tally.look() : null;
    const write = async () =>
      progress === null ? await writeHeartbeat(database.fork(), this.#lease) : await this.#saveProgress(progress);
    const status = await this.#patiently(write, signal);
    if (status === null) throw new RunEnd('lost');
    if (status === 'CANCELING') throw new RunEnd('canceled');
  }

  async #saveProgress(progress: Progress): Promise<TaskStatus | null> {
    const { database, announce } = this.#deps;
    const written = await writeProgress(database.fork(), this.#lease, progress);
    if (written === null) return null;
    this.tally.saved(progress);
    announce(written);
    return written.status;
  }

  /** While the database is away no further part is begun. */
  async #patiently<T>(act: () => Promise<T>, signal: AbortSignal = this.#abort.signal): Promise<T> {
    try {
      return await patiently(act, signal, (reason) => this.#pause(reason));
    } finally {
      this.#away?.resolve();
      this.#away = null;
    }
  }

  #pause(reason: unknown): void {
    if (this.#away !== null) return;
    this.#deps.log.warn({ err: reason, task: this.#task.id }, 'a task is waiting for the database');
    this.#away = Promise.withResolvers();
  }
}
