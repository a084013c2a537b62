import { expect, test } from 'vitest';
import { canKill, survive } from './kills.ts';

test.skipIf(!canKill).each([
  ['csv', 3, 20_261_124],
  ['parquet', 2, 20_261_125],
  ['sqlite', 2, 20_261_126],
] as const)(
  'tasks survive kills at random points, in %s (skipped where there is no /proc)',
  async (format, times, seed) => {
    expect(await survive({ times, seed, format, users: 10_000 })).toHaveLength(times);
  },
  300_000,
);
