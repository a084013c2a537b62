import { describe, expect, test } from 'vitest';
import { threefry, threefryAt } from '../../../src/engine/random/threefry.ts';
import { MAX_BLOCKS, threefryRun, words } from '../../../src/engine/random/threefry-run.ts';

function hex(words: Int32Array): string[] {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0'));
}

function block(k0: number, k1: number, c0: number, c1: number): Int32Array {
  const out = new Int32Array(2);
  threefry({ k0, k1 }, c0, c1, out);
  return out;
}

describe('Threefry-2x32-13', () => {
  test('gives the known answers of Random123', () => {
    expect(hex(block(0, 0, 0, 0))).toEqual(['9d1c5ec6', '8bd50731']);
    expect(hex(block(-1, -1, -1, -1))).toEqual(['fd36d048', '2d17272c']);
    expect(hex(block(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3))).toEqual(['ba3e4725', 'f27d669e']);
  });

  test('takes words signed and unsigned alike', () => {
    expect(block(0xfffffffe, 0x80000000, 0xffffffff, 0x90000000)).toEqual(block(-2, -2147483648, -1, -1879048192));
  });

  test('finds the counter of a row and a draw', () => {
    const key = { k0: 5, k1: -7 };
    const out = new Int32Array(2);
    const counters: [number, number, number, number][] = [
      [0, 0, 0, 0],
      [2 ** 32 - 1, 0, 2 ** 32 - 1, 0],
      [2 ** 32, 3, 0, 1 + 3 * 2 ** 21],
      [2 ** 53 - 1, 2047, 2 ** 32 - 1, 2 ** 32 - 1],
    ];
    for (const [row, draw, c0, c1] of counters) {
      threefryAt(key, row, draw, out);
      expect(out).toEqual(block(5, -7, c0, c1));
    }
  });

  test.each([0, 1000, 2 ** 31 - 10, 2 ** 32 - 10, 3 * 2 ** 32 - 7, 2 ** 53 - 25])('runs from row %d', (first) => {
    const key = { k0: 123456789, k1: -987654321 };
    const one = new Int32Array(2);
    for (const count of [24, 1, 7, 9, 0]) {
      threefryRun(key, first, 11, count);
      for (let i = 0; i < count; i++) {
        threefryAt(key, first + i, 11, one);
        expect(words.subarray(2 * i, 2 * i + 2)).toEqual(one);
      }
    }
  });

  test('runs over as many blocks as there is room for', () => {
    const key = { k0: -1, k1: 7 };
    const first = 2 ** 32 - 500;
    threefryRun(key, first, 3, MAX_BLOCKS);
    const expected = new Int32Array(words.length);
    for (let i = 0; i < MAX_BLOCKS; i++) threefryAt(key, first + i, 3, expected.subarray(2 * i, 2 * i + 2));
    expect(words).toEqual(expected);
  });
});
