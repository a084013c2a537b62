import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Output } from '../../artifacts/output.ts';
import type { FileRows } from '../../engine/plan.ts';
import type { FileMakers } from './load-makers.ts';
import type { FilesToWrite } from './protocol.ts';
import type { RowWriter, WrittenRows } from './row-writer.ts';
import { Turns } from './turns.ts';
import type { WrittenPart } from './turn-queue.ts';
import { type WrittenWhole, writeWholeFiles } from './whole-files.ts';
import { writeParts } from './write-parts.ts';
import type { WritingThreads } from './writing-threads.ts';

/** Milliseconds that signals, and what other threads say, may wait, but for the making of a part. */
const MAX_SILENCE = 10;

/**
 * Writes to what takes bytes at once, by several threads, the one that asks being one of them. Whole files are each written by one
 * of them; of others they make parts side by side and write them in turn, as a rule without a copy. The other threads join when
 * they have started.
 */
export class TurnWriter implements RowWriter {
  readonly #files: FilesToWrite;
  readonly #loaded: FileMakers;
  readonly #others: WritingThreads | undefined;
  readonly #turns: Turns;
  /** What this thread does of the files that are shared. */
  readonly #share: Iterator<WrittenPart | number, void, undefined>;
  /** Parts of the file at hand, by their numbers. */
  readonly #parts = new Map<number, WrittenPart>();
  readonly #whole = new Map<number, WrittenWhole>();
  #rows = 0;
  #heard = 0;
  #failure: unknown;

  /**
   * @param loaded for this thread.
   * @param others that have begun with the same model; none where this thread writes alone.
   */
  constructor(files: FilesToWrite, loaded: FileMakers, others?: WritingThreads) {
    this.#files = files;
    this.#loaded = loaded;
    this.#others = others;
    this.#turns = others?.turns ?? new Turns();
    this.#share = writeParts(files.shared, loaded, this.#turns, true);
    others?.write(
      files,
      (written) => this.#keep(written),
      (error) => {
        this.#failure ??= error;
      },
    );
  }

  async writeWhole(written: (rows: number) => void): Promise<readonly WrittenWhole[]> {
    const { whole } = this.#files;
    for (const file of writeWholeFiles(whole, this.#loaded, this.#turns)) {
      if (file !== null) this.#keep(file);
      this.#tell(written);
      if (performance.now() - this.#heard > MAX_SILENCE) await this.#listen();
    }
    for (; this.#whole.size < whole.length; this.#tell(written)) await this.#listen(1);
    return [...this.#whole.values()].sort((a, b) => a.file - b.file);
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
      this.#tell(written);
      if (performance.now() - this.#heard > MAX_SILENCE) await this.#listen();
      if (now < 0 && !turns.stopped) return { bytes: turns.bytes, parts: await this.#partsOf(~start, ~now) };
      if (typeof step !== 'object') turns.sleep(step ?? now, MAX_SILENCE);
    }
  }

  stop(): void {
    this.#turns.stop();
  }

  async close(): Promise<void> {
    this.stop();
    await this.#others?.close();
  }

  #keep(written: WrittenPart | WrittenWhole): void {
    if ('file' in written) this.#whole.set(written.file, written);
    else if (this.#loaded.format.partBatches !== undefined) this.#parts.set(written.number, written);
  }

  #tell(written: (rows: number) => void): void {
    const { rows } = this.#turns;
    if (rows > this.#rows) written(rows - this.#rows);
    this.#rows = rows;
  }

  /** The parts first … end - 1 where a footer may ask for them, once other threads' news of them are here. */
  async #partsOf(first: number, end: number): Promise<WrittenPart[]> {
    if (this.#loaded.format.partBatches === undefined) return [];
    while (this.#parts.size < end - first) await this.#listen();
    const parts = [...this.#parts.values()].sort((a, b) => a.number - b.number);
    this.#parts.clear();
    return parts;
  }

  /** Lets signals be heard, and what other threads say. @param pause in milliseconds. */
  async #listen(pause = 0): Promise<void> {
    await (pause === 0 ? setImmediate() : setTimeout(pause));
    this.#heard = performance.now();
    if (this.#failure !== undefined) throw this.#failure;
  }
}
