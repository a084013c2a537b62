import { crc32 } from 'node:zlib';
import type { Bucket, ObjectNotes, UploadedPart } from './bucket.ts';

/** Objects of a known size up to this one are stored by one call, as pieces of ordinary rows are. */
const MAX_SINGLE = 16 * 1024 * 1024;
/** Bytes of each part of others. */
const PART_BYTES = 8 * 1024 * 1024;
/** Parts of an object at most. */
const MAX_PARTS = 10_000;

/** Bytes of each part of an object that has about this size. */
export function partBytesFor(size: number): number {
  if (size <= MAX_SINGLE) return Math.max(1, size);
  return Math.max(PART_BYTES, Math.ceil(size / MAX_PARTS));
}

/**
 * Uploads an object whose bytes come one after the other. It is there as a whole when `finish` has returned, and not before.
 * Memory is bounded by a part.
 */
export class Upload {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #notes: ObjectNotes;
  readonly #parts: UploadedPart[] = [];
  #buffer: Buffer<ArrayBuffer>;
  #length = 0;
  #id: string | undefined;
  #isOver = false;

  /** @param partBytes of each part; an object can have 10,000 of them. */
  constructor(bucket: Bucket, key: string, partBytes: number = PART_BYTES, notes: ObjectNotes = {}) {
    this.#bucket = bucket;
    this.#key = key;
    this.#notes = notes;
    this.#buffer = Buffer.allocUnsafe(partBytes);
  }

  /** Takes the bytes, and waits where a part is full. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let taken = 0; taken < bytes.length;) {
      if (this.#length === this.#buffer.length) await this.#flush();
      const count = Math.min(bytes.length - taken, this.#buffer.length - this.#length);
      this.#buffer.set(bytes.subarray(taken, taken + count), this.#length);
      this.#length += count;
      taken += count;
    }
  }

  async finish(): Promise<void> {
    if (this.#id === undefined) {
      const bytes = this.#buffer.subarray(0, this.#length);
      await this.#bucket.put(this.#key, bytes, crc32(bytes), this.#notes);
    } else {
      await this.#flush();
      await this.#bucket.endUpload(this.#key, this.#id, this.#parts);
    }
    this.#isOver = true;
  }

  /** Gives up; nothing stays. Harmless after `finish`. */
  async abandon(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#id !== undefined) await this.#bucket.abortUpload(this.#key, this.#id);
  }

  async #flush(): Promise<void> {
    this.#id ??= await this.#bucket.beginUpload(this.#key, this.#notes);
    const bytes = this.#buffer.subarray(0, this.#length);
    const number = this.#parts.length + 1;
    this.#parts.push(await this.#bucket.uploadPart(this.#key, this.#id, number, bytes, crc32(bytes)));
    this.#length = 0;
  }
}
