import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openAside } from './aside.ts';
import type { Output } from './output.ts';
import { writeAll } from './write-all.ts';

/** A file that is written aside and renamed into place when it is complete. */
export class OutputFile implements Output {
  readonly descriptor: number;
  readonly #path: string;
  readonly #aside: string;
  /** What of it exists: a file that is open, one that is closed, or nothing under the name aside. */
  #state: 'open' | 'closed' | 'gone' = 'open';

  /** @param path where the file ends up; its folder is made. Throws the system's error if the folder cannot be written to. */
  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    [this.#aside, this.descriptor] = openAside(path, (name) => openSync(name, 'wx'));
  }

  write(bytes: Uint8Array): void {
    if (this.#state !== 'open') throw new Error('the file is closed');
    writeAll(this.descriptor, bytes);
  }

  finish(): void {
    if (this.#state === 'gone') return;
    this.#close();
    renameSync(this.#aside, this.#path);
    this.#state = 'gone';
  }

  abandon(): void {
    if (this.#state === 'gone') return;
    this.#close();
    this.#state = 'gone';
    rmSync(this.#aside, { force: true });
  }

  #close(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    closeSync(this.descriptor);
  }
}
