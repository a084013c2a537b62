import type { Hint, HintBus } from './hint-bus.ts';

/** The bus of a single process: hints arrive at once, in order, and none is lost. */
export class LocalHints implements HintBus {
  readonly lossy = false;
  readonly #listeners = new Set<(hint: Hint) => void>();

  publish(hint: Hint): void {
    for (const listener of this.#listeners) listener(hint);
  }

  listen(listener: (hint: Hint) => void): () => void {
    // Wrapped, so that one function that listens twice is two listeners.
    const own = (hint: Hint): void => listener(hint);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}
