import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RawClient } from '../fronts/ws-client.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { places } from '../gateway/places.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digestsOf, shopDigests, startShop, TASK_PROGRESS } from '../gateway/shop.ts';
import { endedOnce, unfinishedFiles } from '../gateway/task-end.ts';

const USERS = 4000;
const TIMES = 3;
const CALLERS = 8;
const WATCHERS = 20;

// Callers start tasks and watch them; what was accepted has to be done in the end.
test.each(places)('SIGTERM under load, again and again, on $name', async ({ open }) => {
  const expected = await shopDigests(USERS);
  const folder = emptyFolder();
  const { environment, drop } = await open();
  const env = { ROWMILL_THREADS: '2', ROWMILL_RATE: '1_000_000_000', ...environment };
  let gateway = new ServeProcess(folder, env);
  try {
    let url = await gateway.url();
    const key = gateway.adminKey;
    const project = await createShop(new GatewayClient(url, key), 'stops');
    const accepted: string[] = [];
    for (let time = 0; time < TIMES; time++) {
      const client = new GatewayClient(url, key);
      const enough = Promise.withResolvers<void>();
      const callers = Array.from({ length: CALLERS }, async () => {
        for (;;) {
          try {
            accepted.push(await startShop(client, project, USERS));
          } catch (error) {
            return error;
          }
          if (accepted.length >= (time + 1) * CALLERS) enough.resolve();
        }
      });
      await enough.promise;
      const watchers = await Promise.all(
        Array.from({ length: WATCHERS }, async (_, n) => {
          const watcher = await RawClient.connect(`${url.replace('http', 'ws')}/graphql`, key);
          watcher.subscribe('1', TASK_PROGRESS, { id: accepted[n % accepted.length] });
          return watcher;
        }),
      );
      gateway.signal('SIGTERM');
      expect(await gateway.ended()).toBe(0);
      // Whoever was not answered cannot know whether the task was accepted.
      for (const error of await Promise.all(callers))
        expect(String(error)).toMatch(/fetch failed|terminated|UNAVAILABLE/);
      expect(await Promise.all(watchers.map(async ({ closed }) => await closed))).toEqual(Array(WATCHERS).fill(1001));
      expect(gateway.stdout).not.toContain('"level":"error"');
      expect(unfinishedFiles(folder)).toEqual([]);
      gateway = new ServeProcess(folder, env);
      url = await gateway.url();
    }
    const client = new GatewayClient(url, key);
    for (const id of accepted) {
      const task = await endedOnce(client, id);
      expect([task.status, task.attempt]).toEqual(['COMPLETED', 1]);
      expect(digestsOf(task)).toEqual(expected);
    }
  } finally {
    await gateway[Symbol.asyncDispose]();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
