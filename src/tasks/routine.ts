import { setTimeout as wait } from 'node:timers/promises';

/** Does something again and again, with a pause between, until it is stopped. */
export class Routine {
  readonly #stop = new AbortController();
  readonly #over: Promise<void>;

  /**
   * The first turn comes after the first pause.
   * @param pause milliseconds.
   * @param report gets what a turn throws; the next one comes all the same.
   */
  constructor(pause: number, turn: () => Promise<void>, report: (error: unknown) => void) {
    this.#over = this.#run(pause, turn, report);
  }

  /** Answers when the turn that runs is over; no other follows. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #run(pause: number, turn: () => Promise<void>, report: (error: unknown) => void): Promise<void> {
    const { signal } = this.#stop;
    const pausing = async (): Promise<boolean> => {
      try {
        await wait(pause, undefined, { signal, ref: false });
      } catch (error) {
        if (!signal.aborted) report(error);
      }
      return !signal.aborted;
    };
    while (await pausing()) {
      try {
        await turn();
      } catch (error) {
        report(error);
      }
    }
  }
}
