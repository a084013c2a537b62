import { randomUUID } from 'node:crypto';
import { TargetFailure, type TransactionId } from '../../targets/index.ts';
import { openStore } from '../../artifacts/open-store.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import type { FromChild, ToChild, Work, WorkResult } from './messages.ts';
import { type HostLog, HostProcess } from './host-process.ts';
import {
  type GenerationSpec,
  HostFailure,
  type Inspection,
  type LoadEvents,
  type LoadJob,
  type ModelHost,
  type ModelHostSettings,
  type PartJob,
  type PartResult,
  type Preview,
  type PreviewRequest,
} from './model-host.ts';
import { Recent } from '../programs/recent.ts';
import { type SpecText, specText } from './spec-text.ts';

/** Inspections that are kept: characters of their JSON, and what each counts for at least, so that there are at most 256. */
const MAX_KEPT = 16 * 1024 * 1024;
const MIN_KEPT = MAX_KEPT / 256;
/**
 * The process times a call itself, until its turn and until its answer; this much later it is given up here, should the
 * process not be up or not answer.
 */
const GRACE = 1000;

/** Something asked for that has no answer yet. */
interface Call {
  readonly id: number;
  readonly spec: SpecText;
  readonly work: Work;
  readonly events: Partial<LoadEvents>;
  /** How often a thread has taken it: again where the first one was ended for another call. */
  starts: number;
  resolve(result: WorkResult): void;
  reject(error: unknown): void;
}

/** The gateway's side of the host. Calls wait here until the process is up, and here again when it dies before their turn. */
export class SupervisedHost implements ModelHost {
  readonly threads: number;
  readonly #settings: ModelHostSettings;
  readonly #log: HostLog;
  readonly #process: HostProcess;
  readonly #store: ArtifactStore;
  readonly #calls = new Map<number, Call>();
  readonly #inspections = new Recent<Inspection>(MAX_KEPT);
  #nextId = 1;
  #isReady = false;
  #isClosed = false;

