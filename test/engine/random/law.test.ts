import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../../src/model/words/distribution.ts';
import { fillLaw } from '../../../src/engine/random/fill.ts';
import { continuousLaw, discreteLaw } from '../../../src/engine/random/law.ts';
import { chiSquaredZ, integrated, kolmogorovSmirnov } from './statistics.ts';

const bell = (x: number, mean: number, stddev: number): number => Math.exp(-(((x - mean) / stddev) ** 2 / 2));

/** A distribution, its range, and its density there up to a factor. */
const cases: [Distribution, number, number, (x: number) => number][] = [
  [{ name: 'uniform' }, -3, 12, () => 1],
  [{ name: 'normal' }, 10, 40, (x) => bell(x, 25, 5)],
  [{ name: 'normal', mean: 12, stddev: 20 }, 10, 40, (x) => bell(x, 12, 20)],
  [{ name: 'normal', mean: 0, stddev: 1 }, 6, 9, (x) => bell(x, 0, 1)],
  [{ name: 'normal', mean: 0, stddev: 1 }, -30, -25, (x) => bell(x, 0, 1) * 1e130],
  [{ name: 'normal', mean: 50, stddev: 1 }, 0, 10, (x) => Math.exp(-((50 - x) ** 2) / 2 + 800)],
  [{ name: 'lognormal' }, 1, 100, (x) => bell(Math.log(x), Math.log(10), 0.5) / x],
  [{ name: 'lognormal', mean: 3, sigma: 1 }, 5, 60, (x) => bell(Math.log(x), 3, 1) / x],
  [{ name: 'lognormal' }, 0, 1000, (x) => (x === 0 ? 0 : bell(Math.log(x), Math.log(100), 0.5) / x)],
  [{ name: 'lognormal' }, -50, 50, (x) => (x === -50 ? 0 : bell(Math.log(x + 50), Math.log(10), 0.5) / (x + 50))],
  [{ name: 'exponential' }, 5, 105, (x) => Math.exp(-(x - 5) / 20)],
  [{ name: 'exponential', mean: 1e9 }, 0, 1, () => 1],
  [{ name: 'pareto' }, 2, 50, (x) => x ** -2.16],
  [{ name: 'pareto', alpha: 3 }, 0, 40, (x) => (x + 1) ** -4],
  [{ name: 'pareto' }, -1, 1, (x) => (x + 1.2) ** -2.16],
];

describe.each(cases)('continuous %j over %d ... %d', (distribution, min, max, density) => {
  const law = continuousLaw(distribution, min, max);

  test('follows its density', () => {
    const length = 20_000;
    const sample = new Float64Array(length);
    fillLaw(sample, { k0: 2, k1: 3 }, { first: 0, length, index: null }, law);
    expect(kolmogorovSmirnov(sample, integrated(density, min, max))).toBeLessThan(1.7);
  });

  test('ascends from one end to the other', () => {
    let last = min;
    for (let i = 0; i <= 2000; i++) {
      const x = law.quantile(i / 2001);
      expect(x >= last && x <= max).toBe(true);
      last = x;
    }
    expect(law.quantile(0)).toBeLessThan(min + (max - min) / 2);
    expect(law.quantile(1 - 2 ** -53)).toBeLessThanOrEqual(max);
    expect(law.quantile(1 - 2 ** -53)).toBeGreaterThan(min);
  });

  test('floored it is the discrete law', () => {
    const low = Math.floor(min);
    const high = Math.floor(max) - 1;
    const n = high - low + 1;
    const cdf = integrated(density, min, max);
    const discrete = discreteLaw(distribution, low, high);
    const chances = Array.from({ length: n }, (_, i) => cdf(low + i + 1) - cdf(low + i));
    expect(
      chiSquaredZ(
        counts(discrete, 50_000),
        chances.map((p) => p * 50_000),
      ),
    ).toBeLessThan(3.5);
    const mean = chances.reduce((sum, p, i) => sum + p * (low + i), 0);
    expect(Math.abs(discrete.mean - mean)).toBeLessThan((high - low + 1) * 1e-3);
  });
});

function counts(law: { quantile(u: number): number; low: number; high: number }, length: number): Float64Array {
  const sample = new Float64Array(length);
  fillLaw(sample, { k0: 20, k1: 30 }, { first: 0, length, index: null }, law);
  const counted = new Float64Array(law.high - law.low + 1);
  for (const k of sample) counted[k - law.low]++;
  expect(counted.reduce((a, b) => a + b, 0)).toBe(length);
  return counted;
}

