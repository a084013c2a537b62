import type { PartAnswer } from './protocol.ts';
import type { Chunk } from './part-maker.ts';

/** A part's bytes in memory that threads share: in `buffer`, or a larger one where they do not fit. Bounded by a part. */
export function sharedPart(chunks: Iterable<Chunk>, buffer: SharedArrayBuffer): PartAnswer {
  let bytes = new Uint8Array(buffer);
  let length = 0;
  let seal = new Uint8Array(0);
  for (const chunk of chunks) {
    const needed = length + chunk.bytes.length;
    if (needed > bytes.length) {
      const larger = new Uint8Array(new SharedArrayBuffer(Math.max(needed, 2 * bytes.length)));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk.bytes, length);
    length = needed;
    if (chunk.seal !== null) seal = chunk.seal.slice();
  }
  return { buffer: bytes.buffer, length, seal };
}
