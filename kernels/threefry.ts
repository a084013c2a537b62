/*
 * Threefry-2x32 with 13 rounds over consecutive blocks: four in the lanes of a vector, two vectors at a time. The function for
 * a single block in src/engine/random/threefry.ts is the definition.
 */

const PARITY: i32 = 0x1bd11bda;

/** Where the words are left: 2,048 of them. */
const WORDS: usize = memory.data(8192, 16);

export function words(): usize {
  return WORDS;
}

@inline
function rotated(y: v128, left: i32): v128 {
  return v128.or(i32x4.shl(y, left), i32x4.shr_u(y, 32 - left));
}

/** Turns the first `count` words w, unsigned, into low + floor(w · scale), of which the second lies below 2^31. */
export function scaleWords(count: i32, scale: f64, low: i32): void {
  const scales = f64x2.splat(scale);
  const lows = i32x4.splat(low);
  for (let i = 0, at = WORDS; i < count; i += 4, at += 16) {
    const word = v128.load(at);
    const front = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(f64x2.convert_low_i32x4_u(word), scales));
    const swapped = i64x2.shuffle(word, word, 1, 0);
    const back = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(f64x2.convert_low_i32x4_u(swapped), scales));
    v128.store(at, i32x4.add(i64x2.shuffle(front, back, 0, 2), lows));
  }
}

/** The blocks of the counters (c0, c1) … (c0 + count - 1, c1), of which c0 must not wrap; count at most 1,024. */
export function blocks(k0: i32, k1: i32, c0: i32, c1: i32, count: i32): void {
  const k2 = k0 ^ k1 ^ PARITY;
  const start = i32x4.splat(c1 + k1);
  let counters = i32x4.add(i32x4.splat(c0 + k0), i32x4(0, 1, 2, 3));
  let out = WORDS;
  for (let i = 0; i < count; i += 8, out += 64) {
    let x = counters;
    let u = i32x4.add(counters, i32x4.splat(4));
    let y = start;
    let v = start;
    counters = i32x4.add(counters, i32x4.splat(8));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 13), x);
    v = v128.xor(rotated(v, 13), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 15), x);
    v = v128.xor(rotated(v, 15), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 26), x);
    v = v128.xor(rotated(v, 26), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 6), x);
    v = v128.xor(rotated(v, 6), u);
    x = i32x4.add(x, i32x4.splat(k1));
    u = i32x4.add(u, i32x4.splat(k1));
    y = i32x4.add(y, i32x4.splat(k2 + 1));
    v = i32x4.add(v, i32x4.splat(k2 + 1));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 17), x);
    v = v128.xor(rotated(v, 17), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 29), x);
    v = v128.xor(rotated(v, 29), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 16), x);
    v = v128.xor(rotated(v, 16), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 24), x);
    v = v128.xor(rotated(v, 24), u);
    x = i32x4.add(x, i32x4.splat(k2));
    u = i32x4.add(u, i32x4.splat(k2));
    y = i32x4.add(y, i32x4.splat(k0 + 2));
    v = i32x4.add(v, i32x4.splat(k0 + 2));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 13), x);
    v = v128.xor(rotated(v, 13), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 15), x);
    v = v128.xor(rotated(v, 15), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 26), x);
    v = v128.xor(rotated(v, 26), u);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 6), x);
    v = v128.xor(rotated(v, 6), u);
    x = i32x4.add(x, i32x4.splat(k0));
    u = i32x4.add(u, i32x4.splat(k0));
    y = i32x4.add(y, i32x4.splat(k1 + 3));
    v = i32x4.add(v, i32x4.splat(k1 + 3));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    y = v128.xor(rotated(y, 17), x);
    v = v128.xor(rotated(v, 17), u);
    v128.store(out, i8x16.shuffle(x, y, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
    v128.store(out, i8x16.shuffle(x, y, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
    v128.store(out, i8x16.shuffle(u, v, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23), 32);
    v128.store(out, i8x16.shuffle(u, v, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 48);
  }
}
