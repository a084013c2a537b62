import { Readable } from 'node:stream';
import type { Piece } from './downloadable.ts';
import type { ArtifactStore } from './store.ts';

/**
 * Bytes `start` up to, not including, `end` of an artifact. One piece is open at a time, and none before it is read; destroying
 * the stream closes it. A missing piece, a too short one, and an `end` behind the last are errors of the stream.
 * Memory is bounded by what a stream of the store holds.
 */
export function artifactStream(
  store: Pick<ArtifactStore, 'read'>,
  pieces: readonly Piece[],
  start: number,
  end: number,
): Readable {
  return Readable.from(chunks(store, pieces, start, end), { objectMode: false });
}

async function* chunks(
  store: Pick<ArtifactStore, 'read'>,
  pieces: readonly Piece[],
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = 0;
  for (const { key, bytes } of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, bytes);
    offset += bytes;
    if (from >= to) continue;
    let left = to - from;
    const piece: AsyncIterable<Uint8Array> = store.read(key, from, to);
    for await (const chunk of piece) {
      left -= chunk.length;
      yield chunk;
    }
    // Without this the bytes of the next piece would slip into the gap.
    if (left !== 0) throw new Error(`the piece ${key} ends ${left} bytes early: the store has lost some of it`);
  }
  // The length was promised to somebody who would wait for the rest.
  if (offset < end) throw new Error(`the pieces have ${offset} bytes together, and ${end} were expected`);
}
