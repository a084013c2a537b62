import { close, closeSync, fdatasync, fsync, mkdirSync, open, openSync, rmSync, writeSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { PieceWriter } from './store.ts';

/** Ends the names of files that are not complete; no key of a piece has a dot. */
export const PARTIAL = '.partial';

/**
 * A piece as a file: written aside, synced where it shall outlive a power cut, and renamed into place. Writing is synchronous, for
 * it happens in threads of its own; syncing is not, so that a thread can do other work meanwhile.
 */
export class PieceFile implements PieceWriter {
  readonly #path: string;
  readonly #aside: string;
  readonly #descriptor: number;
  readonly #durable: boolean;
  #state: 'open' | 'finishing' | 'given up' | 'gone' = 'open';
  #bytes = 0;
  #crc32 = 0;

  /** @param path `<folder of the store>/<task>/<piece>`; the task's folder is made. Throws the system's error. */
  constructor(path: string, durable: boolean) {
    this.#path = path;
    this.#durable = durable;
    // Two attempts at one part may overlap: each has a file of its own, and the last to finish wins.
    this.#aside = `${path}.${randomBytes(8).toString('hex')}${PARTIAL}`;
    mkdirSync(dirname(path), { recursive: true });
    this.#descriptor = openSync(this.#aside, 'wx');
  }

  write(bytes: Uint8Array): void {
    if (this.#state !== 'open') throw new Error('the piece is closed');
    for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
    this.#crc32 = crc32(bytes, this.#crc32);
    this.#bytes += bytes.length;
  }

  async finish(): Promise<{ readonly bytes: number; readonly crc32: number }> {
    if (this.#state !== 'open') throw new Error('the piece is closed');
    this.#state = 'finishing';
    try {
      try {
        if (this.#durable) await datasync(this.#descriptor);
      } finally {
        await closed(this.#descriptor);
      }
      if (this.#isGivenUp()) throw new Error('the piece was given up while it was synced');
      await rename(this.#aside, this.#path);
    } catch (error) {
      await rm(this.#aside, { force: true });
      throw error;
    } finally {
      this.#state = 'gone';
    }
    // A name lasts only when its folder is synced; the task's folder may be new too.
    if (this.#durable) {
      const folder = dirname(this.#path);
      await syncFolder(folder);
      await syncFolder(dirname(folder));
    }
    return { bytes: this.#bytes, crc32: this.#crc32 };
  }

  abandon(): void {
    // The descriptor is in the hands of a sync: whoever waits for that clears away.
    if (this.#state === 'finishing') this.#state = 'given up';
    if (this.#state !== 'open') return;
    this.#state = 'gone';
    closeSync(this.#descriptor);
    rmSync(this.#aside, { force: true });
  }

  /** The state may change during an await, which narrowing by the compiler does not know. */
  #isGivenUp(): boolean {
    return this.#state === 'given up';
  }
}

const datasync = promisify(fdatasync);
const closed = promisify(close);
const opened = promisify(open);
const synced = promisify(fsync);

async function syncFolder(path: string): Promise<void> {
  const descriptor = await opened(path, 'r');
  try {
    await synced(descriptor);
  } finally {
    await closed(descriptor);
  }
}
