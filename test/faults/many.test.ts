import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { openGateway } from '../gateway/open-gateway.ts';
import { createShop } from '../gateway/shop.ts';

const TASKS = 1000;

test(`${TASKS} tasks at once all complete, each told once`, async () => {
  await using gateway = await openGateway({ ROWMILL_RATE: '1_000_000_000', ROWMILL_OPEN_TASKS: '2000' });
  const client = new GatewayClient(gateway.app.url, gateway.key);
  const project = await createShop(client, 'many');
  interface Event {
    readonly taskEvents: { readonly kind: string; readonly task: { readonly id: string; readonly status: string } };
  }
  const ended = new Map<string, string[]>();
  const events = client.overWebSocket<Event>('subscription { taskEvents { kind task { id status } } }');
  const following = (async () => {
    for await (const { taskEvents } of events) {
      if (taskEvents.kind !== 'FINISHED') continue;
      const { id, status } = taskEvents.task;
      ended.set(id, [...(ended.get(id) ?? []), status]);
      if (ended.size === TASKS) return;
    }
  })();
  const start = async (): Promise<string> => {
    const { startGeneration } = await client.ask<{ startGeneration: { task: { id: string } } }>(
      `mutation ($project: ID!) {
        startGeneration(input: { project: $project, format: JSONL, entities: [{ name: "Product", count: 10 }] }) { task { id } }
      }`,
      { project },
    );
    return startGeneration.task.id;
  };
  const ids: string[] = [];
  // As many callers at once as a server sees, not as many as it has tasks.
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let n = 0; n < TASKS / 20; n++) ids.push(await start());
    }),
  );
  await following;
  expect(new Set(ids).size).toBe(TASKS);
  expect(ids.map((id) => ended.get(id))).toEqual(ids.map(() => ['COMPLETED']));
});
