import type { Key } from './key.ts';

/*
 * Threefry-2x32 with 13 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011), the
 * fewest rounds its authors found to pass BigCrush. The rounds stand here for a single block, and in kernels/threefry.ts for
 * consecutive ones, sixteen at a time.
 *
 * The counter of a cell: c0 = row mod 2^32, c1 = floor(row / 2^32) + draw * 2^21. A row is below 2^53, hence c1 has room
 * for the draws 0 ... 2047. Draws 0 ... 2046 are values; draw 2047 gives the key of a stream inside the cell, such as
 * the items of a list. In pair mode, for fields that need one word a row, the row above is floor(row / 2), draw is 0, and
 * row & 1 chooses the word. A stream is read in one mode only.
 */

const PARITY = 0x1bd11bda;
/** What the low word of a counter counts to. */
export const WORD = 4294967296;
/** What a draw adds to the high word of a counter. */
export const DRAW = 2097152;

/** The block of a key and a counter: out[0] and out[1] become its two words (signed). */
export function threefry(key: Key, c0: number, c1: number, out: Int32Array): void {
  const k0 = key.k0 | 0;
  const k1 = key.k1 | 0;
  const k2 = k0 ^ k1 ^ PARITY;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0;
  y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0;
  y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0;
  y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;
  x = (x + y) | 0;
  y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0;
  y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0;
  y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0;
  y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;
  x = (x + y) | 0;
  y = ((y << 17) | (y >>> 15)) ^ x;
  out[0] = x;
  out[1] = y;
}

/** The block of a row below 2^53 and a draw of 0 ... 2047. */
export function threefryAt(key: Key, row: number, draw: number, out: Int32Array): void {
  const high = Math.floor(row / WORD);
  threefry(key, (row - high * WORD) | 0, high + draw * DRAW, out);
}
