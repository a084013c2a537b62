import { close, closeSync, fdatasync, openSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { partialPath, publish } from './partial.ts';
import type { PieceSum, PieceWriter } from './store.ts';
import { writeAll } from './write-all.ts';

/**
 * A piece as a file: written aside, synced where it shall outlive a power cut, and renamed into place. Writing is synchronous, for
 * it happens in threads of its own; syncing is not, so that a thread can do other work meanwhile.
 */
export class DiskWriter implements PieceWriter {
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
    this.#aside = partialPath(path);
    this.#descriptor = openSync(this.#aside, 'wx');
  }

  write(bytes: Uint8Array): void {
    this.#append(bytes);
    this.#crc32 = crc32(bytes, this.#crc32);
    this.#bytes += bytes.length;
  }

  async finish(seal = new Uint8Array(0)): Promise<PieceSum> {
    this.#append(seal);
    this.#state = 'finishing';
    try {
      try {
        if (this.#durable) await datasync(this.#descriptor);
      } finally {
        if (this.#durable) await closed(this.#descriptor);
        else closeSync(this.#descriptor);
      }
      if (this.#isGivenUp()) throw new Error('the piece was given up while it was synced');
      await publish(this.#aside, this.#path, this.#durable);
    } catch (error) {
      await rm(this.#aside, { force: true });
      throw error;
    } finally {
      this.#state = 'gone';
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

  #append(bytes: Uint8Array): void {
    if (this.#state !== 'open') throw new Error('the piece is closed');
    writeAll(this.#descriptor, bytes);
  }

  /** The state may change during an await, which narrowing by the compiler does not know. */
  #isGivenUp(): boolean {
    return this.#state === 'given up';
  }
}

const datasync = promisify(fdatasync);
const closed = promisify(close);
