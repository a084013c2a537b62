/** `00` … `99` as two bytes, little-endian. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, i) => (48 + Math.floor(i / 10)) | ((48 + (i % 10)) << 8));
/** Powers of ten, which a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 19 }, (_, i) => Number(`1e${i}`));

const MINUS = 45;
const POINT = 46;

/** Writes an integer in ±(2^53 - 1) and returns the position after it. */
export function putInteger(view: DataView, p: number, v: number): number {
  let size = v;
  if (v < 0) {
    view.setUint8(p++, MINUS);
    size = -v;
  }
  let width = 1;
  while (size >= POWERS_OF_TEN[width]) width++;
  putPadded(view, p, size, width);
  return p + width;
}

/**
 * Writes v × 10^-scale with `scale` digits after the point and returns the position after it. The division cannot round up
 * to the next whole number, since v is below 2^53.
 */
export function putDecimal(view: DataView, p: number, v: number, scale: number): number {
  if (scale === 0) return putInteger(view, p, v);
  let size = v;
  if (v < 0) {
    view.setUint8(p++, MINUS);
    size = -v;
  }
  const unit = POWERS_OF_TEN[scale];
  const whole = Math.floor(size / unit);
  p = putInteger(view, p, whole);
  view.setUint8(p, POINT);
  putPadded(view, p + 1, size - whole * unit, scale);
  return p + 1 + scale;
}

/** Writes v with leading zeros to exactly `width` digits, v < 10^width. */
export function putPadded(view: DataView, p: number, v: number, width: number): void {
  let rest = v;
  let q = p + width;
  while (q >= p + 2) {
    const high = Math.floor(rest / 100);
    q -= 2;
    view.setUint16(q, PAIRS[rest - high * 100], true);
    rest = high;
  }
  if (q > p) view.setUint8(p, 48 + rest);
}

/** Writes v × 10^-scale for any 64-bit integer, exactly, and returns the position after it: at most 40 bytes. */
export function putDecimal64(view: DataView, p: number, v: bigint, scale: number): number {
  const text = (v < 0n ? -v : v).toString().padStart(scale + 1, '0');
  if (v < 0n) view.setUint8(p++, MINUS);
  const point = text.length - scale;
  for (let i = 0; i < text.length; i++) {
    if (i === point) view.setUint8(p++, POINT);
    view.setUint8(p++, text.charCodeAt(i));
  }
  return p;
}

/**
 * Writes a finite double by its shortest round-trip form, as `String(v)` does, and returns the position after it: at
 * most 28 bytes. A decimal of at most 15 digits that reads back as v is the shortest form, for no other such decimal
 * does; so numbers with up to six decimals need no search.
 */
export function putDouble(view: DataView, p: number, v: number): number {
  const millionths = Math.round(v * 1e6);
  if (Math.abs(millionths) < 1e15 && millionths / 1e6 === v) {
    let scale = 6;
    let value = millionths;
    for (; scale > 0; scale--) {
      const tenth = Math.trunc(value / 10);
      if (tenth * 10 !== value) break;
      value = tenth;
    }
    return putDecimal(view, p, value, scale);
  }
  const text = String(v);
  for (let i = 0; i < text.length; i++) view.setUint8(p + i, text.charCodeAt(i));
  return p + text.length;
}
