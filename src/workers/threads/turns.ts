/** Places in the shared memory: what all may ask for, and what is for the one whose turn it is. */
const TURN = 0;
const TAKEN = 1;
const ROWS = 2;
const BYTES = 3;
const DESCRIPTOR = 4;
const PLACES = 5;

/** A turn that nobody has. */
const STOPPED = Number.MIN_SAFE_INTEGER;

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

  /** Gives up: no turn comes any more. */
  stop(): void {
    Atomics.store(this.#places, TURN, BigInt(STOPPED));
    Atomics.notify(this.#places, TURN);
  }

  /** Rows of all parts that are written. */
  get rows(): number {
    return Number(Atomics.load(this.#places, ROWS));
  }

  /** Adds a part to what is written. For whoever has the turn. */
  add(rows: number, bytes: number): void {
    Atomics.add(this.#places, ROWS, BigInt(rows));
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
