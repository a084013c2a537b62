import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
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

describe(`cancels at random points, seed ${seed}`, () => {
  test('on the embedded database', async () => await cancel(seed));

  test('on PostgreSQL', async () => {
    const { url, drop } = await createServerDatabase();
    try {
      await cancel(seed + 1, { DATABASE_URL: url });
    } finally {
      await drop();
    }
  });
});

/** Three tasks at a time, of which each is canceled somewhere; one is left alone and has to be as ever. */
async function cancel(from: number, environment: Record<string, string> = {}): Promise<void> {
  const random = randomNumbers(from);
  const expected = await shopDigests(USERS);
  const folder = emptyFolder();
  try {
    await using gateway = new ServeProcess(folder, { ROWMILL_THREADS: '2', ...environment });
    const client = new GatewayClient(await gateway.url(), gateway.adminKey);
    const project = await createShop(client, 'cancels');
    const statuses: string[] = [];
    const cancelOne = async (): Promise<void> => {
      const id = await startShop(client, project, USERS);
      const point = random();
      if (point > 0.1) await reached(client, id, point);
      const { cancelTask } = await client.ask<Canceled>(CANCEL, { id });
      const task = await endedOnce(client, id);
      statuses.push(task.status);
      // It was quicker than the cancel, or it is gone without a trace.
      if (cancelTask.task === null) expect(cancelTask.errors).toEqual([{ code: 'TASK_FINISHED' }]);
      else expect(task).toMatchObject({ status: 'CANCELED', artifacts: [], archiveUrl: null, error: null });
      if (task.status === 'COMPLETED') expect(digestsOf(task)).toEqual(expected);
    };
    const lane = async (): Promise<void> => {
      for (let time = 0; time < TIMES / 3; time++) await cancelOne();
    };
    await Promise.all([lane(), lane(), lane()]);
    expect(statuses).toContain('CANCELED');
    const left = await endedOnce(client, await startShop(client, project, USERS));
    expect(digestsOf(left)).toEqual(expected);
    const completed = statuses.filter((status) => status === 'COMPLETED').length + 1;
    const folders = new Set(storedFiles(folder).map((path) => path.split('/').at(-2)));
    expect(folders.size).toBe(completed);
    expect(storedFiles(folder).filter((path) => path.endsWith('.partial'))).toEqual([]);
    expect(gateway.stdout).not.toContain('"level":"error"');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
