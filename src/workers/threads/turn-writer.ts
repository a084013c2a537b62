import { setImmediate } from 'node:timers/promises';
import type { Output } from '../../artifacts/output.ts';
import type { FileRows } from '../../engine/plan.ts';
import type { PartFormat } from '../../formats/index.ts';
import type { Makers } from './load-makers.ts';
import type { Encoding, WorkerSettings } from './protocol.ts';
import type { RowWriter, WrittenRows } from './row-writer.ts';
import { Turns } from './turns.ts';
import type { WrittenPart } from './turn-queue.ts';
import { writeParts } from './write-parts.ts';
import type { WritingThreads } from './writing-threads.ts';

/** Milliseconds that signals, and what other threads say, may wait, but for the making of a part. */
const LONGEST_SILENCE = 10;

/**
 * Writes to what takes bytes at once, by several threads, the one that asks being one of them: they make parts side by side and
 * write them in turn, as a rule without a copy. The others join when they have started.
 */
export class TurnWriter implements RowWriter {
  readonly #turns: Turns;
  readonly #format: PartFormat;
  /** What this thread does. */
  readonly #share: Iterator<WrittenPart | number, void, undefined>;
  /** Parts of the file at hand, by their numbers. */
  readonly #parts = new Map<number, WrittenPart>();
  #others: WritingThreads | undefined;
  #rows = 0;
  #heard = 0;
  #failure: unknown;

  private constructor(files: readonly FileRows[], loaded: Pick<Makers, 'format' | 'makers'>, turns: Turns) {
    this.#turns = turns;
    this.#format = loaded.format;
    this.#share = writeParts(files, loaded, turns, true);
  }

  /**
   * @param files in their order.
   * @param loaded for this thread. @param settings the same for others.
   * @param early others that were started before, in place of `threads`; where they have begun, with the same files.
   */
  static async open(
    threads: number,
    files: readonly FileRows[],
    loaded: Pick<Makers, 'format' | 'makers'>,
    settings: WorkerSettings,
    early?: WritingThreads,
  ): Promise<TurnWriter> {
    const others = early ?? (threads > 1 ? await startThreads(threads - 1, settings) : undefined);
    const writer = new TurnWriter(files, loaded, others?.turns ?? new Turns());
    if (others !== undefined) {
      writer.#join(others);
      others.begin({ model: settings.model, files: files.map((file) => ({ ...file, entity: file.entity.name })) });
    }
    return writer;
  }

  async write(file: FileRows, { descriptor }: Output, written: (rows: number) => void): Promise<WrittenRows> {
    if (descriptor === undefined) throw new Error('an output that takes no bytes at once');
    if (file.rows === 0) return { bytes: 0, parts: [] };
    const turns = this.#turns;
    const start = turns.now;
    turns.begin(descriptor);
    turns.pass(start, ~start);
    for (;;) {
      const { value: step } = this.#share.next();
      if (typeof step === 'object') this.#keep(step);
      const now = turns.now;
      const { rows } = turns;
      if (rows > this.#rows) written(rows - this.#rows);
      this.#rows = rows;
      if (performance.now() - this.#heard > LONGEST_SILENCE) await this.#listen();
      if (now < 0 && !turns.stopped) return { bytes: turns.bytes, parts: await this.#partsOf(~start, ~now) };
      if (typeof step !== 'object') turns.sleep(step ?? now, LONGEST_SILENCE);
    }
  }

  async close(): Promise<void> {
    this.#turns.stop();
    await this.#others?.close();
  }

  #join(others: WritingThreads): void {
    this.#others = others;
    others.join(
      (part) => this.#keep(part),
      (error) => {
        this.#failure ??= error;
      },
    );
  }

  #keep(part: WrittenPart): void {
    if (this.#format.partBatches !== undefined) this.#parts.set(part.number, part);
  }

  /** The parts first … end - 1 where a footer may ask for them, once other threads' news of them are here. */
  async #partsOf(first: number, end: number): Promise<WrittenPart[]> {
    if (this.#format.partBatches === undefined) return [];
    while (this.#parts.size < end - first) await this.#listen();
    const parts = [...this.#parts.values()].sort((a, b) => a.number - b.number);
    this.#parts.clear();
    return parts;
  }

  /** Lets signals be heard, and what other threads say. */
  async #listen(): Promise<void> {
    await setImmediate();
    this.#heard = performance.now();
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** Threads that start while a model is read. */
export async function startThreads(count: number, settings: Encoding): Promise<WritingThreads> {
  const { WritingThreads: Threads } = await import('./writing-threads.ts');
  return new Threads(count, settings);
}
