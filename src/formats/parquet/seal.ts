import type { Sink } from '../sink.ts';
import type { ChunkSummary } from './column-chunk.ts';
import { putVarint, readVarint } from './varint.ts';
import type { Bounds } from './values.ts';

/** What a footer contains of a row group, save where it is; its chunks follow one another. */
export interface RowGroupSummary {
  readonly rows: number;
  /** In the order of the columns without parts. */
  readonly chunks: readonly ChunkSummary[];
}

/** Appends a row group to a part's seal: some 20 bytes a column, and its bounds. */
export function putRowGroup(seal: Sink, { rows, chunks }: RowGroupSummary): void {
  putVarint(seal, rows);
  for (const { physical, codec, entries, nulls, dictionaryBytes, bytes, plainBytes, bounds } of chunks) {
    for (const value of [physical, codec, entries, nulls, dictionaryBytes, bytes, plainBytes]) putVarint(seal, value);
    // A length is one more than it is, so that 0 represents no bounds.
    for (const bound of bounds === null ? [] : [bounds.least, bounds.greatest]) {
      putVarint(seal, bound.length + 1);
      seal.append(bound);
    }
    if (bounds === null) putVarint(seal, 0);
  }
}

/** The row groups of a part, of a table that has so many columns without parts. */
export function readSeal(seal: Uint8Array, columns: number): RowGroupSummary[] {
  let at = 0;
  const next = (): number => {
    const [value, end] = readVarint(seal, at);
    at = end;
    return value;
  };
  const slice = (length: number): Uint8Array => seal.subarray(at, (at += length));
  const bounds = (): Bounds | null => {
    const length = next();
    return length === 0 ? null : { least: slice(length - 1), greatest: slice(next() - 1) };
  };
  const chunk = (): ChunkSummary => ({
    physical: next(),
    codec: next(),
    entries: next(),
    nulls: next(),
    dictionaryBytes: next(),
    bytes: next(),
    plainBytes: next(),
    bounds: bounds(),
  });
  const groups: RowGroupSummary[] = [];
  while (at < seal.length) groups.push({ rows: next(), chunks: Array.from({ length: columns }, chunk) });
  return groups;
}
