import { describe, expect, test } from 'vitest';
import { lawShare, type Share, uniformShare, zipfShare } from '../../../src/engine/relations/share.ts';
import { chiSquaredZ } from '../random/statistics.ts';

const key = { k0: 3, k1: 4 };
const permutationKey = { k0: 5, k1: 6 };

function picks(share: Share, first: number, length: number, out = new Float64Array(length)): Float64Array {
  const rows = { first, length, index: null };
  share.fill(out, rows);
  return out;
}

/** How often each parent is picked, the most popular first. */
function ranked(share: Share, n: number, length: number): number[] {
  const counts = Array.from({ length: n }, () => 0);
  for (const parent of picks(share, 0, length)) counts[parent]++;
  expect(counts.reduce((a, b) => a + b, 0)).toBe(length);
  return counts;
}

const shares: [string, number, Share][] = [
  ['uniform, few', 1000, uniformShare(1000, key)],
  ['uniform, many', 1e12, uniformShare(1e12, key)],
  ['zipf, few', 1000, zipfShare(1000, 1.1, key, permutationKey)],
  ['zipf, many', 1e9, zipfShare(1e9, 1.1, key, permutationKey)],
  ['normal', 500, lawShare(500, { name: 'normal' }, key, permutationKey)],
  ['exponential', 2 ** 53 - 1, lawShare(2 ** 53 - 1, { name: 'exponential' }, key, permutationKey)],
  ['one parent', 1, zipfShare(1, 1.1, key, permutationKey)],
];

describe.each(shares)('%s', (_, n, share) => {
  test('picks parents that exist, the same for ranges and index vectors', () => {
    const whole = picks(share, 2 ** 33 - 1500, 3000);
    for (const parent of whole) expect(Number.isInteger(parent) && parent >= 0 && parent < n).toBe(true);
    const index = Float64Array.from({ length: 3000 }, (_, i) => 2 ** 33 - 1500 + i);
    const listed = new Float64Array(3001).fill(-1);
    share.fill(listed, { first: 0, length: 3000, index });
    expect(Array.from(listed)).toEqual([...whole, -1]);
    expect(picks(share, 2 ** 33 - 101, 700)).toEqual(whole.subarray(1399, 2099));
  });
});

test('uniform shares are uniform', () => {
  for (const n of [100, 70_000]) {
    const length = 500_000;
    const z = chiSquaredZ(
      ranked(uniformShare(n, key), n, length),
      Array.from({ length: n }, () => length / n),
    );
    expect(Math.abs(z)).toBeLessThan(3);
  }
});

test.each([300, 65_537])('zipf shares of %d parents fall as they should', (n) => {
  const length = 400_000;
  const counts = ranked(zipfShare(n, 1.2, key, permutationKey), n, length).sort((a, b) => b - a);
  const weights = Array.from({ length: n }, (_, rank) => (rank + 1) ** -1.2);
  const sum = weights.reduce((a, b) => a + b, 0);
  for (let rank = 0; rank < 20; rank++) {
    const expected = (weights[rank] / sum) * length;
    expect(Math.abs(counts[rank] - expected)).toBeLessThan(5 * Math.sqrt(expected));
  }
});

test('who is popular is not a matter of position, and has a key of its own', () => {
  const top = (share: Share): number => {
    const counts = ranked(share, 1000, 20_000);
    return counts.indexOf(Math.max(...counts));
  };
  const tops = [6, 7, 8, 9].map((k1) => top(zipfShare(1000, 1.5, key, { k0: 5, k1 })));
  expect(new Set(tops).size).toBe(4);
  expect(top(zipfShare(1000, 1.5, { k0: 99, k1: 1 }, { k0: 5, k1: 6 }))).toBe(tops[0]);
});

test('picks never change', () => {
  expect(shares.map(([, , share]) => Array.from(picks(share, 10, 2)))).toEqual([
    [987, 302],
    [753101416312, 183738521785],
    [753, 118],
    [521603199, 970880352],
    [17, 311],
    [8309460598141589, 1251968630963562],
    [0, 0],
  ]);
});
