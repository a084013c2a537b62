/** Positions of flags. */
const CANCELED = 0;
const DECIDED = 1;

/** What a thread and its host tell each other about a part or a load while it is made, in shared memory: the thread answers no messages then. */
export class PartState {
  readonly buffer: SharedArrayBuffer;
  readonly #flags: Int32Array;
  readonly #rows: Float64Array;

  /** @param buffer the memory of a state that was made elsewhere. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.buffer = buffer;
    this.#flags = new Int32Array(buffer, 0, 2);
    this.#rows = new Float64Array(buffer, 8, 1);
  }

  /** Rows done so far. Only the thread sets it. */
  get rows(): number {
    return this.#rows[0];
  }

  set rows(count: number) {
    this.#rows[0] = count;
  }

  /** Whether nobody wants the part any more. */
  get canceled(): boolean {
    return Atomics.load(this.#flags, CANCELED) !== 0;
  }

  cancel(): void {
    Atomics.store(this.#flags, CANCELED, 1);
    this.#decide();
  }

  /** Lets a load be committed. */
  permit(): void {
    this.#decide();
  }

  /** Resolves when it has been canceled or permitted. */
  async decided(): Promise<void> {
    await Atomics.waitAsync(this.#flags, DECIDED, 0).value;
  }

  #decide(): void {
    Atomics.store(this.#flags, DECIDED, 1);
    Atomics.notify(this.#flags, DECIDED);
  }
}
