/** What a thread and its host tell each other about a part while it is made, in shared memory: the thread answers no messages then. */
export class PartState {
  readonly buffer: SharedArrayBuffer;
  readonly #flags: Int32Array;
  readonly #rows: Float64Array;

  /** @param buffer the memory of a state that was made elsewhere. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.buffer = buffer;
    this.#flags = new Int32Array(buffer, 0, 1);
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
    return Atomics.load(this.#flags, 0) !== 0;
  }

  cancel(): void {
    Atomics.store(this.#flags, 0, 1);
  }
}
