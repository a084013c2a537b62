import { describe, expect, it } from 'vitest';
import { continuousLaw } from '../../../src/engine/random/law.ts';
import type { Distribution } from '../../../src/model/words/distribution.ts';
import { makeColumn } from './read-values.ts';
import { compileUse, type Use } from './use.ts';

const ROWS = 20_000;
const numbers = (generator: string, use: Use, rows = ROWS): number[] =>
  makeColumn(compileUse(generator, use), rows).map(Number);

const DISTRIBUTIONS: readonly Distribution[] = [
  { name: 'uniform' },
  { name: 'normal' },
  { name: 'normal', mean: 30, stddev: 25 },
  { name: 'lognormal' },
  { name: 'lognormal', mean: 3, sigma: 0.8 },
  { name: 'exponential' },
  { name: 'exponential', mean: 8 },
  { name: 'pareto' },
  { name: 'pareto', alpha: 2 },
];

/** The largest distance between the distribution functions of some values and of a law (Kolmogorov-Smirnov). */
function distance(values: readonly number[], distribution: Distribution, min: number, max: number): number {
  const law = continuousLaw(distribution, min, max);
  const sorted = values.toSorted((a, b) => a - b);
  let most = 0;
  for (let i = 1; i < 200; i++) {
    const edge = law.quantile(i / 200);
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < edge) low = middle + 1;
      else high = middle;
    }
    most = Math.max(most, Math.abs(low / sorted.length - i / 200));
  }
  return most;
}

// Beyond 1.95 / sqrt(n), one sample in a thousand; the seeds are fixed.
const FAR = 1.95 / Math.sqrt(ROWS);

describe.each(DISTRIBUTIONS.map((distribution) => [JSON.stringify(distribution), distribution] as const))(
  '%s',
  (_, distribution) => {
    it('shapes floats', () => {
      const values = numbers('float', { min: 5, max: 105, distribution });
      expect(distance(values, distribution, 5, 105)).toBeLessThan(FAR);
    });

    it('shapes decimals', () => {
      const values = numbers('decimal', { min: '5.000', max: '105.000', distribution });
      expect(distance(values, distribution, 5, 105)).toBeLessThan(FAR + 0.001);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(5);
      expect(Math.max(...values)).toBeLessThanOrEqual(105);
    });

    it('shapes integers, floored', () => {
      const values = numbers('integer', { min: 5, max: 104, distribution });
      expect(values.every((value) => Number.isInteger(value) && value >= 5 && value <= 104)).toBe(true);
      // Put back where the floor took them from, evenly.
      const spread = values.map((value, i) => value + ((i * 0.618) % 1));
      expect(distance(spread, distribution, 5, 105)).toBeLessThan(FAR + 0.01);
    });

    it('shapes wide integers', () => {
      if ('mean' in distribution) return;
      const values = numbers('integer', { min: 10 ** 6, max: 10 ** 13, distribution });
      expect(distance(values, distribution, 10 ** 6, 10 ** 13 + 1)).toBeLessThan(FAR);
    });

    it('shapes timestamps', () => {
      const min = Date.UTC(2024, 0, 1);
      const max = Date.UTC(2024, 11, 31);
      const unit = 86_400_000;
      if ('mean' in distribution) return;
      const values = makeColumn(compileUse('timestamp', { min, max, distribution }), ROWS).map((text) =>
        Date.parse(String(text)),
      );
      expect(distance(values, distribution, min, max)).toBeLessThan(FAR + 0.001);
      expect(values.every((value) => value % 1000 === 0 && value >= min && value <= max + unit)).toBe(true);
    });
  },
);

it.each(DISTRIBUTIONS.slice(1))('refuses distinct values by %j', (distribution) => {
  for (const generator of ['integer', 'decimal', 'float', 'timestamp']) {
    expect(() => compileUse(generator, { min: 1, max: 1000, distribution, distinct: 10 })).toThrow('all different');
  }
});

it('refuses parameters out of their domain', () => {
  for (const generator of ['integer', 'decimal', 'float']) {
    const use = { min: 1, max: 10, distribution: { name: 'normal', mean: 1e308 * 10 } } as const;
    expect(() => compileUse(generator, use)).toThrow('distribution does not fit');
  }
});

it('keeps uniform numbers apart', () => {
  const use = { min: 1, max: 1000, distribution: { name: 'uniform' }, distinct: 900 } as const;
  for (const generator of ['integer', 'decimal', 'float']) {
    expect(new Set(numbers(generator, use, 900)).size).toBe(900);
  }
});

