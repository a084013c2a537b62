import type { Sink } from '../sink.ts';

/** Encodings, by their numbers in parquet.thrift. */
export const ENCODINGS = { plain: 0, rle: 3, dictionary: 8 } as const;

/** The least and the greatest of some values in PLAIN encoding, a text without its length. */
export interface Bounds {
  readonly least: Uint8Array;
  readonly greatest: Uint8Array;
}

/** Collects values of one vector and gives them back as the pages of a column chunk. */
export interface Values {
  /** One of PHYSICAL. */
  readonly physical: number;
  /** One of ENCODINGS, of the page that `takePage` would give. */
  readonly encoding: number;
  /** Bytes that wait to be taken, about. */
  readonly waiting: number;
  /** Whether a chunk has just one page of values, since a dictionary has to be complete. */
  readonly onePage: boolean;
  /** Adds the vector's values at the first `count` of `rows`; the batch has `length` rows of the vector. */
  add(rows: Int32Array, count: number, length: number): void;
  /** Appends what waits, in the encoding of a data page. */
  takePage(sink: Sink): void;
  /** Appends the dictionary that all pages since the last one need, and returns its length: 0 if there is none. */
  takeDictionary(sink: Sink): number;
  /** Bounds of the values since they were asked for last; null if they are not kept. After `takeDictionary`. */
  takeBounds(): Bounds | null;
  /** Forgets what waits. */
  clear(): void;
}
