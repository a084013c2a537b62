import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aliasTable } from '../../../src/engine/random/alias.ts';
import { fillAlias } from '../../../src/engine/random/fill.ts';
import { chiSquaredZ } from './statistics.ts';

/** The chance of each position that a table holds. */
function chances(table: ReturnType<typeof aliasTable>): number[] {
  const n = table.keep.length;
  const chance = Array.from({ length: n }, () => 0);
  for (let i = 0; i < n; i++) {
    const kept = table.keep[i] / 2 ** 31;
    chance[i] += kept / n;
    chance[table.other[i]] += (1 - kept) / n;
  }
  return chance;
}

describe('aliasTable', () => {
  test('holds the weights', () => {
    const weight = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(10));
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 60 }), (weights) => {
        const sum = weights.reduce((a, b) => a + b, 0);
        fc.pre(sum > 1e-300);
        chances(aliasTable(weights)).forEach((chance, i) => {
          expect(Math.abs(chance - weights[i] / sum)).toBeLessThan(weights[i] === 0 ? 1e-300 : 1e-8);
        });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('stands enormous weights', () => {
    expect(chances(aliasTable([1e308, 1e308, 0, 1e308]))[2]).toBe(0);
  });

  test('picks as often as the weights say', () => {
    const weights = Array.from({ length: 200 }, (_, i) => (i % 10 === 3 ? 0 : 1 / (i + 1)));
    const sum = weights.reduce((a, b) => a + b, 0);
    const length = 400_000;
    const out = new Int32Array(length);
    fillAlias(out, { k0: 9, k1: 8 }, { first: 0, length, index: null }, aliasTable(weights));
    const observed = Array.from({ length: 200 }, () => 0);
    for (const pick of out) observed[pick]++;
    const z = chiSquaredZ(
      observed,
      weights.map((weight) => (weight / sum) * length),
    );
    expect(Math.abs(z)).toBeLessThan(3);
  });

  test.each([[[]], [[0, 0]], [[1, -1]], [[NaN]], [[Infinity]]])('refuses %j', (weights) => {
    expect(() => aliasTable(weights)).toThrow(RangeError);
  });
});
