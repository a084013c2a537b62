const CHUNK_BYTES = 1 << 20;
const ALIGNMENT = 16;

/** Bytes after every array that an 8-byte copy may read or write past its end. */
export const ARENA_PADDING = 32;

/** Bytes that an arena keeps for its next reader: those of a batch, twice. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;

/**
 * Where vectors live: typed arrays of zeros carved out of a few large buffers, 16-byte aligned, with ARENA_PADDING bytes
 * after each. Nothing is given back as long as a reader uses it: its size settles in the first batches. The next reader
 * takes over the buffers, since new ones cost more than the rows of a small entity.
 */
export class Arena {
  /** The last one is that in use; those before it are full. */
  #buffers: ArrayBuffer[] = [];
  /** Of a reader before: what is in them is old. */
  #spare: ArrayBuffer[] = [];
  #buffer = new ArrayBuffer(0);
  #isClean = true;
  #end = 0;
  #start = 0;

  /** Takes back all arrays, for another reader: nobody may use them any more. */
  reset(): void {
    let room = MAX_KEPT_BYTES;
    this.#spare = [...this.#buffers, ...this.#spare].filter((buffer) => {
      const isKept = buffer.byteLength <= room;
      if (isKept) room -= buffer.byteLength;
      return isKept;
    });
    this.#buffers = [];
    this.#buffer = new ArrayBuffer(0);
    this.#end = 0;
  }

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
      this.#next(bytes + ARENA_PADDING);
      this.#start = 0;
    } else {
      this.#start = start;
    }
    this.#end = this.#start + bytes + ARENA_PADDING;
    if (!this.#isClean) new Uint8Array(this.#buffer, this.#start, bytes + ARENA_PADDING).fill(0);
  }

  #next(bytes: number): void {
    const found = this.#spare.findIndex((buffer) => buffer.byteLength >= bytes);
    this.#isClean = found === -1;
    this.#buffer = this.#isClean ? new ArrayBuffer(Math.max(CHUNK_BYTES, bytes)) : this.#spare.splice(found, 1)[0];
    this.#buffers.push(this.#buffer);
  }
}
