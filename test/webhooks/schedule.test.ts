import { describe, expect, test } from 'vitest';
import { nextPause, readRetryAfter } from '../../src/webhooks/schedule.ts';

const HOUR = 3_600_000;

describe('the pause before the next attempt', () => {
  const all = (random: number): (number | null)[] => [1, 2, 3, 4, 5, 6, 7, 8].map((n) => nextPause(n, null, random));

  test('grows from 5 seconds to 10 hours, and none follows the eighth attempt', () => {
    expect(all(0)).toEqual([5000, 300_000, 1_800_000, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR, null]);
  });

  test('is longer by chance, by a fifth at most', () => {
    expect(all(0.5)).toEqual([5500, 330_000, 1_980_000, 7_920_000, 5.5 * HOUR, 11 * HOUR, 11 * HOUR, null]);
    expect(nextPause(1, null, 0.999_999)).toBe(6000);
  });

  test('is what the receiver asks for where that is longer, up to a day', () => {
    expect(nextPause(1, 60_000, 0)).toBe(60_000);
    expect(nextPause(2, 60_000, 0)).toBe(300_000);
    expect(nextPause(1, 1e15, 0)).toBe(24 * HOUR);
    expect(nextPause(8, 60_000, 0)).toBeNull();
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 29 Nov 2026 12:00:10 GMT', 10_000],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['99999999999999999999', null],
  ['soon', null],
  ['2026', 2_026_000],
  ['2026-11-29', null],
  ['', null],
])('Retry-After: %s asks for %s ms', (text, expected) => {
  expect(readRetryAfter(text, Date.parse('2026-11-29T12:00:00Z'))).toBe(expected);
});
