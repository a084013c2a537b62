import type { Readable } from 'node:stream';
import type { DownloadableFile } from './downloadable.ts';
import type { S3Address } from './s3/address.ts';

/** Which store there is: plain data that threads are started with. */
export type StoreSettings = DiskStoreSettings | S3StoreSettings;

export interface S3StoreSettings {
  readonly kind: 's3';
  readonly address: S3Address;
  /** Absolute path of a folder of this machine, for pieces on their way. */
  readonly folder: string;
  /** Whether finished files become single objects with URLs of their own, false by default. */
  readonly wholes?: boolean;
  /** Attempts at each call; by default as many as outlast a minute of refusals. */
  readonly attempts?: number;
}

/** A folder, of this machine or one that several machines share. */
export interface DiskStoreSettings {
  readonly kind: 'disk';
  /** Absolute path. */
  readonly folder: string;
  /**
   * Whether a piece outlives a power cut once it is published, true by default. The embedded database does not: beside it a sync
   * of each piece would only cost time.
   */
  readonly durable?: boolean;
  /** Whether other nodes write into it as well, false by default: what is unfinished can be theirs. */
  readonly shared?: boolean;
}

/** Keeps the pieces that artifacts are made of. Keys are `<task id>/<piece>`, of [A-Za-z0-9-/] only. */
export interface ArtifactStore {
  /** Absent where files stay in pieces: the store cannot do it, or its operator does not want it. */
  readonly wholes?: WholeObjects;
  /** Begins a piece; one that is there under the key is replaced when the new one is published. */
  writer(key: string): PieceWriter;
  /** The same of a piece that is made as a file of its own. */
  file(key: string): PieceFile;
  /**
   * Bytes `start` up to, not including, `end` of a piece and its seal, or as many as there are. A missing piece is an error of
   * the stream, with the code ENOENT.
   */
  read(key: string, start: number, end: number): Readable;
  /** Whether a piece of at least that length is there: pieces are published whole, and a seal may follow. Nothing is read. */
  has(key: string, bytes: number): Promise<boolean>;
  /** Removes every piece of a task. Harmless where there is none. */
  removeTask(task: string): Promise<void>;
  /** Removes one piece. Harmless where there is none. */
  removePiece(key: string): Promise<void>;
  /** Ids of the tasks that have pieces. */
  tasks(): AsyncIterable<string>;
  /** Milliseconds since something was last added to a task or removed from it; 0 if there is nothing of it. */
  age(task: string): Promise<number>;
  /** The pieces of a task that were published at least so many milliseconds ago, by their keys. */
  pieces(task: string, minAge: number): AsyncIterable<string>;
  /**
   * Removes what was begun and never published, and returns how much that was.
   * @param minAge milliseconds since it was written to; 0 takes all, only while nothing is written.
   */
  removeUnfinished(minAge: number): Promise<number>;
  /** The same of one piece, only while nobody writes that one. Harmless where there is nothing. */
  removeUnfinishedPiece(key: string): Promise<void>;
  /** Bytes that can still be stored. */
  free(): Promise<number>;
  /** The ID of the installation whose pieces these are; null before it is known. */
  installation(): Promise<string | null>;
  /** Makes the store one of an installation. */
  join(installation: string): Promise<void>;
}

/** Stores whole files as single objects, which presigned URLs read without the gateway. */
export interface WholeObjects {
  /** Makes a file of its pieces under a key of a piece, unless it is there. It is there as a whole or not at all. */
  compose(key: string, file: DownloadableFile, signal: AbortSignal): Promise<void>;
  /** A URL of such a file, which is good for so many seconds at most: seven days are the limit of services. */
  url(key: string, seconds: number, file: Pick<DownloadableFile, 'name' | 'contentType'>): Promise<string>;
}

/** One piece on its way: written aside, synced where the store is durable, then there as a whole. */
export interface PieceWriter {
  /** Takes the bytes before it returns: the caller may use the array again. Throws the system's error. */
  write(bytes: Uint8Array): void;
  /**
   * Syncs and publishes.
   * @param seal kept after the bytes of the piece, and counted nowhere: who reads the piece alone does not see it.
   */
  finish(seal?: Uint8Array): Promise<PieceSum>;
  /** Gives up; nothing stays. Harmless after `finish`. */
  abandon(): void;
}

/** The same as a file on a disk, for what cannot be written from its beginning to its end. */
export interface PieceFile {
  /** Nothing is there yet. */
  readonly path: string;
  /** Syncs and publishes what is at the path, complete and closed. */
  finish(): Promise<PieceSum>;
  /** Gives up; nothing stays. Harmless after `finish`. */
  abandon(): void;
}

/** What a finished piece came to. */
export interface PieceSum {
  readonly bytes: number;
  /** CRC-32 (ISO 3309), unsigned. */
  readonly crc32: number;
}
