import { Piscina } from 'piscina';
import type { FromChild } from './messages.ts';
import { Job } from './job.ts';
import { type JobFailure, jobFailure } from './job-failure.ts';
import type { ModelHostSettings } from './model-host.ts';
import type { ThreadAnswer, ThreadJob, ThreadNews, ThreadSettings } from './thread-messages.ts';

/** Between two looks at the rows done, in milliseconds. */
const PROGRESS_INTERVAL = 100;
/** A part that is cancelled has so long to see it; a batch takes some milliseconds. */
const CANCEL_GRACE = 500;
/** Parts for each thread that may wait for the disk at once: a disk that lags behind slows the threads down in the end. */
const SYNCING_PER_THREAD = 2;

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

type PiscinaOptions = NonNullable<ConstructorParameters<typeof Piscina>[0]>;
type Balancer = NonNullable<PiscinaOptions['loadBalancer']>;

/**
 * Runs jobs in `threads + 1` threads: at most `threads` compute parts and as many inspections and previews, so that neither
 * waits for the other to end. A thread whose part is made and waits for the disk takes another job meanwhile; a thread that
 * must be ended ends with the guilty job, and what waited for the disk in it begins again.
 */
export class JobThreads {
  readonly #settings: ModelHostSettings;
  readonly #send: (message: FromChild) => void;
  readonly #piscina: Piscina<ThreadJob, ThreadAnswer>;
  readonly #parts: Job[] = [];
  readonly #calls: Job[] = [];
  readonly #jobs = new Map<number, Job>();
  /** Jobs that threads compute, or will as soon as they can. */
  readonly #computing = new Set<Job>();
  /** Parts that are made and wait for the disk. */
  readonly #syncing = new Set<Job>();
  /** The job that each thread computes, by the thread's id. */
  readonly #busy = new Map<number, Job>();
  /** The spec that each thread ran last: it is loaded there. */
  readonly #lastSpec = new Map<number, string>();
  #loaded = 0;

