import { EXIT_CODES } from '../interruption.ts';

/** Notes the first signal that asks the process to end, for commands that have to say or do something first; a second one ends it. */
export class Interruption {
  readonly #abort = new AbortController();
  readonly #handlers = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const handler = (): void => {
      if (this.signal.aborted) process.exit(code);
      this.exitCode = code;
      this.#abort.abort(new Error(`interrupted by ${signal}`));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  /** Null before a signal came. */
  exitCode: number | null = null;

  /** Aborted by it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Restores what signals do by themselves. */
  end(): void {
    for (const { signal, handler } of this.#handlers) process.off(signal, handler);
  }
}
