import { createReadStream, mkdirSync } from 'node:fs';
import { access, opendir, readdir, readFile, rm, rmdir, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskFile } from './disk-file.ts';
import { DiskWriter } from './disk-writer.ts';
import { isTaskId, pieceKey } from './piece-key.ts';
import { partialPath, publish } from './partial.ts';
import { StoreError } from './store-error.ts';
import type { ArtifactStore, DiskStoreSettings, PieceFile, PieceWriter } from './store.ts';

/** Bytes a stream reads at once, which is also what it holds for a reader that has stopped reading. */
const CHUNK = 256 * 1024;

/** The file with the ID of the installation. No task is called so. */
const INSTALLATION = 'installation';
/** Milliseconds after which what is unfinished in a folder that others use as well is nobody's. */
const OF_OTHERS = 24 * 60 * 60 * 1000;

/** Pieces as files: `<folder>/<task id>/<piece>`. */
export class DiskStore implements ArtifactStore {
  readonly #folder: string;
  readonly #durable: boolean;
  readonly #shared: boolean;

  /** @param folder absolute; made where it is missing. Throws the system's error. */
  constructor(folder: string, { durable = true, shared = false }: Pick<DiskStoreSettings, 'durable' | 'shared'> = {}) {
    this.#folder = folder;
    this.#durable = durable;
    this.#shared = shared;
    mkdirSync(folder, { recursive: true });
  }

  writer(key: string): PieceWriter {
    return new DiskWriter(this.#path(key), this.#durable);
  }

  file(key: string): PieceFile {
    return new DiskFile(this.#path(key), this.#durable);
  }

  read(key: string, start: number, end: number): Readable {
    const path = this.#path(key);
    // A file stream cannot read nothing, and a missing piece shall be an error even then.
    if (start >= end) return Readable.from(nothingOf(path));
    return createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK });
  }

  async has(key: string, bytes: number): Promise<boolean> {
    try {
      return (await stat(this.#path(key))).size >= bytes;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
  }

  async removeTask(task: string): Promise<void> {
    if (!isTaskId(task)) throw new Error('the id of a task is of A-Z, a-z, 0-9 and - only');
    // A part that is still being written may add a file while the folder is emptied.
    await rm(join(this.#folder, task), { recursive: true, force: true, maxRetries: 3 });
  }

  async removePiece(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async *tasks(): AsyncGenerator<string, void, undefined> {
    for await (const entry of await opendir(this.#folder))
      if (entry.isDirectory() && isTaskId(entry.name)) yield entry.name;
  }

  async age(task: string): Promise<number> {
    return (await ageOf(join(this.#folder, task))) ?? 0;
  }

  async *pieces(task: string, minAge: number): AsyncGenerator<string, void, undefined> {
    const folder = join(this.#folder, task);
    for (const name of await namesIn(folder)) {
      const age = isUnfinished(name) ? null : await ageOf(join(folder, name));
      if (age !== null && age >= minAge) yield `${task}/${name}`;
    }
  }

  async removeUnfinished(age: number): Promise<number> {
    const minAge = this.#shared ? Math.max(age, OF_OTHERS) : age;
    let removed = 0;
    for await (const task of this.tasks()) {
      const folder = join(this.#folder, task);
      const names = await namesIn(folder);
      let left = names.length;
      for (const name of names.filter(isUnfinished)) {
        const age = minAge === 0 ? 0 : await ageOf(join(folder, name));
        if (age === null || age < minAge) continue;
        await rm(join(folder, name), { force: true });
        removed++;
        left--;
      }
      // While pieces are written, somebody may be about to begin one in the empty folder.
      if (left === 0 && minAge === 0) await rmdir(folder);
    }
    return removed;
  }

  async removeUnfinishedPiece(key: string): Promise<void> {
    const path = this.#path(key);
    const folder = dirname(path);
    const begun = (name: string): boolean => name.startsWith(`${basename(path)}.`);
    for (const name of await namesIn(folder)) if (begun(name)) await rm(join(folder, name), { force: true });
  }

  async free(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(this.#folder);
      return bavail * bsize;
    } catch (cause) {
      // Its disk may be unmounted for a while: files must not be written to the folder below.
      throw new StoreError('NO_FOLDER', `the folder ${this.#folder} cannot be used`, { cause });
    }
  }

  async installation(): Promise<string | null> {
    const text = await readFile(join(this.#folder, INSTALLATION), 'utf8').catch(ifMissing(null));
    return text === null ? null : text.trim();
  }

  async join(installation: string): Promise<void> {
    const path = join(this.#folder, INSTALLATION);
    const aside = partialPath(path);
    await writeFile(aside, installation, { flush: true });
    await publish(aside, path, this.#durable);
  }

  #path(key: string): string {
    const { task, piece } = pieceKey(key);
    return join(this.#folder, task, piece);
  }
}

/** No key of a piece has a dot: what has one is on its way, or beside what is, such as the journal of a database. */
const isUnfinished = (name: string): boolean => name.includes('.');

/** Null where there is nothing. */
async function ageOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(ifMissing(null));
  return found === null ? null : Date.now() - found.mtimeMs;
}

/** Empty where there is no folder. */
const namesIn = async (folder: string): Promise<readonly string[]> => await readdir(folder).catch(ifMissing([]));

function ifMissing<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fallback;
    throw error;
  };
}

// oxlint-disable-next-line require-yield
async function* nothingOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  await access(path);
}
