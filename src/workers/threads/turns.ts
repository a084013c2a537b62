/** Places in the shared memory: what all may ask for, and what is for the one whose turn it is. */
const TURN = 0;
const TAKEN = 1;
const ROWS = 2;
const BYTES = 3;
const DESCRIPTOR = 4;
const FILES_TAKEN = 5;
const PUBLISHING = 6;
const PLACES = 7;

/** A turn that nobody has. */
const STOPPED = Number.MIN_SAFE_INTEGER;

/** Milliseconds that a stop waits for files that are being published: a disk that answers takes a few. */
const MAX_PUBLISHING = 1000;

/**
 * What threads that write the same files tell each other, in shared memory. Each takes parts by their numbers, makes them beside
 * the others, and writes them when it is their turn. Before part `n`, where it is the first of a file, comes the turn `~n`, for
 * the one thread that ends a file and begins the next.
 */
export class Turns {
  readonly buffer: SharedArrayBuffer;
  readonly #places: BigInt64Array;

  /** @param buffer the memory of turns that were made elsewhere. New ones begin with `~0`. */
  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(PLACES * BigInt64Array.BYTES_PER_ELEMENT);
    this.#places = new BigInt64Array(this.buffer);
    if (buffer === undefined) this.#places[TURN] = BigInt(~0);
  }

  /** The number of a part that nobody has taken before. */
  take(): number {
    return Number(Atomics.add(this.#places, TAKEN, 1n));
  }

  /** Whose turn it is. */
  get now(): number {
    return Number(Atomics.load(this.#places, TURN));
  }

  get stopped(): boolean {
    return this.now === STOPPED;
  }

  /** Sleeps as long as it is the given turn, at most so many milliseconds. */
  sleep(turn: number, milliseconds = Infinity): void {
    Atomics.wait(this.#places, TURN, BigInt(turn), milliseconds);
  }

  /** Whoever has the turn `from` gives it away. Where all was stopped meanwhile, nobody has it. */
  pass(from: number, to: number): void {
    Atomics.compareExchange(this.#places, TURN, BigInt(from), BigInt(to));
    Atomics.notify(this.#places, TURN);
  }

  /** The number of a whole file that nobody has taken before. */
  takeFile(): number {
    return Number(Atomics.add(this.#places, FILES_TAKEN, 1n));
  }

  /** Does what would leave half a file if the thread ended meanwhile; null, and nothing is done, where all was stopped. */
  publish<T>(work: () => T): T | null {
    Atomics.add(this.#places, PUBLISHING, 1n);
    try {
      return this.stopped ? null : work();
    } finally {
      Atomics.sub(this.#places, PUBLISHING, 1n);
      Atomics.notify(this.#places, PUBLISHING);
    }
  }

  /** Gives up: no turn comes any more, and no file is half published when it returns, so that the threads may be ended. */
  stop(): void {
    Atomics.store(this.#places, TURN, BigInt(STOPPED));
    Atomics.notify(this.#places, TURN);
    const deadline = performance.now() + MAX_PUBLISHING;
    for (let now = performance.now(); now < deadline; now = performance.now()) {
      const files = Atomics.load(this.#places, PUBLISHING);
      if (files === 0n) return;
      Atomics.wait(this.#places, PUBLISHING, files, deadline - now);
    }
  }

  /** Rows of all parts and whole files that are written. */
  get rows(): number {
    return Number(Atomics.load(this.#places, ROWS));
  }

  /** Adds rows to those that are written. */
  addRows(rows: number): void {
    Atomics.add(this.#places, ROWS, BigInt(rows));
  }

  /** Adds a part to what is written. For whoever has the turn. */
  add(rows: number, bytes: number): void {
    this.addRows(rows);
    this.#places[BYTES] += BigInt(bytes);
  }

  /** Bytes of the parts of this file. For whoever has the turn. */
  get bytes(): number {
    return Number(this.#places[BYTES]);
  }

  /** Of the file that is written. For whoever has the turn. */
  get descriptor(): number {
    return Number(this.#places[DESCRIPTOR]);
  }

  /** Another file is written from now on. For whoever has the turn. */
  begin(descriptor: number): void {
    this.#places[DESCRIPTOR] = BigInt(descriptor);
    this.#places[BYTES] = 0n;
  }
}
