/** Milliseconds before the first attempt after a break; each further one waits twice as long. */
const MIN_PAUSE = 250;
const MAX_PAUSE = 10_000;

/** How long something that broke is begun again: as long as the last sign of life is not too old. */
export class Patience {
  readonly #retryFor: number;
  #since = performance.now();
  #pause = MIN_PAUSE;

  /** @param retryFor milliseconds. */
  constructor(retryFor: number) {
    this.#retryFor = retryFor;
  }

  /** Something came through: the next break is a new one. */
  renew(): void {
    this.#since = performance.now();
    this.#pause = MIN_PAUSE;
  }

  /** Returns when the next attempt may begin. Throws the error where none may any more, or the reason of the signal. */
  async wait(error: unknown, signal: AbortSignal | undefined): Promise<void> {
    if (performance.now() - this.#since >= this.#retryFor) throw error;
    // Clients that lost the same gateway come back one by one.
    await sleep(this.#pause * (0.5 + Math.random() / 2), signal);
    this.#pause = Math.min(2 * this.#pause, MAX_PAUSE);
  }
}

async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = (): void => resolve();
  const timer = setTimeout(end, milliseconds);
  signal?.addEventListener('abort', end, { once: true });
  await promise;
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
}
