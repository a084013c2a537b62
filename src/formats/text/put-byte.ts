/** Writes `byte`, unless it is 0, and returns the position behind it. */
export function putByte(view: DataView, p: number, byte: number): number {
  if (byte === 0) return p;
  view.setUint8(p, byte);
  return p + 1;
}
