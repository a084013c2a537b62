import type { Rows } from '../rows.ts';
import type { Key } from './key.ts';
import { threefryAt, threefryRun } from './threefry.ts';

const block = new Int32Array(2);

/** Pair mode: the words of the batch's rows from ... to - 1, one a row, from out[0] on. */
export function pairWords(out: Int32Array, key: Key, rows: Rows, from: number, to: number): void {
  if (rows.index === null) consecutivePairs(out, key, rows.first + from, to - from);
  else indexedPairs(out, key, rows.index, from, to);
}

/** One block a row: the words of the batch's rows from ... to - 1, two a row, from out[0] on. */
export function blockWords(out: Int32Array, key: Key, rows: Rows, from: number, to: number, draw: number): void {
  if (rows.index === null) threefryRun(out, 0, key, rows.first + from, draw, to - from);
  else indexedBlocks(out, key, rows.index, from, to, draw);
}

function consecutivePairs(out: Int32Array, key: Key, first: number, length: number): void {
  if (length === 0) return;
  let i = 0;
  if (first % 2 === 1) {
    threefryAt(key, (first - 1) / 2, 0, block);
    out[i++] = block[1];
  }
  const blocks = (length - i) >> 1;
  threefryRun(out, i, key, (first + i) / 2, 0, blocks);
  i += 2 * blocks;
  if (i < length) {
    threefryAt(key, (first + i) / 2, 0, block);
    out[i] = block[0];
  }
}

// Rows led to by a reference often repeat or lie side by side: a block that was just made is used again.
function indexedPairs(out: Int32Array, key: Key, index: Float64Array, from: number, to: number): void {
  let made = -1;
  for (let i = from; i < to; i++) {
    const row = index[i];
    const pair = Math.floor(row * 0.5);
    if (pair !== made) {
      threefryAt(key, pair, 0, block);
      made = pair;
    }
    out[i - from] = row === pair + pair ? block[0] : block[1];
  }
}

function indexedBlocks(out: Int32Array, key: Key, index: Float64Array, from: number, to: number, draw: number): void {
  let made = -1;
  for (let i = from, o = 0; i < to; i++, o += 2) {
    const row = index[i];
    if (row !== made) {
      threefryAt(key, row, draw, block);
      made = row;
    }
    out[o] = block[0];
    out[o + 1] = block[1];
  }
}
