import type { Rows } from '../rows.ts';
import type { Key } from './key.ts';
import { threefryAt } from './threefry.ts';
import { MAX_BLOCKS, threefryRun, words } from './threefry-run.ts';

/** Rows whose words are made at once, in either mode. */
export const MAX_ROWS = MAX_BLOCKS;

const block = new Int32Array(2);

/** Pair mode: the words of the batch's rows from ... to - 1, at most MAX_ROWS, one a row, from words[0] on. */
export function pairWords(key: Key, rows: Rows, from: number, to: number): void {
  if (rows.index === null) consecutivePairs(key, rows.first + from, to - from);
  else indexedPairs(words, key, rows.index, from, to);
}

/** One block a row: the words of the batch's rows from ... to - 1, at most MAX_ROWS, two a row, from words[0] on. */
export function blockWords(key: Key, rows: Rows, from: number, to: number, draw: number): void {
  if (rows.index === null) threefryRun(key, rows.first + from, draw, to - from);
  else indexedBlocks(words, key, rows.index, from, to, draw);
}

function consecutivePairs(key: Key, first: number, length: number): void {
  const odd = first % 2;
  threefryRun(key, (first - odd) / 2, 0, (odd + length + 1) >> 1);
  // The first row has the second word of its block.
  if (odd === 1) words.copyWithin(0, 1, 1 + length);
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
