/** Does something now and then while it is switched on, never twice at the same time. Does not keep the process alive. */
export class Poll {
  readonly #every: number;
  readonly #look: () => Promise<void>;
  readonly #report: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  /** @param every milliseconds. @param report gets what `look` throws; the next turn comes all the same. */
  constructor(every: number, look: () => Promise<void>, report: (error: unknown) => void) {
    this.#every = every;
    this.#look = look;
    this.#report = report;
  }

  /** Switches it on or off; harmless where it is so already. */
  run(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => void this.#turn(), this.#every).unref() : undefined;
  }

  async #turn(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#look();
    } catch (error) {
      this.#report(error);
    } finally {
      this.#looking = false;
    }
  }
}
