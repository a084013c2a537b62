/** `true` and `fals` as four bytes, little-endian, and the last letter of both. */
const TRUE = 0x65757274;
const FALS = 0x736c6166;
const E = 0x65;

/** Writes `true` or `false` and returns the position after it; overruns by one byte, so that there is nothing to branch on. */
export function putBool(view: DataView, p: number, value: number): number {
  view.setUint32(p, FALS + value * (TRUE - FALS), true);
  view.setUint8(p + 4, E);
  return p + 5 - value;
}
