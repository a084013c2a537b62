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

/** A part that is made, in the buffer that came with the request or a larger one. */
export interface PartAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly seal: Uint8Array;
}

/** One part to make, with a buffer to make it in. */
export interface PartRequest {
  /** Null asks whether the thread is ready. */
  readonly part: Part | null;
  readonly buffer: ArrayBuffer;
}
