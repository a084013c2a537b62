import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListedRows } from '../../../src/engine/relations/candidates.ts';
import { byLaw, byWeight, evenly, type Pick } from '../../../src/engine/relations/fitting-share.ts';
import { rankLaw } from '../../../src/engine/relations/rank-law.ts';
import { RowSet } from '../../../src/engine/relations/row-set.ts';
import type { Spans } from '../../../src/engine/relations/spans.ts';
import { discreteLaw } from '../../../src/engine/random/law.ts';

function setOf(rows: number, members: readonly number[]): RowSet {
  const bits = new Uint32Array(Math.ceil(rows / 32));
  for (const row of members) bits[row >>> 5] |= 1 << (row & 31);
  return new RowSet(rows, bits);
}

function spans(low: number, high: number, skipped = -1): Spans {
  return {
    low: Float64Array.of(low),
    high: Float64Array.of(high),
    skipped: Float64Array.of(skipped),
    fill: () => undefined,
  };
}

describe('a set of rows', () => {
  test('counts and finds its members as a list does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 1e6 }),
        (rows, step, shift) => {
          const members = Array.from({ length: rows }, (_, row) => row).filter(
            (row) => ((row * 7919 + shift) >>> 3) % step === 0,
          );
          const set = setOf(rows, members);
          const list = new ListedRows(Uint32Array.from(members));
          expect(set.length).toBe(members.length);
          expect(members.map((_, position) => set.row(position))).toEqual(members);
          for (let row = 0; row <= rows; row += 13) {
            expect(set.rank(row)).toBe(members.filter((member) => member < row).length);
            const [low, high] = [Math.floor(set.length / 4), Math.ceil(set.length / 2)];
            expect(set.seek(row, low, high)).toBe(list.seek(row, low, high));
          }
        },
      ),
      { seed: 20_26, numRuns: 60 },
    );
  });

  test.each([[[]], [[0]], [[4095]], [[0, 511, 512, 1023, 1024, 4095]]])('may be %j', (members) => {
    const set = setOf(4096, members);
    expect(members.map((_, position) => set.row(position))).toEqual(members);
    expect(members.map((row) => set.rank(row))).toEqual(members.map((_, i) => i));
  });
});

describe('a pick', () => {
  const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  });
  const units = fc.oneof(
    fc.constantFrom(0, 1 - 2 ** -53),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  );

  test('by weight takes what a sum over the others does, and never what has none', () => {
    fc.assert(
      fc.property(weights, fc.nat(40), fc.nat(40), fc.nat(45), units, (given, a, b, own, u) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((end) => Math.min(end, given.length));
        const skipped = own >= low && own < high ? own : -1;
        const sums = new Float64Array(given.length + 1);
        for (const [i, weight] of given.entries()) sums[i + 1] = sums[i] + weight;
        const pick = byWeight(sums);
        const place = spans(low, high, skipped);
        const others = given.flatMap((_, i) =>
          i >= low && i < high && i !== skipped && sums[i + 1] > sums[i] ? [i] : [],
        );
        expect(pick.can(place, 0)).toBe(others.length > 0);
        fc.pre(others.length > 0);
        const position = pick.take(u, place, 0);
        expect(others).toContain(position);
        const before = others.filter((i) => i < position).reduce((sum, i) => sum + given[i], 0);
        const total = others.reduce((sum, i) => sum + given[i], 0);
        expect(before).toBeLessThanOrEqual(u * total + 1e-9);
        expect(before + given[position]).toBeGreaterThanOrEqual(u * total - 1e-9);
      }),
      { seed: 20_26, numRuns: 3000 },
    );
  });

  test.each<[string, Pick]>([
    ['evenly', evenly],
    ['by zipf', byLaw(rankLaw({ name: 'zipf' }, 60), { k0: 1, k1: 2 })],
    ['by poisson', byLaw(rankLaw({ name: 'poisson' }, 60), { k0: 1, k1: 2 })],
    ['by normal', byLaw(rankLaw({ name: 'normal' }, 60), { k0: 1, k1: 2 })],
  ])('%s reaches every position of a span but the one that is skipped', (_, pick) => {
    for (const [low, high, skipped] of [
      [3, 60, -1],
      [3, 4, -1],
      [10, 17, 12],
      [10, 12, 10],
    ]) {
      const place = spans(low, high, skipped);
      const found = new Set<number>();
      for (let i = 0; i < 4000; i++) found.add(pick.take(i / 4000, place, 0));
      const all = Array.from({ length: high - low }, (_, i) => low + i).filter((position) => position !== skipped);
      expect(all).toEqual(expect.arrayContaining([...found]));
      expect(found.size).toBeGreaterThanOrEqual(all.length * 0.6);
    }
  });

  test('by zipf of fewer ranks is the law of so many', () => {
    const ranks = rankLaw({ name: 'zipf', s: 1.3 }, 500);
    for (const count of [1, 2, 7, 100, 500]) {
      const law = discreteLaw({ name: 'zipf', s: 1.3 }, 0, count - 1);
      for (let i = 0; i < 997; i++) expect(Math.abs(ranks(i / 997, count) - law.quantile(i / 997))).toBeLessThan(1e-9);
    }
  });
});
