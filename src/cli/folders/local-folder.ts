import { closeSync, mkdirSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeAbandoned } from '../../artifacts/aside.ts';
import type { Output } from '../../artifacts/output.ts';
import { OutputFile } from '../../artifacts/output-file.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';
import { diskFits, refuseBeyondDisk } from './disk.ts';
import type { Folder } from './folder.ts';

/** Bytes that are read at once. */
const CHUNK = 1024 * 1024;

export class LocalFolder implements Folder {
  readonly direct = true;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  shown(name: string): string {
    return join(this.#path, name);
  }

  fits(bytes: number): boolean {
    return diskFits(this.#path, bytes);
  }

  /** Also clears away what killed runs left in it. */
  prepare(bytes: number): void {
    refuseBeyondDisk(this.#path, bytes);
    try {
      mkdirSync(this.#path, { recursive: true });
      removeAbandoned(this.#path);
    } catch (error) {
      throw systemFailure(error, 1, `cannot create the folder ${this.#path}`);
    }
  }

  open(name: string): Output {
    return new OutputFile(this.shown(name));
  }

  async names(start: string): Promise<readonly string[]> {
    return readdirSync(this.#path).filter((name) => name.startsWith(start));
  }

  async size(name: string): Promise<number | null> {
    try {
      return statSync(this.shown(name)).size;
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  *read(name: string): Generator<Uint8Array, void, undefined> {
    const file = openSync(this.shown(name), 'r');
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
        yield buffer.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  }
}
