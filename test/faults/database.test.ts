import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from '../gateway/client.ts';
import { openGateway } from '../gateway/open-gateway.ts';
import {
  createShop,
  digests,
  downloadAll,
  readTask,
  shopByCommandLine,
  startShop,
  TASK_PROGRESS,
  type TaskView,
} from '../gateway/shop.ts';

const USERS = 60_000;
const TIMES = 10;

test('a task goes on although all connections to the database are cut, again and again', async () => {
  const { url, drop } = await createServerDatabase();
  const expected = digests(await shopByCommandLine(USERS));
  const operator = new Client({ connectionString: url });
  await operator.connect();
  try {
    await using gateway = await openGateway({ DATABASE_URL: url, ROWMILL_THREADS: '1' });
    const client = new GatewayClient(gateway.app.url, gateway.key);
    const project = await createShop(client, 'cut');
    for (let time = 0; time < TIMES; time++) {
      const id = await startShop(client, project, USERS);
      let last: TaskView | undefined;
      let isCut = false;
      for await (const { taskProgress } of client.overSse<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
        last = taskProgress;
        if (isCut || taskProgress.progress.fraction < time / TIMES) continue;
        isCut = true;
        await operator.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
      expect(last).toMatchObject({ status: 'COMPLETED' });
      expect(digests(await downloadAll(await readPatiently(client, id)))).toEqual(expected);
    }
  } finally {
    await operator.end();
    await drop();
  }
});

/** The task, once the gateway has noticed that its connections are gone: a cut may be the last thing before the question. */
async function readPatiently(client: GatewayClient, id: string): Promise<TaskView> {
  for (;;) {
    try {
      return await readTask(client, id);
    } catch (error) {
      if (!String(error).includes('DATABASE_UNAVAILABLE')) throw error;
    }
  }
}
