import { Piscina } from 'piscina';
import type { FromChild } from './messages.ts';
import { Job } from './job.ts';
import { type JobFailure, jobFailure } from './job-failure.ts';
import type { ModelHostSettings } from './model-host.ts';
import type { ThreadAnswer, ThreadJob, ThreadNews, ThreadSettings } from './thread-messages.ts';

/** Between two looks at the rows done and the time used, in milliseconds. */
const PROGRESS_INTERVAL = 100;
/** A part that is cancelled has so long to see it; a batch takes some milliseconds. */
const CANCEL_GRACE = 500;
/** Threads for quick calls beside those that compute parts. */
const CALL_THREADS = 1;
/** Parts for each thread that may wait for the disk at once: a disk that lags behind slows the threads down in the end. */
const SYNCING_PER_THREAD = 2;

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

type PiscinaOptions = NonNullable<ConstructorParameters<typeof Piscina>[0]>;
type Balancer = NonNullable<PiscinaOptions['loadBalancer']>;

interface Pool {
  readonly piscina: Piscina<ThreadJob, ThreadAnswer>;
  readonly size: number;
  /** Threads that have loaded their modules. */
  loaded: number;
}

/**
 * Runs jobs in `threads + 1` threads, and slow calls in some more of a lower priority. At most `threads` compute parts; calls
 * (inspections and previews) run as they come: whose turn it is, and for how long, the gateway decides, which lets no more come
 * than there are threads for. A thread whose part is made and waits for the disk takes another job meanwhile; a thread that
 * must be ended ends with the guilty job, and what waited for the disk in it begins again.
 */
export class JobThreads {
  readonly #settings: ModelHostSettings;
  readonly #send: (message: FromChild) => void;
  readonly #quick: Pool;
  readonly #slow: Pool;
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
  #isReady = false;

  /** @param send takes what the gateway is told. */
  constructor(settings: ModelHostSettings, send: (message: FromChild) => void) {
    this.#settings = settings;
    this.#send = send;
    const count = settings.threads + CALL_THREADS;
    this.#quick = this.#pool('job', count, 1 + count * SYNCING_PER_THREAD);
    this.#slow = this.#pool('slow', slowThreads(settings), 1);
    setInterval(() => {
      this.#tellProgress();
      for (const job of this.#computing) void this.#tellUse(job);
    }, PROGRESS_INTERVAL);
  }

  /** @param jobs that a thread may have at once: which thread takes one, and how many, is decided below. */
  #pool(entry: string, size: number, jobs: number): Pool {
    const workerData: ThreadSettings = { store: this.#settings.store };
    const piscina = new Piscina<ThreadJob, ThreadAnswer>({
      filename: new URL(`./${entry}.worker${extension}`, import.meta.url).href,
      minThreads: size,
      maxThreads: size,
      concurrentTasksPerWorker: jobs,
      resourceLimits: { maxOldGenerationSizeMb: this.#settings.threadMegabytes },
      loadBalancer: (task, workers) => this.#place(task, workers),
      workerData,
    });
    const pool = { piscina, size, loaded: 0 };
    piscina.on('message', (news: ThreadNews) => this.#hear(news, pool));
    piscina.on('workerDestroy', () => this.#count(pool, -1));
    // A thread that cannot even start: the supervisor tries with a new process.
    piscina.on('error', (error) => {
      throw error;
    });
    return pool;
  }

  add(job: Job): void {
    this.#jobs.set(job.id, job);
    (job.isPart ? this.#parts : this.#calls).push(job);
    this.#next();
  }

  /**
   * Ends a job that nobody wants any more; harmless where it has ended. A part that is made is finished; one that is being made
   * gets a moment to see it, a call loses its thread at once.
   */
  cancel(id: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined || job.committing) return;
    const failure: JobFailure = { reason: 'canceled', message: 'the job was cancelled' };
    if (!this.#computing.has(job) || !job.isPart) {
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
      this.#end(job, { kind: 'failed', id: job.id, failure, lost: false });
    } else {
      job.stop = failure;
      job.thread.abort();
    }
  }

  #next(): void {
    const { threads } = this.#settings;
    for (const job of this.#calls.slice()) {
      if (!job.isSlow && this.#computingIn(this.#quick) >= this.#quick.size) continue;
      this.#calls.splice(this.#calls.indexOf(job), 1);
      this.#start(job);
    }
    while (
      this.#parts.length > 0 &&
      this.#partsComputing < threads &&
      this.#computingIn(this.#quick) < this.#quick.size
    ) {
      if (this.#syncing.size >= threads * SYNCING_PER_THREAD) return;
      this.#start(this.#parts.shift());
    }
  }

  #computingIn(pool: Pool): number {
    let count = 0;
    for (const { isSlow } of this.#computing) if (isSlow === (pool === this.#slow)) count++;
    return count;
  }

  get #partsComputing(): number {
    let count = 0;
    for (const { isPart } of this.#computing) if (isPart) count++;
    return count;
  }

  #start(job: Job | undefined): void {
    if (job === undefined) return;
    this.#computing.add(job);
    void this.#run(job);
    // A message takes longer to send than a thread takes to wake up.
    this.#send({ kind: 'started', id: job.id });
  }

  /** Every outcome is told or leads to another start. */
  async #run(job: Job): Promise<void> {
    const { id, spec, work, state, thread } = job;
    job.place = undefined;
    const task = { id, spec, work, state: state.buffer, [Piscina.queueOptionsSymbol]: job };
    try {
      const answer = await (job.isSlow ? this.#slow : this.#quick).piscina.run(task, { signal: thread.signal });
      if (answer.ok) this.#end(job, { kind: 'done', id, result: answer.result });
      else this.#end(job, { kind: 'failed', id, failure: answer.failure, lost: false });
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
    this.#end(job, { kind: 'failed', id: job.id, failure: job.stop ?? lossOf(error), lost: true });
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
    if (!job.isPart) job.used = this.#meter(job.isSlow ? this.#slow : this.#quick, best.id);
    return best;
  }

  #hear(news: ThreadNews, pool: Pool): void {
    if (news.kind === 'loaded') {
      this.#count(pool, 1);
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

  /** Counts threads that have loaded their modules, or are gone. */
  #count(pool: Pool, change: 1 | -1): void {
    pool.loaded += change;
    this.#isReady ||= this.#quick.loaded === this.#quick.size;
    if (this.#isReady) this.#send({ kind: 'ready', threads: this.#quick.loaded, slow: this.#slow.loaded });
  }

  /** Measures what a thread works from now on. Where Node cannot tell, it is taken to work all the time. */
  #meter({ piscina }: Pool, thread: number): () => Promise<number> {
    const worker = piscina.threads.find(({ threadId }) => threadId === thread);
    const began = performance.now();
    if (worker === undefined || !('cpuUsage' in worker)) return () => Promise.resolve(performance.now() - began);
    const before = worker.cpuUsage();
    // Whoever asks gets the error.
    before.catch(() => undefined);
    return async () => {
      const { user, system } = await worker.cpuUsage(await before);
      return (user + system) / 1000;
    };
  }

  async #tellUse(job: Job): Promise<void> {
    const { used } = job;
    if (used === undefined) return;
    // One question at a time.
    job.used = undefined;
    try {
      const milliseconds = await used();
      if (!this.#computing.has(job)) return;
      this.#send({ kind: 'used', id: job.id, milliseconds });
      job.used = used;
    } catch {
      // The thread has ended, which is told elsewhere.
    }
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

/** Threads for slow calls. */
function slowThreads({ threads }: ModelHostSettings): number {
  return Math.max(1, threads >> 1);
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