function poissonChances(lambda: number, low: number, high: number): number[] {
  const logs: number[] = [];
  for (let k = 0, log = 0; k <= high; k++) {
    if (k > 0) log += Math.log(lambda) - Math.log(k);
    if (k >= low) logs.push(log);
  }
  const most = Math.max(...logs);
  return logs.map((log) => Math.exp(log - most));
}

const discreteCases: [Distribution, number, number, (low: number, high: number) => number[]][] = [
  [{ name: 'uniform' }, -4, 20, (low, high) => Array.from({ length: high - low + 1 }, () => 1)],
  [{ name: 'zipf' }, 1, 50, (low, high) => Array.from({ length: high - low + 1 }, (_, i) => (i + 1) ** -1.1)],
  [{ name: 'zipf', s: 2 }, -5, 500, (low, high) => Array.from({ length: high - low + 1 }, (_, i) => (i + 1) ** -2)],
  [{ name: 'poisson' }, 0, 10, (low, high) => poissonChances(5, low, high)],
  [{ name: 'poisson', lambda: 4.5 }, 0, 1000, (low, high) => poissonChances(4.5, low, high)],
  [{ name: 'poisson', lambda: 5 }, 20, 60, (low, high) => poissonChances(5, low, high)],
  [{ name: 'poisson', lambda: 2000 }, 0, 100, (low, high) => poissonChances(2000, low, high)],
  [{ name: 'poisson' }, -10, 10, () => poissonChances(10, 0, 20)],
];

describe.each(discreteCases)('discrete %j over %d ... %d', (distribution, low, high, weights) => {
  const law = discreteLaw(distribution, low, high);
  const expected = weights(low, high);
  const sum = expected.reduce((a, b) => a + b, 0);

  test('gives every number its share', () => {
    const length = 100_000;
    const z = chiSquaredZ(
      counts(law, length),
      expected.map((weight) => (weight / sum) * length),
    );
    expect(Math.abs(z)).toBeLessThan(3);
  });

  test('knows its mean', () => {
    const mean = expected.reduce((total, weight, i) => total + (weight / sum) * (low + i), 0);
    expect(law.mean).toBeCloseTo(mean, 9);
  });
});

describe('wide discrete laws', () => {
  test.each([0.5, 0.9999999, 1, 1.1, 3])('zipf with s = %d keeps its shares in the tail', (s) => {
    const n = 1_000_000;
    const length = 200_000;
    const law = discreteLaw({ name: 'zipf', s }, 1, n);
    const sample = new Float64Array(length);
    fillLaw(sample, { k0: 4, k1: 4 }, { first: 0, length, index: null }, law);
    const bounds = [
      1,
      2,
      3,
      10,
      100,
      1000,
      30_000,
      65_536,
      65_537,
      65_538,
      70_000,
      100_000,
      200_000,
      500_000,
      999_000,
      n + 1,
    ];
    const expected = bounds.slice(1).map(() => 0);
    let sum = 0;
    let moment = 0;
    for (let k = 1, band = 0; k <= n; k++) {
      while (k >= bounds[band + 1]) band++;
      const weight = k ** -s;
      expected[band] += weight;
      sum += weight;
      moment += weight * k;
    }
    const observed = expected.map(() => 0);
    for (const k of sample) observed[bounds.findLastIndex((bound) => bound <= k)]++;
    expect(
      Math.abs(
        chiSquaredZ(
          observed,
          expected.map((weight) => (weight / sum) * length),
        ),
      ),
    ).toBeLessThan(3);
    expect(Math.abs(law.mean / (moment / sum) - 1)).toBeLessThan(1e-3);
    expect(sample.every((k) => k >= 1 && k <= n)).toBe(true);
  });

  test('zipf reaches the last of 2^53 ranks and no further', () => {
    const law = discreteLaw({ name: 'zipf', s: 0.2 }, 0, 2 ** 53 - 1);
    expect(law.quantile(0)).toBe(0);
    expect(law.quantile(1 - 2 ** -53)).toBeLessThanOrEqual(2 ** 53 - 1);
    expect(law.quantile(1 - 2 ** -53)).toBeGreaterThan(2 ** 53 * 0.999);
  });

  test('poisson of a large lambda is normal', () => {
    const law = discreteLaw({ name: 'poisson', lambda: 4e6 }, 0, 1e9);
    const sample = new Float64Array(20_000);
    fillLaw(sample, { k0: 1, k1: 1 }, { first: 0, length: sample.length, index: null }, law);
    const cdf = integrated((x) => bell(x, 4e6, 2000), 4e6 - 12_000, 4e6 + 12_000);
    expect(kolmogorovSmirnov(sample, cdf)).toBeLessThan(1.7);
    expect(Math.abs(law.mean - 4e6)).toBeLessThan(2);
  });

  test('means by integration', () => {
    const means: [Distribution, number][] = [
      [{ name: 'uniform' }, 500_000],
      [{ name: 'normal' }, 500_000],
      [{ name: 'normal', mean: 300, stddev: 50 }, 299.5],
      [{ name: 'exponential', mean: 1000 }, 999.5],
    ];
    for (const [distribution, mean] of means) {
      expect(Math.abs(discreteLaw(distribution, 0, 1e6).mean / mean - 1)).toBeLessThan(1e-3);
    }
  });
});

