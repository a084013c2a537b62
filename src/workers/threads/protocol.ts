import type { FileRows, Part } from '../../engine/plan.ts';
import type { Options } from '../../model/index.ts';
import type { ModelRequest } from '../programs/model-request.ts';

/** What a thread is started with. */
export interface WorkerSettings {
  readonly model: ModelRequest;
  /** Name of the format. */
  readonly format: string;
  readonly options: Options;
}

/** What a thread that writes files is started with. */
export interface WriteSettings extends WorkerSettings {
  /** In their order, with the names of their entities. */
  readonly files: readonly (Omit<FileRows, 'entity'> & { readonly entity: string })[];
  /** Memory of the turns. */
  readonly turns: SharedArrayBuffer;
}

/** An error of the system: plain data, for errors lose their properties between threads. */
export interface WriteFailure {
  readonly message: string;
  readonly code: string;
  readonly syscall: string;
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
