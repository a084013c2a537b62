import { describe, expect, test } from 'vitest';
import { deriveKey } from '../../../src/engine/random/key.ts';
import { discreteLaw } from '../../../src/engine/random/law.ts';
import {
  drawnWithoutRepeats,
  spreadWithoutRepeats,
  type WithoutRepeats,
} from '../../../src/engine/random/without-repeats.ts';

const KEY = deriveKey('seed', 'A', 'a', 'value');
const drawn = (draws: WithoutRepeats, owner: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => draws.at(owner, k));

describe('numbers without repeats', () => {
  test.each([
    [1, 1],
    [7, 7],
    [64, 64],
    [65, 65],
    [1000, 3],
    [1000, 999],
    [Number.MAX_SAFE_INTEGER, 64],
    [Number.MAX_SAFE_INTEGER, 65],
  ])('below %d, up to %d an owner, are all different and below it', (n, most) => {
    const draws = drawnWithoutRepeats(n, most, KEY);
    for (const owner of [0, 5, 2 ** 52]) {
      const numbers = drawn(draws, owner, most);
      expect(new Set(numbers).size).toBe(most);
      expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < n)).toBe(true);
      // Any of them alone, after others of another owner.
      draws.at(owner + 1, 0);
      expect(draws.at(owner, most - 1)).toBe(numbers[most - 1]);
    }
  });

  test.each([
    [5, 2],
    [80, 70],
  ])('below %d are all equally likely in every place', (n, most) => {
    const draws = drawnWithoutRepeats(n, most, KEY);
    const owners = 4000;
    for (const k of [0, 1, most - 1]) {
      const counts = new Float64Array(n);
      for (let owner = 0; owner < owners; owner++) counts[draws.at(owner, k)]++;
      const expected = owners / n;
      const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Six standard deviations above the mean of the distribution of chi-square with n - 1 degrees of freedom.
      expect(square).toBeLessThan(n - 1 + 6 * Math.sqrt(2 * (n - 1)));
    }
  });

  test('follow a law as far as they can', () => {
    const law = discreteLaw({ name: 'zipf' }, 0, 99);
    const draws = spreadWithoutRepeats({ law, width: 1, count: () => 10 }, KEY);
    const counts = new Float64Array(100);
    for (let owner = 0; owner < 1000; owner++) {
      const numbers = drawn(draws, owner, 10);
      expect(new Set(numbers).size).toBe(10);
      for (const number of numbers) counts[number]++;
    }
    // Zipf gives the first rank more than a tenth, so everybody has it; later ranks are had as often as their chance says.
    expect(counts[0]).toBe(1000);
    const tail = counts.subarray(50).reduce((sum, count) => sum + count, 0);
    const chance = 1 - cdf(50);
    expect(tail / 10_000).toBeGreaterThan(chance * 0.9);
    expect(tail / 10_000).toBeLessThan(chance * 1.3);
  });

  test('of all that there are follow no law', () => {
    const law = discreteLaw({ name: 'exponential' }, 0, 4);
    const draws = spreadWithoutRepeats({ law, width: 3, count: () => 15 }, KEY);
    expect(drawn(draws, 3, 15).sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  });
});

/** The chance of a rank below this one of a hundred. */
function cdf(rank: number): number {
  const weights = Array.from({ length: 100 }, (_, i) => (i + 1) ** -1.1);
  const sum = (list: readonly number[]): number => list.reduce((total, weight) => total + weight, 0);
  return sum(weights.slice(0, rank)) / sum(weights);
}
