import { Piscina } from 'piscina';
import type { Encoding, WriteFailure, WriteRequest, WriteSettings } from './protocol.ts';
import { threadOptions } from './thread-options.ts';
import type { WrittenPart } from './turn-queue.ts';
import { Turns } from './turns.ts';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** Threads that write their shares of files. They start at once, and wait for a model. */
export class WritingThreads {
  /** Theirs, and those of who writes with them. */
  readonly turns: Turns;
  readonly #piscina: Piscina<WriteRequest, WriteFailure | null>;
  readonly #count: number;
  /** What came before somebody wanted to hear it. */
  readonly #parts: WrittenPart[] = [];
  #heard = (part: WrittenPart): void => void this.#parts.push(part);
  #failure: unknown;
  #failed = (error: unknown): void => void (this.#failure ??= error);
  #began = false;
  #closing: Promise<void> | undefined;

  constructor(count: number, settings: Encoding, turns = new Turns()) {
    this.turns = turns;
    this.#count = count;
    const { format, options } = settings;
    const workerData: WriteSettings = { format, options, turns: turns.buffer };
    this.#piscina = new Piscina({
      filename: new URL(`./write.worker${extension}`, import.meta.url).href,
      minThreads: count,
      maxThreads: count,
      workerData,
      ...threadOptions(),
    });
    this.#piscina.on('message', (part: WrittenPart) => this.#heard(part));
    this.#piscina.on('error', (error) => this.#failed(error));
  }

  /** Has each compile a model and write its share as soon as it can. Only the first call counts. */
  begin(request: WriteRequest): void {
    if (this.#began) return;
    this.#began = true;
    for (let thread = 0; thread < this.#count; thread++) void this.#write(request);
  }

  /**
   * @param heard told of the parts that they have written, where the footer of the file asks for them.
   * @param failed told why one of them could not go on.
   */
  join(heard: (part: WrittenPart) => void, failed: (error: unknown) => void): void {
    [this.#heard, this.#failed] = [heard, failed];
    for (const part of this.#parts.splice(0)) heard(part);
    if (this.#failure !== undefined) failed(this.#failure);
  }

  /** Ends them, whatever they are doing. Calling it twice is fine. */
  async close(): Promise<void> {
    await (this.#closing ??= this.#piscina.destroy());
  }

  async #write(request: WriteRequest): Promise<void> {
    try {
      const failure = await this.#piscina.run(request);
      if (failure !== null) this.#failed(Object.assign(new Error(failure.message), failure));
    } catch (error) {
      this.#failed(error);
    }
  }
}
