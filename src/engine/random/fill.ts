import type { Rows } from '../rows.ts';
import type { AliasTable } from './alias.ts';
import type { Key } from './key.ts';
import type { Law } from './discrete-law.ts';
import { scaleWords, words } from './threefry-run.ts';
import { blockWords, MAX_ROWS, pairWords } from './words.ts';

/*
 * Every fill writes exactly rows.length values, and the value of a row is the same whichever rows stand beside it. The
 * words are made first and turned into values in a second pass over them, which costs less than a nanosecond a cell and
 * leaves one copy of the generator for all of them.
 */

const PER_WORD = 2.3283064365386963e-10;
const PER_U53 = 1.1102230246251565e-16;

/** Pair mode: 32 random bits a row, signed. */
export function fillWord(out: Int32Array, key: Key, rows: Rows): void {
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    pairWords(key, rows, from, to);
    out.set(words.subarray(0, to - from), from);
  }
}

/**
 * Pair mode: whole numbers from low to low + n - 1, which must lie within 32 bits; n from 1 to 2^32. The chances of two
 * numbers differ by at most n / 2^32 of themselves.
 */
export function fillBelow(out: Int32Array, key: Key, rows: Rows, n: number, low: number): void {
  const scale = n * PER_WORD;
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    pairWords(key, rows, from, to);
    if (n <= 2147483648) {
      scaleWords(to - from, scale, low);
      out.set(words.subarray(0, to - from), from);
    } else {
      scaleFar(out, from, to, scale, low);
    }
  }
}

// Past 2^31 the scaled word no longer fits the fast conversion to an integer.
function scaleFar(out: Int32Array, from: number, to: number, scale: number, low: number): void {
  for (let i = from, o = 0; i < to; i++, o++) out[i] = low + Math.floor((words[o] >>> 0) * scale);
}

/** One block a row: whole numbers from low to low + n - 1, within ±2^53; n from 1 to 2^53. */
export function fillBelowWide(out: Float64Array, key: Key, rows: Rows, n: number, low: number): void {
  fillUnit(out, key, rows, 0);
  for (let i = 0; i < rows.length; i++) out[i] = low + Math.floor(out[i] * n);
}

/** One block a row: multiples of 2^-53 in [0, 1); draw from 0 to 2046. */
export function fillUnit(out: Float64Array, key: Key, rows: Rows, draw: number): void {
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    blockWords(key, rows, from, to, draw);
    for (let i = from, o = 0; i < to; i++, o += 2) {
      out[i] = ((words[o] >>> 5) * 67108864 + (words[o + 1] >>> 6)) * PER_U53;
    }
  }
}

/** Pair mode: odd multiples of 2^-33 in (0, 1), for where 32 bits are enough. */
export function fillUnit32(out: Float64Array, key: Key, rows: Rows): void {
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    pairWords(key, rows, from, to);
    for (let i = from, o = 0; i < to; i++, o++) out[i] = ((words[o] >>> 0) + 0.5) * PER_WORD;
  }
}

/** One block a row: its first word in x, its second in y, signed; draw from 0 to 2047. */
export function fillBlock(x: Int32Array, y: Int32Array, key: Key, rows: Rows, draw: number): void {
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    blockWords(key, rows, from, to, draw);
    for (let i = from, o = 0; i < to; i++, o += 2) {
      x[i] = words[o];
      y[i] = words[o + 1];
    }
  }
}

/** Two blocks a row: their four words, of draws 0 and 1, one after the other. */
export function fillFourWords(out: Uint32Array, key: Key, rows: Rows): void {
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    for (let draw = 0; draw < 2; draw++) {
      blockWords(key, rows, from, to, draw);
      for (let o = 4 * from + 2 * draw, w = 0; o < 4 * to; o += 4, w += 2) {
        out[o] = words[w];
        out[o + 1] = words[w + 1];
      }
    }
  }
}

/** Pair mode: 1 with probability p, else 0; never at p = 0, always at p = 1, p rounded to a multiple of 2^-31 between. */
export function fillChance(out: Uint8Array, key: Key, rows: Rows, p: number): void {
  // The sign of a difference instead of a comparison, which the processor would mispredict. 2^31 wraps to -2^31, as it should.
  const bound = Math.floor(p * 2147483648 + 0.5) | 0;
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    pairWords(key, rows, from, to);
    for (let i = from, o = 0; i < to; i++, o++) out[i] = ((words[o] >>> 1) - bound) >>> 31;
  }
}

/** One block a row: positions of the table's weights, each as often as its weight says. */
export function fillAlias(out: Int32Array, key: Key, rows: Rows, table: AliasTable): void {
  const { keep, other } = table;
  const scale = keep.length * PER_WORD;
  for (let from = 0; from < rows.length; from += MAX_ROWS) {
    const to = Math.min(from + MAX_ROWS, rows.length);
    blockWords(key, rows, from, to, 0);
    for (let i = from, o = 0; i < to; i++, o += 2) {
      const position = ((words[o] >>> 0) * scale) | 0;
      // All ones where the position is kept: a choice without a branch.
      const kept = ((words[o + 1] >>> 1) - keep[position]) >> 31;
      out[i] = other[position] ^ ((other[position] ^ position) & kept);
    }
  }
}

/** One block a row: values of a law. */
export function fillLaw(out: Float64Array, key: Key, rows: Rows, law: Law): void {
  fillUnit(out, key, rows, 0);
  for (let i = 0; i < rows.length; i++) out[i] = law.quantile(out[i]);
}
