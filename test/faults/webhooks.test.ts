import { describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { surviveWithWebhooks } from './webhook-kills.ts';

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const TASKS = 200;
const KILLS = 15;
const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');

describe(`kill -9 while 200 tasks with webhooks run, seed ${seed}`, () => {
  test('on the embedded database', async () => {
    expect(await surviveWithWebhooks(TASKS, KILLS, seed)).toMatchObject({ told: TASKS });
  });

  test('on PostgreSQL', async () => {
    const { url, drop } = await createServerDatabase();
    try {
      const environment = { DATABASE_URL: url, ROWMILL_SECRET_KEY: SECRET_KEY };
      expect(await surviveWithWebhooks(TASKS, KILLS, seed + 1, environment)).toMatchObject({ told: TASKS });
    } finally {
      await drop();
    }
  });
});
