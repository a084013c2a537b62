import type { Part } from '../../engine/plan.ts';

/** Makes the bytes of parts, in whatever threads. */
export interface PartSource {
  /** The bytes of parts, in the order of the parts; those of one part in one or more chunks. */
  make(parts: Iterable<Part>): AsyncGenerator<PartChunk, void, undefined>;
  /** Gives up whatever is not made yet. */
  close(): Promise<void>;
}

/** Bytes of a part, good until the next ones are asked for. */
export interface PartChunk {
  readonly part: Part;
  readonly bytes: Uint8Array;
  /** Rows that were made for them. */
  readonly rows: number;
  /** What the file's footer must know of the part, with its last chunk; null before. */
  readonly seal: Uint8Array | null;
}
