import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { DiskStore } from '../disk-store.ts';
import { isTaskId, pieceKey } from '../piece-key.ts';
import type { ArtifactStore, PieceFile, PieceWriter } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { BucketObjects } from './bucket-objects.ts';
import type { Bucket, ListedObject } from './bucket.ts';
import { type Destination, SpooledFile, SpooledWriter } from './spooled-piece.ts';

/** The object with the ID of the installation. */
const INSTALLATION = 'installation';
const MAX_INSTALLATION = 100;

/** Pieces as objects of a bucket: `<prefix><task id>/<piece>`, with the seal behind the bytes as in a file. */
export class S3Store implements ArtifactStore {
  readonly wholes?: BucketObjects;
  readonly #bucket: Bucket;
  readonly #folder: string;
  /** The uploads of this machine that have not ended. */
  readonly #spool: DiskStore;

  /**
   * @param folder of this machine, for pieces on their way; made where it is missing. Throws the system's error.
   * @param wholes whether finished files become single objects.
   */
  constructor(bucket: Bucket, folder: string, wholes = false) {
    this.#bucket = bucket;
    if (wholes) this.wholes = new BucketObjects(bucket, this);
    this.#folder = folder;
    this.#spool = new DiskStore(folder, { durable: false });
  }

  writer(key: string): PieceWriter {
    return new SpooledWriter(this.#destination(key), this.#spooled(key));
  }

  file(key: string): PieceFile {
    return new SpooledFile(this.#destination(key), this.#spooled(key));
  }

  read(key: string, start: number, end: number): Readable {
    pieceKey(key);
    return Readable.from(this.#read(key, start, end), { objectMode: false });
  }

  async has(key: string, bytes: number): Promise<boolean> {
    pieceKey(key);
    const length = await this.#bucket.length(key);
    return length !== null && length >= bytes;
  }

  async removeTask(task: string): Promise<void> {
    await this.#spool.removeTask(task);
    const keys: string[] = [];
    for await (const { key } of this.#objectsOf(task)) keys.push(key);
    await this.#bucket.remove(keys);
  }

  async removePiece(key: string): Promise<void> {
    pieceKey(key);
    await this.#bucket.remove([key]);
  }

  async *tasks(): AsyncGenerator<string, void, undefined> {
    for await (const name of this.#bucket.folders()) if (isTaskId(name)) yield name;
  }

  async age(task: string): Promise<number> {
    let newest: number | null = null;
    for await (const { modified } of this.#objectsOf(task)) newest = Math.max(newest ?? modified, modified);
    return newest === null ? 0 : Math.max(0, Date.now() - newest);
  }

  async *pieces(task: string, minAge: number): AsyncGenerator<string, void, undefined> {
    for await (const { key, modified } of this.#objectsOf(task)) if (Date.now() - modified >= minAge) yield key;
  }

  async removeUnfinished(minAge: number): Promise<number> {
    return await this.#spool.removeUnfinished(minAge);
  }

  async removeUnfinishedPiece(key: string): Promise<void> {
    await this.#spool.removeUnfinishedPiece(key);
  }

  /** A bucket does not say what it has left. */
  async free(): Promise<number> {
    return Number.MAX_SAFE_INTEGER;
  }

  async installation(): Promise<string | null> {
    if ((await this.#bucket.length(INSTALLATION)) === null) return null;
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#bucket.read(INSTALLATION, 0, MAX_INSTALLATION)) chunks.push(chunk);
    return Buffer.concat(chunks).toString().trim();
  }

  async join(installation: string): Promise<void> {
    const bytes = Buffer.from(installation);
    await this.#bucket.put(INSTALLATION, bytes, crc32(bytes));
  }

  #destination(key: string): Destination {
    pieceKey(key);
    return { bucket: this.#bucket, key };
  }

  #spooled(key: string): string {
    const { task, piece } = pieceKey(key);
    return join(this.#folder, task, piece);
  }

  #objectsOf(task: string): AsyncGenerator<ListedObject, void, undefined> {
    if (!isTaskId(task)) throw new Error('the id of a task is of A-Z, a-z, 0-9 and - only');
    return this.#bucket.list(`${task}/`);
  }

  async *#read(key: string, start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    if (start < end) yield* this.#bucket.read(key, start, end);
    // Nothing can be read of nothing, and a missing piece shall be an error even then.
    else if ((await this.#bucket.length(key)) === null) throw new StoreError('ENOENT', 'there is no such piece');
  }
}
