import type { Sink } from '../sink.ts';

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = 61;

/** Appends `source[start … end)` as base64 with padding (RFC 4648, section 4). */
export function putBase64(sink: Sink, source: Uint8Array, start: number, end: number): void {
  sink.reserve(Math.ceil((end - start) / 3) * 4);
  const { bytes } = sink;
  let p = sink.length;
  for (let i = start; i < end; i += 3) {
    const left = end - i;
    const word = (source[i] << 16) | (left > 1 ? source[i + 1] << 8 : 0) | (left > 2 ? source[i + 2] : 0);
    bytes[p] = ALPHABET[word >> 18];
    bytes[p + 1] = ALPHABET[(word >> 12) & 63];
    bytes[p + 2] = left > 1 ? ALPHABET[(word >> 6) & 63] : PAD;
    bytes[p + 3] = left > 2 ? ALPHABET[word & 63] : PAD;
    p += 4;
  }
  sink.length = p;
}
