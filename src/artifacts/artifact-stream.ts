import { Readable } from 'node:stream';
import type { Piece } from './downloadable.ts';
import type { ArtifactStore } from './store.ts';

/**
 * Bytes `start` up to, not including, `end` of an artifact. One piece is open at a time, and none before it is read; destroying
 * the stream closes it. A missing piece, a too short one, and an `end` after the last are errors of the stream.
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

/** Pieces that are looked for at once. */
const LOOKS = 32;

/** Whether the store has every piece that these bytes of an artifact are made of, in its full length. */
export async function hasPieces(
  store: Pick<ArtifactStore, 'has'>,
  pieces: readonly Piece[],
  start: number,
  end: number,
): Promise<boolean> {
  if (lengthOf(pieces) < end) return false;
  const needed = [...sections(pieces, start, end)];
  for (let first = 0; first < needed.length; first += LOOKS) {
    const looks = needed.slice(first, first + LOOKS).map(async ({ key, bytes }) => await store.has(key, bytes));
    if ((await Promise.all(looks)).includes(false)) return false;
  }
  return true;
}

interface Section extends Piece {
  /** Bytes of the piece: `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
}

/** The pieces that bytes of an artifact are made of, in order. */
function* sections(pieces: readonly Piece[], start: number, end: number): Generator<Section, void, undefined> {
  let offset = 0;
  for (const { key, bytes } of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, bytes);
    offset += bytes;
    if (from < to) yield { key, bytes, from, to };
  }
}

async function* chunks(
  store: Pick<ArtifactStore, 'read'>,
  pieces: readonly Piece[],
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const { key, from, to } of sections(pieces, start, end)) {
    let left = to - from;
    const piece: AsyncIterable<Uint8Array> = store.read(key, from, to);
    for await (const chunk of piece) {
      left -= chunk.length;
      yield chunk;
    }
    // Without this the bytes of the next piece would slip into the gap.
    if (left !== 0) throw new Error(`the piece ${key} ends ${left} bytes early: the store has lost some of it`);
  }
  const length = lengthOf(pieces);
  // The length was promised to somebody who would wait for the rest.
  if (length < end) throw new Error(`the pieces have ${length} bytes together, and ${end} were expected`);
}

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { bytes }) => sum + bytes, 0);
