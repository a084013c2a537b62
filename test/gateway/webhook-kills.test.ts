import { expect, test } from 'vitest';
import { surviveWithWebhooks } from './webhook-kills.ts';

test('tasks are told of at least once under one ID although the gateway is killed', async () => {
  const { told, requests } = await surviveWithWebhooks(8, 1, 7);
  expect(told).toBe(8);
  expect(requests).toBeGreaterThanOrEqual(8);
}, 120_000);
