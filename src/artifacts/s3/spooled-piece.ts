import { closeSync, openSync, rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { partialPath } from '../partial.ts';
import type { PieceFile, PieceSum, PieceWriter } from '../store.ts';
import { writeAll } from '../write-all.ts';
import type { Bucket } from './bucket.ts';
import { partBytesFor, Upload } from './upload.ts';

/** Bytes that are read at once. */
const CHUNK = 1024 * 1024;

/** Where a piece goes when it is complete. */
export interface Destination {
  readonly bucket: Bucket;
  readonly key: string;
}

/**
 * A piece that is written into a file of this machine, and uploaded when it is complete: threads that make rows never wait for the
 * network, and the service learns the length and the sum of an object with its first byte.
 */
export class SpooledWriter implements PieceWriter {
  readonly #destination: Destination;
  readonly #path: string;
  readonly #descriptor: number;
  #state: 'open' | 'finishing' | 'gone' = 'open';
  #bytes = 0;
  #crc32 = 0;

  /** @param spool a path that no other piece has; its folder is made. Throws the system's error. */
  constructor(destination: Destination, spool: string) {
    this.#destination = destination;
    this.#path = partialPath(spool);
    this.#descriptor = openSync(this.#path, 'wx');
  }

  write(bytes: Uint8Array): void {
    this.#append(bytes);
    this.#crc32 = crc32(bytes, this.#crc32);
    this.#bytes += bytes.length;
  }

  async finish(seal = new Uint8Array(0)): Promise<PieceSum> {
    this.#append(seal);
    this.#state = 'finishing';
    closeSync(this.#descriptor);
    try {
      await upload(this.#path, this.#destination, () => this.#isGivenUp());
    } finally {
      this.#state = 'gone';
      await rm(this.#path, { force: true });
    }
    return { bytes: this.#bytes, crc32: this.#crc32 };
  }

  abandon(): void {
    const isOpen = this.#state === 'open';
    this.#state = 'gone';
    if (!isOpen) return;
    closeSync(this.#descriptor);
    rmSync(this.#path, { force: true });
  }

  #append(bytes: Uint8Array): void {
    if (this.#state !== 'open') throw new Error('the piece is closed');
    writeAll(this.#descriptor, bytes);
  }

  /** The state may change during an await, which narrowing by the compiler does not know. */
  #isGivenUp(): boolean {
    return this.#state === 'gone';
  }
}

/** A piece that somebody else writes as a file, which is uploaded as it is. */
export class SpooledFile implements PieceFile {
  readonly path: string;
  readonly #destination: Destination;

  /** @param spool a path that no other piece has; its folder is made. Throws the system's error. */
  constructor(destination: Destination, spool: string) {
    this.path = partialPath(spool);
    this.#destination = destination;
  }

  async finish(): Promise<PieceSum> {
    const sum = await upload(this.path, this.#destination, () => false);
    await rm(this.path, { force: true });
    return sum;
  }

  abandon(): void {
    rmSync(this.path, { force: true });
  }
}

/** @param isGivenUp looked at before the object is there. */
async function upload(path: string, { bucket, key }: Destination, isGivenUp: () => boolean): Promise<PieceSum> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const object = new Upload(bucket, key, partBytesFor(size));
    try {
      const sum = await copy(file, object);
      if (isGivenUp()) throw new Error('the piece was given up while it was uploaded');
      await object.finish();
      return sum;
    } catch (error) {
      await object.abandon();
      throw error;
    }
  } finally {
    await file.close();
  }
}

async function copy(file: FileHandle, object: Upload): Promise<PieceSum> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let bytes = 0;
  let sum = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return { bytes, crc32: sum };
    const chunk = buffer.subarray(0, bytesRead);
    bytes += bytesRead;
    sum = crc32(chunk, sum);
    await object.write(chunk);
  }
}
