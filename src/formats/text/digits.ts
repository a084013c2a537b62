// Tables are constants of the module that reads them: V8 folds those into the code, but no exported ones.
/** `00` … `99` as two bytes, little-endian. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, i) => pair(i));
/** `0000` … `9999` as four bytes. */
const QUADS = new Uint32Array(10_000);
/** The same numbers without leading zeros, from the first byte on, and how many digits they have. */
const SHORT = new Uint32Array(10_000);
const SHORT_LENGTH = new Uint8Array(10_000);
for (let i = 0; i < 10_000; i++) {
  const length = i < 10 ? 1 : i < 100 ? 2 : i < 1000 ? 3 : 4;
  QUADS[i] = pair(Math.floor(i / 100)) | (pair(i % 100) << 16);
  SHORT[i] = QUADS[i] >>> (8 * (4 - length));
  SHORT_LENGTH[i] = length;
}
/** `.00` … `.99` as three bytes. */
const CENTS = Uint32Array.from({ length: 100 }, (_, i) => 46 | (pair(i) << 8));
/** Powers of ten, which a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 19 }, (_, i) => Number(`1e${i}`));

/** The two digits of a number below 100 as two bytes, little-endian. */
export function pair(v: number): number {
  return (48 + Math.floor(v / 10)) | ((48 + (v % 10)) << 8);
}

const MINUS = 45;
const POINT = 46;

/** Writes v, 0 <= v <= 2^31, and returns the position behind it. */
function putUnsigned(view: DataView, p: number, v: number): number {
  if (v < 10_000) {
    view.setUint32(p, SHORT[v], true);
    return p + SHORT_LENGTH[v];
  }
  if (v < 100_000_000) {
    const high = (v / 10_000) | 0;
    view.setUint32(p, SHORT[high], true);
    const q = p + SHORT_LENGTH[high];
    view.setUint32(q, QUADS[v - high * 10_000], true);
    return q + 4;
  }
  const high = (v / 100_000_000) | 0;
  view.setUint32(p, SHORT[high], true);
  const q = p + SHORT_LENGTH[high];
  return putEight(view, q, v - high * 100_000_000);
}

/** Writes v < 10^8 as eight digits. */
function putEight(view: DataView, p: number, v: number): number {
  const high = (v / 10_000) | 0;
  view.setUint32(p, QUADS[high], true);
  view.setUint32(p + 4, QUADS[v - high * 10_000], true);
  return p + 8;
}

/** Writes an integer of 32 bits and returns the position behind it; overruns by up to three bytes. */
export function putInt32(view: DataView, p: number, v: number): number {
  if (v >= 0) return putUnsigned(view, p, v);
  view.setUint8(p, MINUS);
  return putUnsigned(view, p + 1, -v);
}

/** Writes an integer in ±(2^53 - 1) and returns the position behind it; overruns by up to three bytes. */
export function putInteger(view: DataView, p: number, v: number): number {
  let size = v;
  if (v < 0) {
    view.setUint8(p++, MINUS);
    size = -v;
  }
  if (size < 2_147_483_648) return putUnsigned(view, p, size | 0);
  const high = Math.floor(size / 100_000_000);
  return putEight(view, putUnsigned(view, p, high | 0), (size - high * 100_000_000) | 0);
}

/** Writes v × 10^-2 and returns the position behind it; overruns by up to three bytes. */
export function putCents(view: DataView, p: number, v: number): number {
  let size = v;
  if (v < 0) {
    view.setUint8(p++, MINUS);
    size = -v;
  }
  if (size < 2_147_483_648) {
    const small = size | 0;
    const whole = (small / 100) | 0;
    p = putUnsigned(view, p, whole);
    view.setUint32(p, CENTS[small - whole * 100], true);
    return p + 3;
  }
  const whole = Math.floor(size / 100);
  p = putInteger(view, p, whole);
  view.setUint32(p, CENTS[size - whole * 100], true);
  return p + 3;
}

/**
 * Writes v × 10^-scale with `scale` digits behind the point and returns the position behind it; overruns by up to
 * three bytes. The division cannot round up to the next whole number, since v is below 2^53.
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

/** Writes v × 10^-scale for any 64-bit integer, exactly, and returns the position behind it: at most 40 bytes. */
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
 * Writes a finite double by its shortest round-trip form, as `String(v)` does, and returns the position behind it: at
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
