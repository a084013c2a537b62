import type { PartAnswer } from '../threads/protocol.ts';
import type { Chunk } from './part-maker.ts';

/** A part's bytes in one piece: in `buffer`, or a larger one where they do not fit. Memory is bounded by a part. */
export function partBytes(chunks: Iterable<Chunk>, buffer: ArrayBuffer): PartAnswer {
  let bytes = new Uint8Array(buffer);
  let length = 0;
  let seal = new Uint8Array(0);
  for (const chunk of chunks) {
    const needed = length + chunk.bytes.length;
    if (needed > bytes.length) {
      const larger = new Uint8Array(new ArrayBuffer(Math.max(needed, 2 * bytes.length)));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk.bytes, length);
    length = needed;
    if (chunk.seal !== null) seal = chunk.seal.slice();
  }
  return { buffer: bytes.buffer, length, seal };
}
