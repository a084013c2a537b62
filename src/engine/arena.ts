const CHUNK_BYTES = 1 << 20;
const ALIGNMENT = 16;

/** Bytes behind every array that an 8-byte copy may read or write past its end. */
export const ARENA_PADDING = 32;

/**
 * Where vectors live: typed arrays carved out of a few large buffers, 16-byte aligned, with ARENA_PADDING bytes behind
 * each. Nothing is given back: an arena is as old as the reader that owns it, and its size settles in the first batches.
 */
export class Arena {
  #buffer = new ArrayBuffer(0);
  #end = 0;
  #start = 0;

  uint8(length: number): Uint8Array {
    this.#take(length);
    return new Uint8Array(this.#buffer, this.#start, length);
  }

  int32(length: number): Int32Array {
    this.#take(length * 4);
    return new Int32Array(this.#buffer, this.#start, length);
  }

  uint32(length: number): Uint32Array {
    this.#take(length * 4);
    return new Uint32Array(this.#buffer, this.#start, length);
  }

  float64(length: number): Float64Array {
    this.#take(length * 8);
    return new Float64Array(this.#buffer, this.#start, length);
  }

  bigint64(length: number): BigInt64Array {
    this.#take(length * 8);
    return new BigInt64Array(this.#buffer, this.#start, length);
  }

  #take(bytes: number): void {
    const start = Math.ceil(this.#end / ALIGNMENT) * ALIGNMENT;
    if (start + bytes + ARENA_PADDING > this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(Math.max(CHUNK_BYTES, bytes + ARENA_PADDING));
      this.#start = 0;
    } else {
      this.#start = start;
    }
    this.#end = this.#start + bytes + ARENA_PADDING;
  }
}