describe('counting laws', () => {
  it('spreads integers evenly', () => {
    const counts = Array.from({ length: 50 }, () => 0);
    for (const value of numbers('integer', { min: -20, max: 29 })) counts[value + 20]++;
    const expected = ROWS / 50;
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 49 degrees of freedom, one in a thousand.
    expect(chi).toBeLessThan(85.4);
  });

  it('gives zipf the weights k^-s', () => {
    const counts = Array.from({ length: 20 }, () => 0);
    for (const value of numbers('integer', { min: 3, max: 22, distribution: { name: 'zipf', s: 1.3 } }))
      counts[value - 3]++;
    const weights = counts.map((_, k) => (k + 1) ** -1.3);
    const sum = weights.reduce((a, b) => a + b);
    const chi = counts.reduce(
      (all, count, k) => all + (count - (ROWS * weights[k]) / sum) ** 2 / ((ROWS * weights[k]) / sum),
      0,
    );
    expect(chi).toBeLessThan(43.8);
  });

  it('gives poisson its mean', () => {
    const values = numbers('integer', { min: 0, max: 100, distribution: { name: 'poisson', lambda: 12 } });
    const mean = values.reduce((a, b) => a + b) / ROWS;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ROWS;
    expect(mean).toBeCloseTo(12, 0);
    expect(variance / 12).toBeCloseTo(1, 1);
  });
});

describe('the grid of numbers', () => {
  it.each<[string, Use, readonly unknown[]]>([
    ['integer', { min: 3, max: 5 }, [3, 4, 5]],
    ['integer', { min: -2, max: 2, step: 2 }, [-2, 0, 2]],
    ['integer', { min: 7, max: 7 }, [7]],
    ['integer', { min: '9007199254740990', max: '9007199254740991' }, [9007199254740990, 9007199254740991]],
    ['number', { min: 1, max: 3 }, [1, 2, 3]],
    ['number', { min: '0.1', max: '0.3' }, ['0.1', '0.2', '0.3']],
    ['number', { min: '0', max: '1', step: 0.5 }, ['0.0', '0.5', '1.0']],
    ['number', { min: '1', max: '2', decimals: 0 }, [1, 2]],
    ['number', { min: '-0.05', max: '0.05', decimals: 1 }, ['0.0']],
    ['decimal', { min: '5.00', max: '5.02' }, ['5.00', '5.01', '5.02']],
    ['decimal', { min: '5', max: '6', declared: { kind: 'decimal', precision: 5, scale: 0 } }, ['5', '6']],
    [
      'decimal',
      { min: '9999999999999999.98', max: '9999999999999999.99', decimals: 2 },
      ['9999999999999999.98', '9999999999999999.99'],
    ],
    [
      'decimal',
      { min: '999999999999999998', max: '999999999999999999', declared: { kind: 'decimal', precision: 18, scale: 0 } },
      ['999999999999999998', '999999999999999999'],
    ],
    ['price', { min: 2, max: 3, declared: { kind: 'integer' } }, [2, 3]],
    [
      'quantity',
      { min: 2, max: '2.5', declared: { kind: 'decimal', precision: 4, scale: 1 } },
      ['2.0', '2.1', '2.2', '2.3', '2.4', '2.5'],
    ],
  ])('of %s %j is %j', (generator, use, expected) => {
    expect(new Set(makeColumn(compileUse(generator, use), 500))).toEqual(new Set(expected));
    const distinct = makeColumn(compileUse(generator, { ...use, distinct: expected.length }), expected.length);
    expect(new Set(distinct)).toEqual(new Set(expected));
    expect(() => compileUse(generator, { ...use, distinct: expected.length + 1 })).toThrow('only');
  });

  it('keeps steps from the lower bound under a distribution', () => {
    for (const name of ['normal', 'exponential', 'zipf', 'poisson', 'pareto'] as const) {
      const values = numbers('integer', { min: 3, max: 98, step: 5, distribution: { name } }, 2000);
      expect(values.every((value) => value >= 3 && value <= 98 && (value - 3) % 5 === 0)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(5);
    }
  });

  it('moves the other default along with one bound', () => {
    expect(Math.min(...numbers('integer', { min: 5000 }, 500))).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...numbers('integer', { max: -5 }, 500))).toBeLessThanOrEqual(-5);
  });

  it('fills 18 digits', () => {
    const recipe = compileUse('decimal', {
      min: '-9999999999999999.99',
      max: '9999999999999999.99',
      declared: { kind: 'decimal', precision: 18, scale: 2 },
    });
    const values = makeColumn(recipe, 2000).map(String);
    expect(values.every((value) => /^-?\d{1,16}\.\d\d$/.test(value))).toBe(true);
    const positive = values.filter((value) => !value.startsWith('-')).length;
    expect(positive / 2000).toBeCloseTo(0.5, 1);
    expect(new Set(values.map((value) => value.slice(-2))).size).toBe(100);
  });

  it('keeps defaults within a small declared precision', () => {
    const values = numbers('decimal', { declared: { kind: 'decimal', precision: 3, scale: 2 } }, 500);
    expect(Math.max(...values)).toBeLessThanOrEqual(9.99);
  });

  it.each<[string, Use]>([
    ['integer', { min: 5, max: 4 }],
    ['integer', { min: '0.2', max: '0.8' }],
    ['decimal', { min: '0', max: '100', declared: { kind: 'decimal', precision: 3, scale: 2 } }],
  ])('of %s %j is a problem', (generator, use) => {
    expect(() => compileUse(generator, use)).toThrow('bounds');
  });

  it('prefers small prices', () => {
    const values = numbers('price', {}, 5000).toSorted((a, b) => a - b);
    expect(values[2500]).toBeGreaterThan(25);
    expect(values[2500]).toBeLessThan(40);
    expect(values[0]).toBeGreaterThanOrEqual(1);
  });
});
