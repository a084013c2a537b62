import { expect, test } from 'vitest';
import { canKill, survive } from './kills.ts';

test.skipIf(!canKill).each([
  ['csv', 4, 20_261_124],
  ['parquet', 3, 20_261_125],
  ['sqlite', 3, 20_261_126],
] as const)(
  'tasks survive kills at random points, in %s (skipped where there is no /proc)',
  async (format, times, seed) => {
    expect(await survive(times, seed, {}, format)).toHaveLength(times);
  },
  120_000,
);
