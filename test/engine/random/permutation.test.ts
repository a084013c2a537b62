import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillBelowWide } from '../../../src/engine/random/fill.ts';
import { Permutation } from '../../../src/engine/random/permutation.ts';
import { chiSquaredZ } from './statistics.ts';

/** How many numbers a permutation sends to a wrong place or does not find again. */
function wrongPlaces(n: number, key: { k0: number; k1: number }): number {
  const permutation = new Permutation(n, key);
  const seen = new Uint8Array(n);
  let wrong = 0;
  for (let x = 0; x < n; x++) {
    const y = permutation.forward(x);
    if (!(y >= 0 && y < n) || seen[y] === 1 || permutation.inverse(y) !== x) wrong++;
    seen[y] = 1;
  }
  return wrong;
}

describe('Permutation', () => {
  test('is one for every small n', () => {
    for (let n = 0; n <= 600; n++) expect(wrongPlaces(n, { k0: n, k1: n * 31 })).toBe(0);
  });

  test.each([65535, 65536, 65537, 65539, 100_000, 131_071, 131_072, 131_073, 1_000_003])('is one for n = %d', (n) => {
    expect(wrongPlaces(n, { k0: 5, k1: n })).toBe(0);
  });

  const large = [
    2 ** 31 - 1,
    2 ** 31,
    2 ** 31 + 1,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 32 + 1,
    1e12,
    2 ** 52 + 1,
    2 ** 53 - 111,
    2 ** 53,
  ];
  test.each(large)('finds its way back for n = %d', (n) => {
    const length = 3000;
    const some = new Float64Array(length);
    fillBelowWide(some, { k0: 1, k1: 2 }, { first: 0, length, index: null }, n, 0);
    for (let i = 0; i < 50; i++) some[i] = i;
    for (let i = 50; i < 100; i++) some[i] = n - 1 - (i - 50);
    const permutation = new Permutation(n, { k0: 11, k1: 22 });
    const images = new Set<number>();
    for (const x of some) {
      const y = permutation.forward(x);
      expect(Number.isInteger(y) && y >= 0 && y < n).toBe(true);
      expect(permutation.inverse(y)).toBe(x);
      images.add(y);
    }
    expect(images.size).toBe(new Set(some).size);
  });

  test('fills ranges and index vectors alike', () => {
    for (const n of [1000, 200_000, 2 ** 40]) {
      const permutation = new Permutation(n, { k0: 3, k1: 4 });
      fc.assert(
        fc.property(fc.nat(900), fc.nat(99), (first, length) => {
          const range = new Float64Array(length + 1).fill(-1);
          permutation.fill(range, { first, length, index: null });
          const index = Float64Array.from({ length }, (_, i) => first + i);
          const listed = new Float64Array(length + 1).fill(-1);
          permutation.fill(listed, { first: 0, length, index });
          expect(listed).toEqual(range);
          expect(Array.from(range)).toEqual([...Array.from(index, (x) => permutation.forward(x)), -1]);
        }),
        { seed: 5, numRuns: 20 },
      );
    }
    const permutation = new Permutation(2 ** 31, { k0: 3, k1: 4 });
    const fill = (out: Int32Array): number[] => {
      permutation.fill(out, { first: 7, length: 3, index: null });
      return Array.from(out);
    };
    expect(fill(new Int32Array(3))).toEqual([7, 8, 9].map((x) => permutation.forward(x)));
  });

  test('reaches all orders of few numbers equally', () => {
    const orders = new Map<string, number>();
    const each = 100;
    for (let k0 = 0; k0 < 120 * each; k0++) {
      const permutation = new Permutation(5, { k0, k1: 1 });
      const order = [0, 1, 2, 3, 4].map((x) => permutation.forward(x)).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(120);
    const z = chiSquaredZ(
      [...orders.values()],
      Array.from({ length: 120 }, () => each),
    );
    expect(Math.abs(z)).toBeLessThan(3);
  });

  test.each([1e6, 1e12])('puts neighbours anywhere, n = %d', (n) => {
    const permutation = new Permutation(n, { k0: 77, k1: 88 });
    const pairs = new Float64Array(32 * 32);
    const count = 200_000;
    for (let x = 0; x < count; x++) {
      const a = Math.floor((permutation.forward(x) / n) * 32);
      const b = Math.floor((permutation.forward(x + 1) / n) * 32);
      pairs[a * 32 + b]++;
    }
    expect(Math.abs(chiSquaredZ(pairs, new Float64Array(1024).fill(count / 1024)))).toBeLessThan(3.5);
  });

  test('never changes', () => {
    const at = (n: number): number[] => [0, 1, 2].map((x) => new Permutation(n, { k0: 1, k1: 2 }).forward(x));
    expect([at(10), at(1e6), at(2 ** 53)]).toEqual([
      [5, 7, 6],
      [43476, 322868, 404844],
      [1190596527967219, 5398707239598336, 2039745409917481],
    ]);
  });

  test.each([-1, 1.5, NaN, 2 ** 54])('refuses n = %d', (n) => {
    expect(() => new Permutation(n, { k0: 1, k1: 2 })).toThrow(RangeError);
  });
});
