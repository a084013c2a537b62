import { statement } from '../entities/queries/statement.ts';
import { type PlannedFile, Task, type TaskError, type TaskStatus } from '../entities/task.ts';
import type { GenerationSpec } from '../workers/host/model-host.ts';
import { Recent } from '../workers/programs/recent.ts';
import { checkReadable, readableSpec } from './check-readable.ts';
import { claim, claimNext, MAX_TRIES, nextTurn } from './claim.ts';
import { type DividedDeps, DividedRuns } from './divided-runs.ts';
import { endRun } from './end-run.ts';
import { PartGate } from './part-gate.ts';
import { passes, patiently } from './patience.ts';
import { INTERNAL, RunEnd, runEndOf } from './run-end.ts';
import { isPlanned, knownParts, type KnownPart, partKey } from './stored-parts.ts';
import { type RunDeps, TaskRun } from './task-run.ts';
import { writeGivenUp } from './write-end.ts';

/** Characters of specs that are kept from acceptance to the run, and what each counts for at least. */
const MAX_SPECS = 16 * 1024 * 1024;
const MIN_SPEC = MAX_SPECS / 1024;
/** Pieces that are looked for at once. */
const LOOKS = 32;
/** Milliseconds that a node which is being stopped waits for a database that is away. */
const STOP_PATIENCE = 2000;

export interface RunnerDeps extends Omit<DividedDeps, 'gate' | 'spec' | 'made' | 'ended' | 'giveUp'> {
  /** Whether there are other nodes, which may make slices of large tasks. */
  readonly isShared: boolean;
}

/** What ended on this node since the start. */
export interface RunnerCounts {
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
  readonly canceled: number;
  readonly rows: number;
  readonly bytes: number;
}

const waits = (): void => undefined;

/** Whether the row of a stored part can be what was written. */
const isSound = ({ bytes, crc32 }: KnownPart): boolean =>
  Number.isSafeInteger(bytes) && bytes >= 0 && Number.isInteger(crc32) && crc32 >= 0 && crc32 < 2 ** 32;

/** Runs tasks, each from claim to end. */
export class TaskRunner {
  readonly #deps: RunnerDeps & RunDeps;
  readonly #specs = new Recent<GenerationSpec>(MAX_SPECS);
  readonly #running = new Map<string, { readonly abort: AbortController; readonly over: Promise<void> }>();
  /** Tasks whose end cannot be written. */
  readonly #stuck = new Set<string>();
  readonly #stopping = new AbortController();
  readonly #ended = { completed: 0, failed: 0, canceled: 0, rows: 0, bytes: 0 };
  /** Null where no other node can be. */
  readonly divided: DividedRuns | null;
  #stopped = false;

  constructor(deps: RunnerDeps) {
    const gate = new PartGate();
    this.#deps = { ...deps, gate };
    const shared: DividedDeps = {
      ...deps,
      gate,
      spec: async (task) => await this.#spec(task, this.#stopping.signal),
      made: (rows, bytes) => this.#made(rows, bytes),
      ended: (status) => this.#count(status),
      giveUp: async (error, task, fence) => await this.#giveUpAfter(error, task, fence),
    };
    this.divided = deps.isShared ? new DividedRuns(shared, this.#stopping.signal) : null;
  }

  get counts(): RunnerCounts {
    return { running: this.#running.size + (this.divided?.running ?? 0), ...this.#ended };
  }

  /** Keeps the spec of a task that will be run soon, most likely here. */
  remember(task: string, spec: GenerationSpec): void {
    const { text, providers = [] } = spec.model;
    const values = providers.reduce((sum, { columns }) => sum + columns.length * (columns[0]?.values.length ?? 0), 0);
    this.#specs.add(task, spec, Math.max(MIN_SPEC, text.length + values * 16));
  }

  /** Runs a task to its end, if it is there to be had. Never throws. */
  async run(task: string): Promise<void> {
    if (this.#stopped || this.#running.has(task)) return;
    await this.#track(task, async (abort) => {
      await this.#claimAndRun(task, abort, async () => await claim(this.#deps.database.fork(), task, this.#deps.node));
    });
  }

  /** Runs the task whose turn it is to its end, if there is one. Never throws. */
  async runNext(): Promise<void> {
    if (this.#stopped) return;
    const { log } = this.#deps;
    try {
      const task = await this.#claimNext();
      if (task === null) return;
      await this.#track(task.id, async (abort) => {
        // The node may have been stopped while it claimed.
        if (this.#stopped) abort.abort(new RunEnd('stopped'));
        await this.#claimAndRun(task.id, abort, async () => await Promise.resolve(task));
      });
    } catch (err) {
      // Its job is lost then, which the supervisor notices.
      log.warn({ err }, 'no task could be begun: it is tried again');
    }
  }

  async #claimNext(): Promise<Task | null> {
    const { database, node } = this.#deps;
    try {
      return await claimNext(database.fork(), node);
    } catch (error) {
      // A row that cannot be claimed would be in the way of all others: it is run by itself, and ends with what is wrong with it.
      const next = await nextTurn(database.fork());
      if (next === null) throw error;
      await this.run(next);
      return null;
    }
  }

