import { Piscina } from 'piscina';
import type { WriteFailure, WriteSettings } from './protocol.ts';
import { threadOptions } from './thread-options.ts';
import type { WrittenPart } from './turn-queue.ts';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** Threads that write their shares of files, from the moment that they have started. */
export class WritingThreads {
  readonly #piscina: Piscina<null, WriteFailure | null>;
  readonly #failed: (error: unknown) => void;

  /**
   * @param heard told of the parts that they have written, where the footer of the file asks for them.
   * @param failed told why one of them could not go on.
   */
  constructor(
    count: number,
    settings: WriteSettings,
    heard: (part: WrittenPart) => void,
    failed: (error: unknown) => void,
  ) {
    this.#failed = failed;
    this.#piscina = new Piscina({
      filename: new URL(`./write.worker${extension}`, import.meta.url).href,
      minThreads: count,
      maxThreads: count,
      workerData: settings,
      ...threadOptions(),
    });
    this.#piscina.on('message', heard);
    this.#piscina.on('error', failed);
    for (let thread = 0; thread < count; thread++) void this.#write();
  }

  /** Ends them, whatever they are doing. */
  async close(): Promise<void> {
    await this.#piscina.destroy();
  }

  async #write(): Promise<void> {
    try {
      const failure = await this.#piscina.run(null);
      if (failure !== null) this.#failed(Object.assign(new Error(failure.message), failure));
    } catch (error) {
      this.#failed(error);
    }
  }
}
