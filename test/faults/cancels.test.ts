import { rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { places } from '../gateway/places.ts';
import { randomNumbers } from '../gateway/random.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digestsOf, shopDigests, startShop } from '../gateway/shop.ts';
import { endedOnce, reached, storedFiles } from '../gateway/task-end.ts';

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const TIMES = 25;
const USERS = 20_000;
const CANCEL =
  'mutation ($id: ID!) { cancelTask(input: { task: $id }) { task { status } errors { ... on UserError { code } } } }';

interface Canceled {
  readonly cancelTask: { readonly task: object | null; readonly errors: readonly { readonly code: string }[] };
}

test.each(places)(`cancels at random points on $name, seed ${seed}`, async ({ open }) => {
  const random = randomNumbers(seed);
  const expected = await shopDigests(USERS);
  const folder = emptyFolder();
  const { environment, drop } = await open();
  try {
    await using gateway = new ServeProcess(folder, { ROWMILL_THREADS: '2', ...environment });
    const client = new GatewayClient(await gateway.url(), gateway.adminKey);
    const project = await createShop(client, 'cancels');
    let completed = 0;
    const cancelOne = async (): Promise<void> => {
      const id = await startShop(client, project, USERS);
      const point = random();
      if (point > 0.1) await reached(client, id, point);
      const { cancelTask } = await client.ask<Canceled>(CANCEL, { id });
      const task = await endedOnce(client, id);
      // Either it was quicker than the cancel, or it is gone without a trace.
      const isLate = cancelTask.task === null;
      if (isLate) completed++;
      expect(cancelTask.errors).toEqual(isLate ? [{ code: 'TASK_FINISHED' }] : []);
      expect([task.status, task.error]).toEqual([isLate ? 'COMPLETED' : 'CANCELED', null]);
      expect(digestsOf(task)).toEqual(isLate ? expected : []);
    };
    // Three tasks at a time, one more than may run.
    const lane = async (): Promise<void> => {
      for (let time = 0; time < TIMES / 3; time++) await cancelOne();
    };
    await Promise.all([lane(), lane(), lane()]);
    expect(completed).toBeLessThan(TIMES);
    const alone = await endedOnce(client, await startShop(client, project, USERS));
    expect(digestsOf(alone)).toEqual(expected);
    const files = storedFiles(folder);
    expect(new Set(files.map((path) => basename(dirname(path)))).size).toBe(completed + 1);
    expect(files.filter((path) => path.endsWith('.partial'))).toEqual([]);
    expect(gateway.stdout).not.toContain('"level":"error"');
  } finally {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
