import { createHash, randomUUID } from 'node:crypto';
import type { FabricateRequest, FabricateResult } from '../../dialects/index.ts';
import { TargetFailure, type TransactionId } from '../../targets/index.ts';
import { openStore } from '../../artifacts/open-store.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import type { Asker } from './accounts.ts';
import type { FromChild, ToChild, Work, WorkResult } from './messages.ts';
import { type HostLog, HostProcess } from './host-process.ts';
import {
  type GenerationSpec,
  HostFailure,
  type ImportedText,
  type ImportRequest,
  type Inspection,
  type LoadEvents,
  type LoadJob,
  type ModelHost,
  type ModelHostSettings,
  type PartJob,
  type PartResult,
  type Preview,
  type PreviewRequest,
  type InlinedModel,
  type KeptOutside,
} from './model-host.ts';
import type { ModelRequest } from '../programs/model-request.ts';
import { Recent } from '../programs/recent.ts';
import { type SpecText, specText } from './spec-text.ts';
import { type Turn, type TurnEvents, Turns } from './turns.ts';

/** Inspections that are kept: characters of their JSON, and what each counts for at least, so that there are at most 256. */
const MAX_KEPT = 16 * 1024 * 1024;
const MIN_KEPT = MAX_KEPT / 256;
/** Calls that were found to take too much are refused for so many milliseconds, and so many of them are remembered. */
const REFUSED_FOR = 5 * 60_000;
const MAX_REFUSED = 10_000;
/** Bytes of a spec that is taken to be slow before it has run. */
const LARGE = 64 * 1024;
/** Milliseconds between two looks at whose time is up. */
const LOOK_INTERVAL = 50;

/** Something asked for that has no answer yet. */
interface PendingRequest {
  readonly id: number;
  readonly spec: SpecText;
  readonly work: Work;
  readonly events: Partial<LoadEvents>;
  /** How often a thread has taken it: again where the first one was ended for another call. */
  starts: number;
  resolve(result: WorkResult): void;
  reject(error: unknown): void;
}

/** An inspection, a preview or the like: whoever asks for it waits for an answer, and it takes turns with others. */
interface InteractiveRequest extends PendingRequest, Turn {
  /** Equal for calls that cost the same. */
  readonly digest: string;
  /** What it came to while its thread is still being ended. */
  failure: HostFailure | undefined;
}

/** A call that took too much, and until when it is not tried again. */
interface Expensive {
  readonly failure: HostFailure;
  readonly until: number;
}

/** The gateway's side of the host. Calls wait here until the process is up, and here again when it dies before their turn. */
export class SupervisedHost implements ModelHost {
  readonly threads: number;
  readonly #log: HostLog;
  readonly #process: HostProcess;
  readonly #store: ArtifactStore;
  /** Parts and loads. */
  readonly #calls = new Map<number, PendingRequest>();
  readonly #turns: Turns<InteractiveRequest>;
  /** Calls that have their turn. */
  readonly #running = new Map<number, InteractiveRequest>();
  /** Inspections on their way, by key and spec. */
  readonly #inspecting = new Map<string, Promise<Inspection>>();
  readonly #expensive = new Recent<Expensive>(MAX_REFUSED);
  /** While calls wait or run. */
  #looking: NodeJS.Timeout | undefined;
  #loaded = { threads: 0, slow: 0 };
  readonly #inspections = new Recent<Inspection>(MAX_KEPT);
  #nextId = 1;
  #isReady = false;
  #isClosed = false;

  constructor(settings: ModelHostSettings, log: HostLog) {
    this.threads = settings.threads;
    this.#log = log;
    this.#store = openStore(settings.store);
    const events: TurnEvents<InteractiveRequest> = {
      start: (call, slow) => this.#start(call, slow),
      stop: ({ id }) => this.#process.send({ kind: 'cancel', id }),
      fail: (call, failure) => this.#fail(call, failure),
    };
    this.#turns = new Turns(events, settings.interactiveTimeout, () => performance.now());
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

  async inspect(spec: GenerationSpec, asker: Asker): Promise<Inspection> {
    const text = specText(spec);
    const known = this.#inspections.get(text.id);
    if (known !== undefined) return known;
    const name = JSON.stringify([asker.key, text.id]);
    const running = this.#inspecting.get(name);
    if (running !== undefined) return await running;
    const inspecting = this.#inspect(text, asker).finally(() => this.#inspecting.delete(name));
    this.#inspecting.set(name, inspecting);
    return await inspecting;
  }

  async #inspect(text: SpecText, asker: Asker): Promise<Inspection> {
    const result = await this.#interactive(text, { kind: 'inspect', key: `samples/${randomUUID()}` }, asker);
    if (result.kind !== 'inspect') throw mixedUp();
    this.#inspections.add(text.id, result.inspection, Math.max(MIN_KEPT, result.size));
    return result.inspection;
  }

