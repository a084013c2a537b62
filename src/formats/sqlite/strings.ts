import { Buffer } from 'node:buffer';

/** The first texts as strings: decoded all at once and cut, which costs a small part of decoding each. */
export function strings(
  { bytes, offsets }: { readonly bytes: Uint8Array; readonly offsets: Int32Array | Uint32Array },
  length: number,
): string[] {
  const start = offsets[0];
  const end = offsets[length];
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end);
  const isAscii = whole.length === end - start;
  const cut = Array<string>(length);
  let from = 0;
  for (let i = 0; i < length; i++) {
    const to = isAscii ? offsets[i + 1] - start : from + unitsOf(bytes, offsets[i], offsets[i + 1]);
    cut[i] = whole.slice(from, to);
    from = to;
  }
  return cut;
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
