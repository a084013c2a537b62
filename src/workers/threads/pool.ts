import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { Part } from '../../engine/plan.ts';
import type { PartMakers } from '../making/part-makers.ts';
import type { PartChunk, PartSource } from '../making/part-source.ts';
import type { PartAnswer, PartRequest, WorkerSettings } from './protocol.ts';
import { partBytes } from '../making/part-bytes.ts';
import { threadOptions } from './thread-options.ts';

const FIRST_BUFFER = 1 << 20;
/** Parts in the hands of a thread: one it makes, and one it goes on with while the first is written. */
const PARTS_PER_THREAD = 2;

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** A part in somebody's hands. */
interface Pending {
  readonly part: Part;
  /** Once it is made. */
  made?: PartAnswer;
  /** Settled when it is made, or never will be. */
  readonly settled: Promise<void>;
}

/**
 * Makes parts in several threads, the one that asks being one of them: it helps while it would wait, and does all the work
 * until the others have started. Buffers travel to a thread and back; at most two parts a thread are in flight.
 */
export class PartPool implements PartSource {
  readonly #most: number;
  readonly #makers: PartMakers;
  readonly #piscina: Piscina<PartRequest, PartAnswer>;
  readonly #buffers: ArrayBuffer[] = [];
  /** Parts that threads could take at once. */
  #free = 0;
  #failure: unknown;

  /** @param threads at least 2. @param makers makes the caller's share, by the same settings. */
  constructor(threads: number, settings: WorkerSettings, makers: PartMakers) {
    this.#most = threads * PARTS_PER_THREAD;
    this.#makers = makers;
    this.#piscina = new Piscina<PartRequest, PartAnswer>({
      filename: new URL(`./part.worker${extension}`, import.meta.url).href,
      minThreads: threads - 1,
      maxThreads: threads - 1,
      concurrentTasksPerWorker: PARTS_PER_THREAD,
      workerData: settings,
      ...threadOptions(),
    });
    this.#piscina.on('error', (error) => this.#fail(error));
    for (let thread = 1; thread < threads; thread++) void this.#welcome();
  }

  async *make(parts: Iterable<Part>): AsyncGenerator<PartChunk, void, undefined> {
    const source = parts[Symbol.iterator]();
    const queue: Pending[] = [];
    let next = source.next();
    for (;;) {
      for (; this.#free > 0 && next.done !== true; next = source.next()) queue.push(this.#handOver(next.value));
      const [head] = queue;
      if (this.#failure !== undefined) throw this.#failure;
      if (head?.made !== undefined) {
        queue.shift();
        const { buffer, length, seal } = head.made;
        yield { part: head.part, bytes: new Uint8Array(buffer, 0, length), rows: head.part.rows, seal };
        this.#buffers.push(buffer);
      } else if (next.done !== true && queue.length < this.#most) {
        queue.push(this.#makeHere(next.value));
        next = source.next();
      } else if (head === undefined) {
        return;
      } else {
        await head.settled;
      }
      // Lets threads say what they have done, and signals be heard.
      await setImmediate();
    }
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    this.#fail(new Error('the threads were ended'));
    await this.#piscina.destroy();
  }

  /** Counts on a thread once it answers. */
  async #welcome(): Promise<void> {
    try {
      await this.#run(null);
      this.#free += PARTS_PER_THREAD;
    } catch (error) {
      this.#fail(error);
    }
  }

  #handOver(part: Part): Pending {
    this.#free--;
    const made = async (): Promise<void> => {
      try {
        const answer = await this.#run(part);
        pending.made = answer;
        this.#free++;
      } catch (error) {
        this.#fail(error);
      }
    };
    const pending: Pending = { part, settled: made() };
    return pending;
  }

  #makeHere(part: Part): Pending {
    return { part, made: partBytes(this.#makers.make(part), this.#buffer()), settled: Promise.resolve() };
  }

  async #run(part: Part | null): Promise<PartAnswer> {
    const buffer = this.#buffer();
    return await this.#piscina.run({ part, buffer }, { transferList: [buffer] });
  }

  #buffer(): ArrayBuffer {
    return this.#buffers.pop() ?? new ArrayBuffer(FIRST_BUFFER);
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
  }
}
