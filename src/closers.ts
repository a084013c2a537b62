import type { Log } from './log.ts';

/** Milliseconds in which everything has to be closed: a container is killed ten seconds after it was asked to stop. */
export const CLOSE_DEADLINE = 8000;

type Close = () => Promise<void> | void;

/** What was opened, to be closed in the opposite order. One that fails to close is logged and keeps none of the others open. */
export class Closers {
  readonly #log: Log;
  readonly #deadline: number;
  readonly #opened: { readonly what: string; readonly close: Close }[] = [];
  #closed: Promise<void> | undefined;

  /** @param deadline milliseconds from the first call of `close`. */
  constructor(log: Log, deadline = CLOSE_DEADLINE) {
    this.#log = log;
    this.#deadline = deadline;
  }

  /**
   * Adds what has just been opened. Once closing has begun it is closed at once, and this throws, so that a start that was given up
   * goes no further.
   * @param what names it in the log, such as `the database`.
   */
  add(what: string, close: Close): void {
    if (this.#closed === undefined) {
      this.#opened.push({ what, close });
      return;
    }
    void this.#end(what, close);
    throw new Error('the start was given up');
  }

  /**
   * Resolves when everything is closed, or at the deadline: whatever is still open then is for the end of the process to close.
   * All that was acknowledged is stored by then, as after a crash. Never rejects; calling it twice is fine.
   */
  async close(): Promise<void> {
    await (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    let closing = '';
    const timer = setTimeout(() => {
      this.#log.warn(
        `${closing} did not close within ${this.#deadline / 1000} s and is left to the end of the process`,
      );
      resolve();
    }, this.#deadline);
    const all = async (): Promise<void> => {
      for (const { what, close } of this.#opened.toReversed()) {
        closing = what;
        await this.#end(what, close);
      }
    };
    await Promise.race([all(), late]);
    clearTimeout(timer);
  }

  async #end(what: string, close: Close): Promise<void> {
    try {
      await close();
    } catch (err) {
      this.#log.error({ err }, `${what} did not close properly`);
    }
  }
}