  async #track(task: string, run: (abort: AbortController) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    const over = run(abort);
    this.#running.set(task, { abort, over });
    try {
      await over;
    } finally {
      this.#running.delete(task);
    }
  }

  /** Ends a task that was begun too often. Never throws. */
  async giveUp(task: string): Promise<void> {
    if (this.#stopped || this.#running.has(task)) return;
    const message = `the task was begun ${MAX_TRIES} times, and each run ended before a part was stored: make it smaller`;
    await this.#giveUp(task, null, { code: 'CRASH_LOOP', message }, undefined);
  }

  /** Ends at once what is made here of a task that is being canceled. Never throws. */
  async cancel(task: string): Promise<void> {
    this.#running.get(task)?.abort.abort(new RunEnd('canceled'));
    await this.divided?.cancel(task);
  }

  /** Gives everything back that runs; answers when nothing does any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const patience = setTimeout(() => this.#stopping.abort(new RunEnd('stopped')), STOP_PATIENCE);
    const runs = [...this.#running.values()];
    for (const { abort } of runs) abort.abort(new RunEnd('stopped'));
    await Promise.all([...runs.map(({ over }) => over), this.divided?.stop()]);
    clearTimeout(patience);
  }

  async #claimAndRun(id: string, abort: AbortController, claimed: () => Promise<Task | null>): Promise<void> {
    const { announce } = this.#deps;
    let fence: number | null = null;
    try {
      const task = await claimed();
      if (task === null) return;
      ({ fence } = task);
      announce(task);
      if (task.status === 'CANCELING') abort.abort(new RunEnd('canceled'));
      await this.#runClaimed(task, abort);
    } catch (err) {
      await this.#giveUpAfter(err, id, fence);
    }
  }

  /** What stopped a run from being written may pass: its lease runs out then, and whoever finds that goes on with it. */
  async #giveUpAfter(err: unknown, id: string, fence: number | null): Promise<void> {
    if (this.#stopping.signal.aborted || passes(err) === 'yes') {
      this.#deps.log.error({ err, task: id }, 'a run of a task failed unexpectedly; it is taken up again');
      return;
    }
    await this.#giveUp(id, fence, { code: 'INTERNAL', message: INTERNAL }, err);
  }

  async #giveUp(id: string, fence: number | null, error: TaskError, cause: unknown): Promise<void> {
    const { database, store, node, announce, log } = this.#deps;
    try {
      if (!(await writeGivenUp(database.fork(), { task: id, fence, node }, error))) return;
      log.error({ err: cause, task: id, code: error.code }, 'a task failed for good');
      this.#ended.failed++;
      const task = await database.fork().findOne(Task, id);
      if (task !== null) announce(task);
      await store.removeTask(id);
    } catch (err) {
      // It is tried again for ever, and told once.
      if (!this.#stuck.has(id)) log.error({ err, cause, task: id }, 'a task cannot be ended');
      this.#stuck.add(id);
    }
  }

  async #runClaimed(task: Task, abort: AbortController): Promise<void> {
    const { signal } = abort;
    let run: TaskRun | null = null;
    let end: RunEnd | null = null;
    try {
      signal.throwIfAborted();
      const readable = checkReadable(task);
      const known = await this.#known(task, readable.plan.files, signal);
      if (readable.target === null && (await this.divided?.divide(task, known, signal)) === true) return;
      const spec = await this.#spec(task, signal);
      run = new TaskRun(task, known, this.#deps, abort);
      await run.makeAll(spec);
    } catch (error) {
      end = runEndOf(error);
    }
    const tally = run?.tally ?? null;
    const status = await endRun(task, tally, end, this.#deps, this.#stopping.signal);
    this.#count(status);
    if (status !== 'COMPLETED' || tally === null) return;
    const { rowsDone, bytesDone } = tally.progress();
    this.#made(rowsDone, bytesDone);
  }

  /** The parts of the plan that are known; one that the store has lost, or whose row is damaged, is not stored. */
  async #known(task: Task, files: readonly PlannedFile[], signal: AbortSignal): Promise<readonly KnownPart[]> {
    // The first run of a task finds nothing.
    if (task.fence === 1) return [];
    const { database, store } = this.#deps;
    const rows = await patiently(() => knownParts(database.fork(), task.id), signal, waits);
    const parts = rows.filter((part) => isPlanned(files, part));
    const found: KnownPart[] = [];
    for (let at = 0; at < parts.length; at += LOOKS) {
      const looked = parts.slice(at, at + LOOKS).map(async (part) => {
        const stored = part.stored && isSound(part) && (await store.has(partKey(task.id, part), part.bytes));
        return { ...part, stored };
      });
      found.push(...(await Promise.all(looked)));
    }
    return found;
  }

  async #spec(task: Task, signal: AbortSignal): Promise<GenerationSpec> {
    const kept = this.#specs.get(task.id);
    if (kept !== undefined) return kept;
    const em = this.#deps.database.fork();
    const text = 'select spec from task where id = $1';
    const [row] = await patiently(() => statement<{ spec: unknown }>(em, text, [task.id]), signal, waits);
    if (row === undefined) throw new RunEnd('lost');
    return readableSpec(row.spec, task.format);
  }

  #made(rows: number, bytes: number): void {
    this.#ended.rows += rows;
    this.#ended.bytes += bytes;
  }

  #count(status: TaskStatus | null): void {
    if (status === 'COMPLETED') this.#ended.completed++;
    if (status === 'FAILED') this.#ended.failed++;
    if (status === 'CANCELED') this.#ended.canceled++;
  }
}
