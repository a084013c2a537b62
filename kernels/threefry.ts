/*
 * Threefry-2x32 with 13 rounds over consecutive blocks: four in the lanes of a vector, four vectors at a time. The function for
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

/** Four blocks, whose first words are in one vector and the second ones in the other. */
@inline
function storeBlocks(out: usize, first: v128, second: v128): void {
  v128.store(out, i8x16.shuffle(first, second, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
  v128.store(out, i8x16.shuffle(first, second, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
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
  for (let i = 0; i < count; i += 16, out += 128) {
    let x = counters;
    let u = i32x4.add(counters, i32x4.splat(4));
    let p = i32x4.add(counters, i32x4.splat(8));
    let r = i32x4.add(counters, i32x4.splat(12));
    let y = start;
    let v = start;
    let q = start;
    let s = start;
    counters = i32x4.add(counters, i32x4.splat(16));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 13), x);
    v = v128.xor(rotated(v, 13), u);
    q = v128.xor(rotated(q, 13), p);
    s = v128.xor(rotated(s, 13), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 15), x);
    v = v128.xor(rotated(v, 15), u);
    q = v128.xor(rotated(q, 15), p);
    s = v128.xor(rotated(s, 15), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 26), x);
    v = v128.xor(rotated(v, 26), u);
    q = v128.xor(rotated(q, 26), p);
    s = v128.xor(rotated(s, 26), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 6), x);
    v = v128.xor(rotated(v, 6), u);
    q = v128.xor(rotated(q, 6), p);
    s = v128.xor(rotated(s, 6), r);
    x = i32x4.add(x, i32x4.splat(k1));
    u = i32x4.add(u, i32x4.splat(k1));
    p = i32x4.add(p, i32x4.splat(k1));
    r = i32x4.add(r, i32x4.splat(k1));
    y = i32x4.add(y, i32x4.splat(k2 + 1));
    v = i32x4.add(v, i32x4.splat(k2 + 1));
    q = i32x4.add(q, i32x4.splat(k2 + 1));
    s = i32x4.add(s, i32x4.splat(k2 + 1));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 17), x);
    v = v128.xor(rotated(v, 17), u);
    q = v128.xor(rotated(q, 17), p);
    s = v128.xor(rotated(s, 17), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 29), x);
    v = v128.xor(rotated(v, 29), u);
    q = v128.xor(rotated(q, 29), p);
    s = v128.xor(rotated(s, 29), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 16), x);
    v = v128.xor(rotated(v, 16), u);
    q = v128.xor(rotated(q, 16), p);
    s = v128.xor(rotated(s, 16), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 24), x);
    v = v128.xor(rotated(v, 24), u);
    q = v128.xor(rotated(q, 24), p);
    s = v128.xor(rotated(s, 24), r);
    x = i32x4.add(x, i32x4.splat(k2));
    u = i32x4.add(u, i32x4.splat(k2));
    p = i32x4.add(p, i32x4.splat(k2));
    r = i32x4.add(r, i32x4.splat(k2));
    y = i32x4.add(y, i32x4.splat(k0 + 2));
    v = i32x4.add(v, i32x4.splat(k0 + 2));
    q = i32x4.add(q, i32x4.splat(k0 + 2));
    s = i32x4.add(s, i32x4.splat(k0 + 2));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 13), x);
    v = v128.xor(rotated(v, 13), u);
    q = v128.xor(rotated(q, 13), p);
    s = v128.xor(rotated(s, 13), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 15), x);
    v = v128.xor(rotated(v, 15), u);
    q = v128.xor(rotated(q, 15), p);
    s = v128.xor(rotated(s, 15), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 26), x);
    v = v128.xor(rotated(v, 26), u);
    q = v128.xor(rotated(q, 26), p);
    s = v128.xor(rotated(s, 26), r);
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 6), x);
    v = v128.xor(rotated(v, 6), u);
    q = v128.xor(rotated(q, 6), p);
    s = v128.xor(rotated(s, 6), r);
    x = i32x4.add(x, i32x4.splat(k0));
    u = i32x4.add(u, i32x4.splat(k0));
    p = i32x4.add(p, i32x4.splat(k0));
    r = i32x4.add(r, i32x4.splat(k0));
    y = i32x4.add(y, i32x4.splat(k1 + 3));
    v = i32x4.add(v, i32x4.splat(k1 + 3));
    q = i32x4.add(q, i32x4.splat(k1 + 3));
    s = i32x4.add(s, i32x4.splat(k1 + 3));
    x = i32x4.add(x, y);
    u = i32x4.add(u, v);
    p = i32x4.add(p, q);
    r = i32x4.add(r, s);
    y = v128.xor(rotated(y, 17), x);
    v = v128.xor(rotated(v, 17), u);
    q = v128.xor(rotated(q, 17), p);
    s = v128.xor(rotated(s, 17), r);
    storeBlocks(out, x, y);
    storeBlocks(out + 32, u, v);
    storeBlocks(out + 64, p, q);
    storeBlocks(out + 96, r, s);
  }
}
