import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model/words/distribution.ts';
import { fillBelowWide } from '../../../src/engine/random/fill.ts';
import { discreteLaw } from '../../../src/engine/random/law.ts';
import { Apportioned } from '../../../src/engine/relations/apportioned.ts';
import { ChildCounts } from '../../../src/engine/relations/child-counts.ts';
import { Children, type ChildrenOptions } from '../../../src/engine/relations/children.ts';

const key = { k0: 12, k1: -34 };
const law = (name: 'uniform' | 'zipf' | 'poisson' | 'normal' | 'pareto', low: number, high: number) =>
  discreteLaw({ name }, low, high);

/** Goes through every parent and every child, and returns the counts. */
function bruteForce(options: ChildrenOptions): number[] {
  const children = new Children(options);
  const { total } = children;
  const low = typeof options.law === 'number' ? options.law : options.law.low;
  const high = typeof options.law === 'number' ? options.law : options.law.high;
  const parent = new Float64Array(total);
  const ordinal = new Float64Array(total);
  children.locate({ first: 0, length: total, index: null }, parent, ordinal);
  const counts: number[] = [];
  let child = 0;
  let wrong = 0;
  for (let p = 0; p < options.parents; p++) {
    const count = children.count(p);
    if (!Number.isInteger(count) || count < low || count > high || children.start(p) !== child) wrong++;
    for (let k = 0; k < count; k++, child++) if (parent[child] !== p || ordinal[child] !== k) wrong++;
    counts.push(count);
  }
  expect([child, wrong]).toEqual([total, 0]);

  // Another instance, asked in another order, says the same.
  const again = new Children(options);
  const index = Float64Array.from({ length: Math.min(total, 500) }, (_, i) => (i * 7919) % total);
  const found = new Float64Array(index.length);
  const place = new Float64Array(index.length);
  again.locate({ first: 0, length: index.length, index }, found, place);
  index.forEach((row, i) => {
    if (found[i] !== parent[row] || place[i] !== ordinal[row]) wrong++;
  });
  const every3 = Float64Array.from({ length: Math.floor(total / 3) }, (_, i) => 3 * i);
  again.locate({ first: 0, length: every3.length, index: every3 }, parent, ordinal);
  every3.forEach((row, i) => {
    if (again.start(parent[i]) + ordinal[i] !== row) wrong++;
  });
  for (let p = options.parents - 1; p >= 0; p -= 97) if (again.count(p) !== counts[p]) wrong++;
  expect(wrong).toBe(0);
  return counts;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('every child has one parent', () => {
  const laws: [string, ChildrenOptions['law']][] = [
    ['3', 3],
    ['0', 0],
    ['uniform 4 ... 4', law('uniform', 4, 4)],
    ['uniform 0 ... 6', law('uniform', 0, 6)],
    ['uniform 2 ... 3', law('uniform', 2, 3)],
    ['poisson 0 ... 2', discreteLaw({ name: 'poisson', lambda: 0.05 }, 0, 2)],
    ['zipf 1 ... 200', law('zipf', 1, 200)],
    ['pareto 0 ... 100', law('pareto', 0, 100)],
  ];
  test.each(laws)('with %s each', (_, law) => {
    for (const parents of [0, 1, 2, 255, 256, 257, 5000]) {
      expect(sum(bruteForce({ parents, law, key }))).toBe(new Children({ parents, law, key }).total);
    }
  });

  test.each(laws)('with %s each and any total', (_, law) => {
    const low = typeof law === 'number' ? law : law.low;
    const high = typeof law === 'number' ? law : law.high;
    for (const parents of [1, 2, 255, 256, 257, 3001]) {
      for (const part of [0, 0.001, 0.3, 0.5, 0.9, 1]) {
        const total = low * parents + Math.floor((high - low) * parents * part);
        expect(sum(bruteForce({ parents, law, key, total }))).toBe(total);
      }
    }
  });
});

test('without a total the counts are the law, each parent by itself', () => {
  const counts = bruteForce({ parents: 30_000, law: law('uniform', 0, 6), key });
  for (let k = 0; k <= 6; k++) {
    const share = counts.filter((count) => count === k).length / counts.length;
    expect(Math.abs(share - 1 / 7)).toBeLessThan(0.006);
  }
  const fewer = bruteForce({ parents: 1000, law: law('uniform', 0, 6), key });
  expect(fewer).toEqual(counts.slice(0, 1000));
});

test('the mean of a total keeps the shape of the law', () => {
  const shape = law('zipf', 1, 100);
  const total = Math.floor(shape.mean * 20_000);
  const free = bruteForce({ parents: 20_000, law: shape, key });
  const exact = bruteForce({ parents: 20_000, law: shape, key, total });
  const changed = exact.map((count, i) => Math.abs(count - free[i]));
  expect(Math.max(...changed)).toBeLessThanOrEqual(10);
  const third = bruteForce({ parents: 20_000, law: shape, key, total: Math.floor(total / 3) });
  const largest = [...third].sort((a, b) => b - a);
  expect(largest[0]).toBeGreaterThan(20);
  expect(largest[10_000]).toBeLessThanOrEqual(3);
});

describe('apportioned blocks', () => {
  const whole = fc.integer({ min: 1, max: 2 ** 53 - 1 });
  test('agree with integers of any size', () => {
    fc.assert(
      fc.property(whole, whole, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (parents, total, at) => {
        const blocks = new Apportioned(parents, new ChildCounts(law('uniform', 0, 6), key), key, total);
        const last = Math.ceil(parents / 256);
        const block = Math.floor(at * last);
        const exact = (BigInt(total) * BigInt(block) * 256n) / BigInt(parents);
        expect(BigInt(blocks.before(block))).toBe(exact);
        expect(blocks.before(last)).toBe(total);
        const child = Math.floor(at * total);
        const owner = blocks.blockOf(child);
        expect(blocks.before(owner) <= child && child < blocks.before(owner + 1)).toBe(true);
        expect(owner < last).toBe(true);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

describe.each<[string, Distribution, number, number]>([
  ['uniform', { name: 'uniform' }, 0, 6],
  ['zipf', { name: 'zipf' }, 1, 1000],
  ['rare poisson', { name: 'poisson', lambda: 1e-7 }, 0, 3],
  ['normal', { name: 'normal' }, 100, 900],
])('10^12 parents, %s', (_, distribution, low, high) => {
  const parents = 1e12;
  const counted = discreteLaw(distribution, low, high);
  const children = new Children({ parents, law: counted, key });
  const { total } = children;

  test('have a total that is the mean', () => {
    expect(Math.abs(total - parents * counted.mean)).toBeLessThanOrEqual(1);
    expect(children.start(parents - 1) + children.count(parents - 1)).toBe(total);
  });

  test('are found by their children', () => {
    const length = 300;
    const index = new Float64Array(length);
    fillBelowWide(index, { k0: 5, k1: 6 }, { first: 0, length, index: null }, total, 0);
    index.set([0, 1, total - 1, total - 2, Math.floor(total / 2)]);
    const parent = new Float64Array(length);
    const ordinal = new Float64Array(length);
    children.locate({ first: 0, length, index }, parent, ordinal);
    index.forEach((child, i) => {
      const count = children.count(parent[i]);
      expect(children.start(parent[i]) + ordinal[i]).toBe(child);
      expect(ordinal[i] >= 0 && ordinal[i] < count && count >= low && count <= high).toBe(true);
    });
    const first = total - 1000;
    const ranged = new Float64Array(1000);
    const places = new Float64Array(1000);
    children.locate({ first, length: 1000, index: null }, ranged, places);
    const listed = new Float64Array(1000);
    const listedPlaces = new Float64Array(1000);
    const rows = Float64Array.from({ length: 1000 }, (_, i) => first + i);
    children.locate({ first: 0, length: 1000, index: rows }, listed, listedPlaces);
    expect(ranged).toEqual(listed);
    expect(places).toEqual(listedPlaces);
    expect(ranged[999]).toBeLessThan(parents);
  });

  test('fill their blocks without gaps', () => {
    for (const from of [0, 256 * 1_234_567_890, parents - 1000]) {
      let next = children.start(from);
      for (let p = from; p < from + 1000; p++) {
        expect(children.start(p)).toBe(next);
        next += children.count(p);
      }
    }
  });
});

test('constant counts are right up to 2^53', () => {
  const children = new Children({ parents: 2 ** 50, law: 7, key });
  const owners = [0, 1, 2 ** 49, 2 ** 50 - 1];
  const index = Float64Array.from(owners.flatMap((owner) => [owner * 7, owner * 7 + 6]));
  const parent = new Float64Array(8);
  const ordinal = new Float64Array(8);
  children.locate({ first: 0, length: 8, index }, parent, ordinal);
  expect(Array.from(parent)).toEqual(owners.flatMap((owner) => [owner, owner]));
  expect(Array.from(ordinal)).toEqual(owners.flatMap(() => [0, 6]));
});

describe('impossible demands', () => {
  test.each([-1, 0, 9, 61, 20.5, NaN])('a total of %d for 10 parents', (total) => {
    expect(() => new Children({ parents: 10, law: law('uniform', 1, 6), key, total })).toThrow(RangeError);
  });

  test('more than 2^53 children', () => {
    expect(() => new Children({ parents: 2 ** 52, law: 3, key })).toThrow(RangeError);
    expect(() => new Children({ parents: 2 ** 52, law: law('uniform', 2, 6), key })).toThrow(RangeError);
  });

  test('children and parents that do not exist', () => {
    const children = new Children({ parents: 10, law: law('uniform', 1, 6), key });
    const out = new Float64Array(2);
    expect(() => children.count(10)).toThrow(RangeError);
    expect(() => children.start(-1)).toThrow(RangeError);
    expect(() => children.locate({ first: children.total - 1, length: 2, index: null }, out, out)).toThrow(RangeError);
    expect(() => children.locate({ first: 0, length: 1, index: Float64Array.of(1e9) }, out, out)).toThrow(RangeError);
  });
});

test('counts never change', () => {
  const counts = (total?: number): number[] => {
    const children = new Children({
      parents: 300,
      law: law('zipf', 0, 20),
      key,
      ...(total === undefined ? {} : { total }),
    });
    return [0, 1, 2, 100, 299].map((parent) => children.start(parent));
  };
  expect([counts(), counts(1000)]).toEqual([
    [0, 14, 16, 508, 1495],
    [0, 10, 11, 333, 1000],
  ]);
});
