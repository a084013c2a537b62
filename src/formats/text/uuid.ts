const LETTERS = '0123456789abcdef';
/** `00` … `ff` as two bytes, little-endian. */
const HEX = Uint16Array.from({ length: 256 }, (_, i) => LETTERS.charCodeAt(i >> 4) | (LETTERS.charCodeAt(i & 15) << 8));
const DASH = 45;

/** Writes the UUID of four words from `values[o]` on, in lower case: exactly 36 bytes. */
export function putUuid(view: DataView, p: number, values: Uint32Array, o: number): number {
  let q = p;
  for (let byte = 0; byte < 16; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) view.setUint8(q++, DASH);
    view.setUint16(q, HEX[(values[o + (byte >> 2)] >>> (24 - 8 * (byte & 3))) & 255], true);
    q += 2;
  }
  return q;
}