  constructor(settings: ModelHostSettings, log: HostLog) {
    this.threads = settings.threads;
    this.#settings = settings;
    this.#log = log;
    this.#store = openStore(settings.store);
    this.#process = new HostProcess(settings, log, {
      message: (message) => this.#hear(message),
      died: () => this.#mourn(),
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** How often the process died and was started again. */
  get restarts(): number {
    return this.#process.restarts;
  }

  async inspect(spec: GenerationSpec): Promise<Inspection> {
    const text = specText(spec);
    const known = this.#inspections.get(text.id);
    if (known !== undefined) return known;
    const result = await this.#interactive(text, { kind: 'inspect', key: `samples/${randomUUID()}` });
    if (result.kind !== 'inspect') throw mixedUp();
    this.#inspections.add(text.id, result.inspection, Math.max(MIN_KEPT, result.size));
    return result.inspection;
  }

  async faults(spec: GenerationSpec, entities: readonly string[]): Promise<readonly string[]> {
    const result = await this.#interactive(specText(spec), { kind: 'faults', entities });
    if (result.kind !== 'faults') throw mixedUp();
    return result.faults;
  }

  async preview({ model, ...range }: PreviewRequest): Promise<Preview> {
    const text = specText({ model, format: 'jsonl', options: {} });
    const result = await this.#interactive(text, { kind: 'preview', ...range });
    if (result.kind !== 'preview') throw mixedUp();
    return result.preview;
  }

  async makePart(job: PartJob, progress: (rows: number) => void, signal: AbortSignal): Promise<PartResult> {
    signal.throwIfAborted();
    const { spec, ...work } = job;
    const { call, result } = this.#call(specText(spec), { kind: 'part', ...work }, { progress });
    const cancel = (): void => this.#cancel(call, signal);
    signal.addEventListener('abort', cancel);
    try {
      const made = await result;
      if (made.kind !== 'part') throw mixedUp();
      signal.throwIfAborted();
      return made.part;
    } catch (error) {
      // Whatever it came to, nobody waits for it.
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async load(job: LoadJob, events: LoadEvents, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { spec, ...work } = job;
    const { call, result } = this.#call(specText(spec), { kind: 'load', ...work }, events);
    const cancel = (): void => this.#cancel(call, signal);
    signal.addEventListener('abort', cancel);
    try {
      // What is committed is, whoever wants it no more.
      await result;
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const call of this.#calls.values()) call.reject(closed());
    await this.#process.close();
  }

  #cancel(call: Call, signal: AbortSignal): void {
    if (this.#isReady) this.#process.send({ kind: 'cancel', id: call.id });
    else call.reject(signal.reason);
  }

  /** A load waits in its thread until whoever asked for it has noted the transaction. */
  async #permit(id: number, transaction: TransactionId): Promise<void> {
    const call = this.#calls.get(id);
    try {
      if (call?.events.committing === undefined) throw closed();
      await call.events.committing(transaction);
      this.#process.send({ kind: 'commit', id });
    } catch (error) {
      this.#process.send({ kind: 'cancel', id });
      call?.reject(error);
    }
  }

  async #interactive(spec: SpecText, work: Work): Promise<WorkResult> {
    const { call, result } = this.#call(spec, work);
    const late = new HostFailure('busy', 'the process that runs models did not answer in time: try again');
    const timer = setTimeout(() => call.reject(late), 2 * this.#settings.interactiveTimeout + GRACE);
    try {
      return await result;
    } finally {
      clearTimeout(timer);
    }
  }

  #call(spec: SpecText, work: Work, events: Partial<LoadEvents> = {}): { call: Call; result: Promise<WorkResult> } {
    const { promise, resolve, reject } = Promise.withResolvers<WorkResult>();
    const id = this.#nextId++;
    const forget =
      <T>(settle: (value: T) => void) =>
      (value: T): void => {
        this.#calls.delete(id);
        settle(value);
      };
    const call = { id, spec, work, events, starts: 0, resolve: forget(resolve), reject: forget(reject) };
    if (this.#isClosed) {
      reject(closed());
    } else {
      this.#calls.set(id, call);
      if (this.#isReady) this.#process.send(runMessage(call));
    }
    return { call, result: promise };
  }

  #hear(message: FromChild): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        for (const call of this.#calls.values()) this.#process.send(runMessage(call));
        break;
      case 'progress':
        for (const [id, rows] of message.rows) this.#calls.get(id)?.events.progress?.(rows);
        break;
      case 'want': {
        const spec = this.#calls.get(message.job)?.spec;
        const { job } = message;
        this.#process.send(spec === undefined ? { kind: 'cancel', id: job } : { kind: 'spec', job, json: spec.json });
        break;
      }
      case 'started': {
        const call = this.#calls.get(message.id);
        if (call !== undefined) call.starts++;
        break;
      }
      case 'committing':
        void this.#permit(message.id, message.transaction);
        break;
      case 'done': {
        const call = this.#calls.get(message.id);
        if (call !== undefined && call.starts > 1) void this.#clearAway(call, () => call.resolve(message.result));
        else call?.resolve(message.result);
        break;
      }
      case 'failed': {
        const { reason, message: text, detail, target } = message.failure;
        if (detail !== undefined) this.#log.error({ reason, detail }, 'a job of the model host failed');
        const call = this.#calls.get(message.id);
        const failure =
          target === undefined
            ? new HostFailure(reason === 'canceled' ? 'failed' : reason, text)
            : new TargetFailure(target.code, text, target.problems);
        if (call !== undefined) void this.#clearAway(call, () => call.reject(failure));
      }
    }
  }

  #mourn(): void {
    this.#isReady = false;
    const failure = new HostFailure('crashed', 'the process that runs models died while it ran this');
    for (const call of this.#calls.values()) {
      if (call.starts > 0) void this.#clearAway(call, () => call.reject(failure));
    }
  }

  /** Removes what a thread that was ended, or the process that died, has left of a file; `then` may begin it anew. */
  async #clearAway({ work }: Call, then: () => void): Promise<void> {
    try {
      if ('key' in work) await this.#store.removeUnfinishedPiece(work.key);
    } catch (err) {
      this.#log.warn({ err }, 'what was begun of a file could not be removed: the next start tries again');
    }
    then();
  }
}

const runMessage = ({ id, spec, work }: Call): ToChild => ({ kind: 'run', id, spec: spec.id, work });

const closed = (): HostFailure => new HostFailure('closed', 'the host is being closed');

const mixedUp = (): Error => new Error('a result of another kind than what was asked for');
