import type { Part } from '../engine/plan.ts';

/** Makes the bytes of parts, in whatever threads. */
export interface PartSource {
  /** Each part's bytes, in the order of the parts. The bytes are valid until the next one is asked for. */
  make(parts: Iterable<Part>): AsyncGenerator<MadePart, void, undefined>;
  /** Gives up whatever is not made yet. */
  close(): Promise<void>;
}

export interface MadePart {
  readonly part: Part;
  readonly bytes: Uint8Array;
  /** What the file's footer must know of it. */
  readonly seal: Uint8Array;
}
