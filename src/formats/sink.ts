const PADDING = 64;
const MIN_BYTES = 4096;

/**
 * Encoded bytes that grow at the end. `reserve` first, then write into `bytes` or `view` from `length` on, then advance
 * `length`; up to 64 bytes past what was reserved may be overwritten by wide stores. Memory is bounded by those who
 * empties it: one batch for a stream, one part for a worker.
 */
export class Sink {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  length = 0;

  /** @param buffer memory to begin with, such as one that has been written out and came back; by default, none until it is needed. */
  constructor(buffer: ArrayBuffer = new ArrayBuffer(0)) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  /** Makes room for `count` more bytes. `bytes` and `view` may be other objects afterwards. */
  reserve(count: number): void {
    const needed = this.length + count + PADDING;
    if (needed <= this.bytes.length) return;
    const buffer = new ArrayBuffer(Math.max(needed, this.bytes.length * 2, MIN_BYTES));
    const bytes = new Uint8Array(buffer);
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
    this.view = new DataView(buffer);
  }

  /** Appends a copy of `bytes`. */
  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What has been written, without a copy: valid until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }
}