test('zipf and poisson over a continuous range are whole numbers within it', () => {
  for (const name of ['zipf', 'poisson'] as const) {
    const law = continuousLaw({ name }, 0.5, 4.5);
    expect(law.quantile(0)).toBe(1);
    expect(law.quantile(1 - 2 ** -53)).toBe(4);
  }
});

test('a range of one value has only that', () => {
  const names = ['uniform', 'normal', 'lognormal', 'exponential', 'pareto', 'zipf', 'poisson'] as const;
  for (const name of names) {
    expect(continuousLaw({ name }, 7, 7).quantile(0.3)).toBe(7);
    expect(discreteLaw({ name }, 7, 7).quantile(0.999)).toBe(7);
    expect(discreteLaw({ name }, 7, 7).mean).toBe(7);
  }
});

describe('every law of whole numbers stays within them', () => {
  const names = ['uniform', 'normal', 'lognormal', 'exponential', 'pareto', 'zipf', 'poisson'] as const;
  const ranges: [number, number][] = [
    [0, 0],
    [0, 1],
    [1, 5],
    [-3, 3],
    [-9, -5],
    [0, 4095],
    [0, 4096],
    [-1e6, 1e6],
    [2 ** 40, 2 ** 40 + 9],
    [0, 2 ** 53 - 2],
    [-(2 ** 52), 2 ** 52 - 1],
  ];
  test.each(names)('%s', (name) => {
    for (const [low, high] of ranges) {
      const law = discreteLaw({ name }, low, high);
      for (const u of [0, 2 ** -53, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1 - 2 ** -53]) {
        const k = law.quantile(u);
        expect(Number.isInteger(k) && k >= low && k <= high).toBe(true);
      }
      expect(law.mean >= low && law.mean <= high).toBe(true);
    }
  });
});

test.each<[Distribution, number, number]>([
  [{ name: 'uniform' }, 3, 2],
  [{ name: 'uniform' }, 0, Infinity],
  [{ name: 'normal', stddev: 0 }, 0, 1],
  [{ name: 'normal', mean: NaN }, 0, 1],
  [{ name: 'lognormal', sigma: -1 }, 0, 1],
  [{ name: 'exponential', mean: 0 }, 0, 1],
  [{ name: 'pareto', alpha: 0 }, 0, 1],
  [{ name: 'zipf', s: 0 }, 0, 1],
  [{ name: 'poisson', lambda: -1 }, 0, 1],
  [{ name: 'zipf' }, 0.2, 0.8],
])('refuses %j over %d ... %d', (distribution, min, max) => {
  expect(() => continuousLaw(distribution, min, max)).toThrow(RangeError);
});

test('the values of a law never change', () => {
  const names = ['uniform', 'normal', 'lognormal', 'exponential', 'pareto', 'zipf', 'poisson'] as const;
  expect(names.map((name) => continuousLaw({ name }, 1, 1000).quantile(0.7))).toEqual([
    700.3, 587.5542195447258, 41.102867825484125, 238.43697263528045, 2.821424160070173, 56, 512,
  ]);
  expect(names.map((name) => discreteLaw({ name }, 0, 1e6).quantile(0.7))).toEqual([
    700000, 587141, 129978, 237674, 1, 1169, 500371,
  ]);
});