  /** @param send takes what the gateway is told. */
  constructor(settings: ModelHostSettings, send: (message: FromChild) => void) {
    this.#settings = settings;
    this.#send = send;
    const count = settings.threads + 1;
    const workerData: ThreadSettings = { store: settings.store };
    this.#piscina = new Piscina<ThreadJob, ThreadAnswer>({
      filename: new URL(`./job.worker${extension}`, import.meta.url).href,
      minThreads: count,
      maxThreads: count,
      // Which thread takes a job, and how many at once, is decided below: this is all there can be.
      concurrentTasksPerWorker: 1 + count * SYNCING_PER_THREAD,
      resourceLimits: { maxOldGenerationSizeMb: settings.threadMegabytes },
      loadBalancer: (task, workers) => this.#place(task, workers),
      workerData,
    });
    this.#piscina.on('message', (news: ThreadNews) => this.#hear(news));
    // A thread that cannot even start: the supervisor tries with a new process.
    this.#piscina.on('error', (error) => {
      throw error;
    });
    setInterval(() => this.#tellProgress(), PROGRESS_INTERVAL);
  }

  add(job: Job): void {
    this.#jobs.set(job.id, job);
    if (job.isPart) {
      this.#parts.push(job);
    } else {
      this.#calls.push(job);
      this.#limit(job, { reason: 'busy', message: 'the threads that check models are busy: try again' });
    }
    this.#next();
  }

  /** Ends a job that nobody wants any more; harmless where it has ended. A part that is made is finished. */
  cancel(id: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.committing) return;
    const failure: JobFailure = { reason: 'canceled', message: 'the part was cancelled' };
    if (!this.#computing.has(job)) {
      this.#stop(job, failure);
      return;
    }
    job.state.cancel();
    job.timer ??= setTimeout(() => this.#stop(job, failure), CANCEL_GRACE);
  }

  /** Lets a load be committed that waits for it. */
  commit(id: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.state.canceled) return;
    job.committing = true;
    job.state.permit();
  }

  /** Gives a call its time, to wait or to run. */
  #limit(job: Job, failure: JobFailure): void {
    clearTimeout(job.timer);
    job.timer = setTimeout(() => this.#stop(job, failure), this.#settings.interactiveTimeout);
  }

  /**
   * Takes a job out of its queue, or ends the thread that computes it. What an ended thread has written of a piece is left
   * aside, as after a crash: the gateway removes it.
   */
  #stop(job: Job, failure: JobFailure): void {
    if (job.made) return;
    const queue = job.isPart ? this.#parts : this.#calls;
    const position = queue.indexOf(job);
    if (position >= 0) {
      queue.splice(position, 1);
      this.#end(job, { kind: 'failed', id: job.id, failure });
    } else {
      job.stop = failure;
      job.thread.abort();
    }
  }

  #next(): void {
    const { threads } = this.#settings;
    while (this.#calls.length > 0 && this.#count(false) < threads && this.#computing.size <= threads) {
      this.#start(this.#calls.shift());
    }
    const most = threads * SYNCING_PER_THREAD;
    while (this.#parts.length > 0 && this.#count(true) < threads && this.#computing.size <= threads) {
      if (this.#syncing.size >= most) return;
      this.#start(this.#parts.shift());
    }
  }

  #count(parts: boolean): number {
    let count = 0;
    for (const job of this.#computing) if (job.isPart === parts) count++;
    return count;
  }

  #start(job: Job | undefined): void {
    if (job === undefined) return;
    this.#computing.add(job);
    if (!job.isPart) {
      const message = `it took longer than ${this.#settings.interactiveTimeout} ms: make the model smaller`;
      this.#limit(job, { reason: 'timeout', message });
    }
    this.#send({ kind: 'started', id: job.id });
    void this.#run(job);
  }

  /** Every outcome is told or leads to another start. */
  async #run(job: Job): Promise<void> {
    const { id, spec, work, state, thread } = job;
    job.place = undefined;
    const task = { id, spec, work, state: state.buffer, [Piscina.queueOptionsSymbol]: job };
    try {
      const answer = await this.#piscina.run(task, { signal: thread.signal });
      if (answer.ok) this.#end(job, { kind: 'done', id, result: answer.result });
      else this.#end(job, { kind: 'failed', id, failure: answer.failure });
    } catch (error) {
      // Whatever a job may meet is an answer: the thread itself is gone.
      this.#lost(job, error);
    }
    this.#next();
  }

  /** A part that was made is innocent: it begins again, once. */
  #lost(job: Job, error: unknown): void {
    if (job.place !== undefined) this.#lastSpec.delete(job.place);
    if (job.made && job.stop === undefined && !job.again) {
      job.made = false;
      job.again = true;
      this.#syncing.delete(job);
      this.#parts.unshift(job);
      return;
    }
    this.#end(job, { kind: 'failed', id: job.id, failure: job.stop ?? lossOf(error) });
  }

  #end(job: Job, message: FromChild): void {
    clearTimeout(job.timer);
    this.#jobs.delete(job.id);
    this.#syncing.delete(job);
    this.#release(job);
    this.#send(message);
  }

  #release(job: Job): void {
    this.#computing.delete(job);
    if (job.place !== undefined && this.#busy.get(job.place) === job) this.#busy.delete(job.place);
  }

  /**
   * The thread for a job: one that computes nothing, best one that has its spec loaded. A call, which may end its thread,
   * goes where no part waits for the disk, if it can. There is such a thread, or one is being started.
   */
  #place(task: Parameters<Balancer>[0], workers: Parameters<Balancer>[1]): ReturnType<Balancer> {
    const job: unknown = Reflect.get(task, Piscina.queueOptionsSymbol);
    if (!(job instanceof Job)) throw new Error('a task that is no job');
    const idle = workers.filter(({ id }) => !this.#busy.has(id));
    const empty = idle.filter(({ currentUsage }) => currentUsage === 0);
    const choice = job.isPart || empty.length === 0 ? idle : empty;
    const best = choice.find(({ id }) => this.#lastSpec.get(id) === job.spec.id) ?? choice[0];
    if (best === undefined) return null;
    job.place = best.id;
    this.#busy.set(best.id, job);
    this.#lastSpec.set(best.id, job.spec.id);
    return best;
  }

  #hear(news: ThreadNews): void {
    if (news.kind === 'loaded') {
      this.#loaded++;
      if (this.#loaded === this.#settings.threads + 1) this.#send({ kind: 'ready' });
      return;
    }
    if (news.kind === 'committing') {
      this.#send(news);
      return;
    }
    const job = this.#jobs.get(news.id);
    if (job === undefined) return;
    job.made = true;
    this.#syncing.add(job);
    this.#release(job);
    this.#next();
  }

  #tellProgress(): void {
    const rows: [id: number, rows: number][] = [];
    for (const job of this.#jobs.values()) {
      if (job.state.rows === job.told) continue;
      job.told = job.state.rows;
      rows.push([job.id, job.told]);
    }
    if (rows.length > 0) this.#send({ kind: 'progress', rows });
  }
}

/** Why a job lost its thread that nobody ended. */
function lossOf(error: unknown): JobFailure {
  const failure = jobFailure(error);
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory
    ? {
        ...failure,
        reason: 'too-large',
        message: 'it took more memory than a thread is allowed: make the model smaller',
      }
    : failure;
}
