const LETTERS = new TextEncoder().encode('0123456789abcdef');
/** `0000` … `ffff` as four bytes, little-endian. */
const HEX = new Uint32Array(65_536);
for (let i = 0; i < 65_536; i++) {
  HEX[i] =
    LETTERS[i >>> 12] | (LETTERS[(i >>> 8) & 15] << 8) | (LETTERS[(i >>> 4) & 15] << 16) | (LETTERS[i & 15] << 24);
}
const DASH = 45;

/** Writes the UUID of four words from `values[o]` on, in lower case: exactly 36 bytes. */
export function putUuid(view: DataView, p: number, values: Uint32Array, o: number): number {
  const a = values[o];
  const b = values[o + 1];
  const c = values[o + 2];
  const d = values[o + 3];
  view.setUint32(p, HEX[a >>> 16], true);
  view.setUint32(p + 4, HEX[a & 65_535], true);
  view.setUint8(p + 8, DASH);
  view.setUint32(p + 9, HEX[b >>> 16], true);
  view.setUint8(p + 13, DASH);
  view.setUint32(p + 14, HEX[b & 65_535], true);
  view.setUint8(p + 18, DASH);
  view.setUint32(p + 19, HEX[c >>> 16], true);
  view.setUint8(p + 23, DASH);
  view.setUint32(p + 24, HEX[c & 65_535], true);
  view.setUint32(p + 28, HEX[d >>> 16], true);
  view.setUint32(p + 32, HEX[d & 65_535], true);
  return p + 36;
}
