import type { MessagePort } from 'node:worker_threads';
import type { FileRows, Part } from '../../engine/plan.ts';
import type { Model, Options } from '../../model/index.ts';

/** How rows are encoded. */
export interface Encoding {
  /** Name of the format. */
  readonly format: string;
  readonly options: Options;
}

/** What a thread is started with. */
export interface WorkerSettings extends Encoding {
  /** Read by the main thread: to parse a document takes longer than to compile what it says. */
  readonly model: Model;
}

/** What a thread that writes files is started with. */
export interface WriteSettings extends Encoding {
  /** Memory of the turns. */
  readonly turns: SharedArrayBuffer;
}

/** A model to compile, and where the files to write come from when they are known. */
export interface WriteRequest {
  readonly model: Model;
  /** Gives one `FilesToWrite`. */
  readonly port: MessagePort;
}

/** The files that threads write together. */
export interface FilesToWrite<Rows = FileRows> {
  /** Those that a single thread each writes. */
  readonly whole: readonly WholeFile<Rows>[];
  /** The others, in their order. */
  readonly shared: readonly Rows[];
}

/** A file of one part at most: the thread that makes the part opens the file, writes it and renames it into place. */
export interface WholeFile<Rows = FileRows> {
  readonly rows: Rows;
  readonly path: string;
}

/** The rows of a file, with the name of their entity. */
export type NamedRows = Omit<FileRows, 'entity'> & { readonly entity: string };

/** An error of the system: plain data, for errors lose their properties between threads. */
export interface WriteFailure {
  readonly message: string;
  readonly code: string;
  readonly syscall: string;
  /** The path of the whole file that could not be written. */
  readonly file?: string;
}

/** One part to make, with memory to make it in. */
export interface PartRequest {
  /** Null asks whether the thread is ready. */
  readonly part: Part | null;
  readonly buffer: ArrayBuffer;
}

/** A part that is made. */
export interface PartAnswer {
  /** That of the request, or a larger one in its place. */
  readonly buffer: ArrayBuffer;
  /** Bytes of the part in it. */
  readonly length: number;
  readonly seal: Uint8Array;
}
