import { Buffer } from 'node:buffer';

/** Texts end to end: text i is `bytes[offsets[i] … offsets[i + 1])`. */
interface Packed {
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array | Uint32Array;
}

/** The first texts as strings. */
export function strings(texts: Packed, length: number): string[] {
  const ends = new Int32Array(length + 1);
  const whole = decoded(texts, length, ends);
  return Array.from({ length }, (_, i) => whole.slice(ends[i], ends[i + 1]));
}

/**
 * The first texts as one string, which costs a small part of decoding each: text i is `slice(ends[i], ends[i + 1])` of it.
 * @param ends filled by this; ends[0] is 0.
 */
export function decoded({ bytes, offsets }: Packed, length: number, ends: Int32Array): string {
  const start = offsets[0];
  const end = offsets[length];
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end);
  const isAscii = whole.length === end - start;
  for (let i = 0; i < length; i++) {
    ends[i + 1] = isAscii ? offsets[i + 1] - start : ends[i] + unitsOf(bytes, offsets[i], offsets[i + 1]);
  }
  return whole;
}

/** UTF-16 units of a text in UTF-8: one for a character, two for one of four bytes. */
function unitsOf(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
