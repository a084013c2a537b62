/** A connection whose reader may stand still. */
export interface Reader {
  /** Bytes that wait to be taken by the system. */
  waiting(): number;
  /** Bytes that the system has taken so far. */
  taken(): number;
  /** Ends the connection. */
  cut(): void;
}

/** Looks in this many steps whether the time is over. */
const STEPS = 4;

/** Cuts readers for which bytes wait and who have taken none for some time. One timer for all; none while there are none. */
export class Stalls {
  readonly #longest: number;
  readonly #readers = new Map<Reader, { taken: number; since: number }>();
  #timer: NodeJS.Timeout | undefined;

  /** @param longest milliseconds for which a reader may stand still; it is cut after at most a quarter more. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Watches a reader from now on. Answers what stops it. */
  watch(reader: Reader): () => void {
    this.#readers.set(reader, { taken: reader.taken(), since: performance.now() });
    this.#timer ??= setInterval(() => this.#look(), this.#longest / STEPS).unref();
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  #look(): void {
    const now = performance.now();
    for (const [reader, last] of this.#readers) {
      const taken = reader.taken();
      if (reader.waiting() === 0 || taken !== last.taken) {
        last.taken = taken;
        last.since = now;
      } else if (now - last.since >= this.#longest) {
        reader.cut();
      }
    }
  }
}
