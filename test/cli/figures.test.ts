import { expect, test } from 'vitest';
import { bytes, count, duration, plural, rate } from '../../src/cli/print/figures.ts';

test('counts have commas', () => {
  expect([0, 999, 1000, 1_234_567, Number.MAX_SAFE_INTEGER].map(count)).toEqual([
    '0',
    '999',
    '1,000',
    '1,234,567',
    '9,007,199,254,740,991',
  ]);
  expect(count(3e18)).toBe('3,000,000,000,000,000,000');
});

test('bytes have three digits', () => {
  expect([0, 999, 1000, 9994, 9996, 999_499, 999_501, 1.5e9, 3e24].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '9.99 kB',
    '10.0 kB',
    '999 kB',
    '1.00 MB',
    '1.50 GB',
    '3000 ZB',
  ]);
});

test('rates are rows a second', () => {
  expect([rate(500, 2), rate(0, 0), rate(3_000_000, 2), rate(999_499, 1)]).toEqual([
    '250 rows/s',
    '0 rows/s',
    '1.50 M rows/s',
    '999,499 rows/s',
  ]);
});

test('durations are what people say', () => {
  expect([0.061, 9.5, 42.4, 59.7, 185, 9600].map(duration)).toEqual([
    '0.06 s',
    '9.50 s',
    '42 s',
    '1 min 0 s',
    '3 min 5 s',
    '2 h 40 min',
  ]);
});

test('one is singular', () => {
  expect([plural(0, 'row'), plural(1, 'row'), plural(2000, 'row')]).toEqual(['0 rows', '1 row', '2,000 rows']);
});
