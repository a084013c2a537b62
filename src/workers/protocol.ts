import type { Part } from '../engine/plan.ts';
import type { Options } from '../model/option.ts';
import type { ModelRequest } from './model-request.ts';

/** What a thread is started with. */
export interface WorkerSettings {
  readonly model: ModelRequest;
  /** Name of the format. */
  readonly format: string;
  readonly options: Options;
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