  async faults(spec: GenerationSpec, entities: readonly string[], asker: Asker): Promise<readonly string[]> {
    const result = await this.#interactive(specText(spec), { kind: 'faults', entities }, asker);
    if (result.kind !== 'faults') throw mixedUp();
    return result.faults;
  }

  async inline(model: ModelRequest, kept: KeptOutside, asker: Asker): Promise<InlinedModel> {
    const text = specText({ model, format: 'csv', options: {} });
    const result = await this.#interactive(text, { kind: 'inline', kept }, asker);
    if (result.kind !== 'inline') throw mixedUp();
    return result.inlined;
  }

  async readFabricate(request: FabricateRequest, asker: Asker): Promise<FabricateResult> {
    const result = await this.#interactive(specText(request), { kind: 'fabricate' }, asker);
    if (result.kind !== 'fabricate') throw mixedUp();
    return result.read;
  }

  async importText(request: ImportRequest, asker: Asker): Promise<ImportedText> {
    const result = await this.#interactive(specText(request), { kind: 'import' }, asker);
    if (result.kind !== 'import') throw mixedUp();
    return result.imported;
  }

  async preview({ model, ...range }: PreviewRequest, asker: Asker): Promise<Preview> {
    const text = specText({ model, format: 'jsonl', options: {} });
    const result = await this.#interactive(text, { kind: 'preview', ...range }, asker);
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
    clearInterval(this.#looking);
    this.#turns.clear((call) => call.reject(closed()));
    for (const call of this.#calls.values()) call.reject(closed());
    await this.#process.close();
  }

  #cancel(call: PendingRequest, signal: AbortSignal): void {
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

  /** Waits for a turn and the answer. Refuses at once what was found to take too much lately. */
  async #interactive(spec: SpecText, work: Work, asker: Asker): Promise<WorkResult> {
    if (this.#isClosed) throw closed();
    const digest = digestOf(spec, work);
    const expensive = this.#expensive.get(digest);
    if (expensive !== undefined && expensive.until > performance.now()) throw expensive.failure;
    const { promise, resolve, reject } = Promise.withResolvers<WorkResult>();
    const id = this.#nextId++;
    const isLarge = spec.json.length > LARGE;
    this.#turns.add({
      id,
      spec,
      work,
      asker,
      digest,
      isLarge,
      failure: undefined,
      events: {},
      starts: 0,
      resolve,
      reject,
    });
    this.#looking ??= setInterval(() => this.#look(), LOOK_INTERVAL);
    return await promise;
  }

  #look(): void {
    this.#turns.look();
    if (!this.#turns.isIdle) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #start(call: InteractiveRequest, slow: boolean): void {
    this.#running.set(call.id, call);
    this.#process.send(runMessage(call, slow));
  }

  /** A call that takes so much time or memory, or ends the process, would do so again. */
  #fail(call: InteractiveRequest, failure: HostFailure): void {
    if (failure.reason !== 'busy') {
      this.#expensive.add(call.digest, { failure, until: performance.now() + REFUSED_FOR }, 1);
    }
    if (this.#running.has(call.id)) call.failure = failure;
    else this.#reject(call, failure);
  }

