import { describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { canKill, survive } from '../gateway/kills.ts';

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
/** 50 in all. */
const TIMES = 25;
const TIMES_OF_FORMAT = 10;

describe.skipIf(!canKill)(`kill -9 at random points, seed ${seed} (skipped where there is no /proc)`, () => {
  test('on the embedded database', async () => {
    expect(await survive(TIMES, seed)).toHaveLength(TIMES);
  });

  test.each(['parquet', 'sqlite'] as const)('of tasks in %s', async (format) => {
    expect(await survive(TIMES_OF_FORMAT, seed + 2, {}, format)).toHaveLength(TIMES_OF_FORMAT);
  });

  test('on PostgreSQL', async () => {
    const { url, drop } = await createServerDatabase();
    try {
      expect(await survive(TIMES, seed + 1, { DATABASE_URL: url })).toHaveLength(TIMES);
    } finally {
      await drop();
    }
  });
});