  /** Whatever a call has left is gone before its answer comes. */
  #reject(call: InteractiveRequest, error: unknown): void {
    if (call.starts > 0) void this.#clearAway(call, () => call.reject(error));
    else call.reject(error);
  }

  /** Parts have their threads first, so that calls get what is left. */
  #resize(): void {
    const parts = Math.min(this.threads, this.#calls.size);
    if (this.#isReady) this.#turns.resize(this.#loaded.threads - parts, this.#loaded.slow);
  }

  #call(
    spec: SpecText,
    work: Work,
    events: Partial<LoadEvents> = {},
  ): { call: PendingRequest; result: Promise<WorkResult> } {
    const { promise, resolve, reject } = Promise.withResolvers<WorkResult>();
    const id = this.#nextId++;
    const forget =
      <T>(settle: (value: T) => void) =>
      (value: T): void => {
        this.#calls.delete(id);
        this.#resize();
        settle(value);
      };
    const call = { id, spec, work, events, starts: 0, resolve: forget(resolve), reject: forget(reject) };
    if (this.#isClosed) {
      reject(closed());
    } else {
      this.#calls.set(id, call);
      this.#resize();
      if (this.#isReady) this.#process.send(runMessage(call));
    }
    return { call, result: promise };
  }

  #hear(message: FromChild): void {
    switch (message.kind) {
      case 'ready':
        this.#loaded = message;
        if (!this.#isReady) for (const call of this.#calls.values()) this.#process.send(runMessage(call));
        this.#isReady = true;
        this.#resize();
        break;
      case 'progress':
        for (const [id, rows] of message.rows) this.#calls.get(id)?.events.progress?.(rows);
        break;
      case 'want': {
        const { job } = message;
        const spec = (this.#calls.get(job) ?? this.#running.get(job))?.spec;
        this.#process.send(spec === undefined ? { kind: 'cancel', id: job } : { kind: 'spec', job, json: spec.json });
        break;
      }
      case 'started': {
        const call = this.#calls.get(message.id);
        if (call !== undefined) call.starts++;
        const turn = this.#running.get(message.id);
        if (turn !== undefined) {
          turn.starts++;
          this.#turns.began(turn);
        }
        break;
      }
      case 'used': {
        const turn = this.#running.get(message.id);
        if (turn !== undefined) this.#turns.used(turn, message.milliseconds);
        break;
      }
      case 'committing':
        void this.#permit(message.id, message.transaction);
        break;
      case 'done': {
        const call = this.#calls.get(message.id);
        if (call !== undefined && call.starts > 1) void this.#clearAway(call, () => call.resolve(message.result));
        else call?.resolve(message.result);
        const turn = this.#running.get(message.id);
        if (turn === undefined) break;
        this.#running.delete(turn.id);
        this.#turns.ended(turn, false, false);
        if (turn.failure !== undefined) this.#reject(turn, turn.failure);
        else if (turn.starts > 1) void this.#clearAway(turn, () => turn.resolve(message.result));
        else turn.resolve(message.result);
        break;
      }
      case 'failed':
        this.#failed(message);
    }
  }

  #failed({ id, failure: { reason, message, detail, target }, lost }: Extract<FromChild, { kind: 'failed' }>): void {
    if (detail !== undefined) this.#log.error({ reason, detail }, 'a job of the model host failed');
    const failure =
      target === undefined
        ? new HostFailure(reason === 'canceled' ? 'failed' : reason, message)
        : new TargetFailure(target.code, message, target.problems);
    const call = this.#calls.get(id);
    if (call !== undefined) void this.#clearAway(call, () => call.reject(failure));
    const turn = this.#running.get(id);
    if (turn === undefined) return;
    if (lost && failure instanceof HostFailure && failure.reason === 'too-large') this.#fail(turn, failure);
    this.#running.delete(id);
    if (!this.#turns.ended(turn, reason === 'canceled', lost)) this.#reject(turn, turn.failure ?? failure);
  }

  #mourn(): void {
    this.#isReady = false;
    const over = [...this.#running.values()].filter(({ failure }) => failure !== undefined);
    this.#running.clear();
    for (const call of over) this.#reject(call, call.failure);
    const parts = [...this.#calls.values()].filter(({ starts }) => starts > 0);
    const failure = new HostFailure('crashed', 'the process that runs models crashed during this job');
    for (const call of this.#turns.died()) this.#fail(call, failure);
    for (const call of parts) void this.#clearAway(call, () => call.reject(failure));
  }

  /** Removes what a thread that was ended, or the process that died, has left of a file; `then` may begin it anew. */
  async #clearAway({ work }: PendingRequest, then: () => void): Promise<void> {
    try {
      if ('key' in work) await this.#store.removeUnfinishedPiece(work.key);
    } catch (err) {
      this.#log.warn({ err }, 'an incomplete file could not be removed: the next start tries again');
    }
    then();
  }
}

/** What a call costs is a matter of its spec and its work, wherever it keeps a sample. */
function digestOf({ id }: SpecText, { kind, ...work }: Work): string {
  const rest = kind === 'inspect' ? {} : work;
  return createHash('sha256')
    .update(JSON.stringify([id, kind, rest]))
    .digest('base64');
}

function runMessage({ id, spec, work }: PendingRequest, slow = false): ToChild {
  return { kind: 'run', id, spec: spec.id, work, slow };
}

const closed = (): HostFailure => new HostFailure('closed', 'the host is being closed');

const mixedUp = (): Error => new Error('a result of another kind than what was asked for');
