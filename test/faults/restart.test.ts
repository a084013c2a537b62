import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
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

/** Enough for a task of many parts. */
const USERS = 120_000;

describe('a task outlives the process', () => {
  let expected: ReadonlyMap<string, string>;

  beforeAll(async () => {
    expected = digests(await shopByCommandLine(USERS));
  });

  test.each([
    ['the embedded database', 'SIGTERM', 0],
    ['PostgreSQL', 'SIGKILL', null],
  ] as const)('on %s, after %s', async (place, signal, exitCode) => {
    const server = place === 'PostgreSQL' ? await createServerDatabase() : undefined;
    const environment = { ROWMILL_THREADS: '1', ...(server === undefined ? {} : { DATABASE_URL: server.url }) };
    const folder = emptyFolder();
    if (server === undefined) unpackDatabase(join(folder, '.rowmill'));
    try {
      await using first = new ServeProcess(folder, environment);
      const url = await first.url();
      const key = first.adminKey;
      const client = new GatewayClient(url, key);
      const id = await startShop(client, await createShop(client, 'group'), USERS);
      for await (const { taskProgress } of client.overSse<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
        expect(taskProgress.isTerminal).toBe(false);
        if (taskProgress.progress.partsDone > 1) break;
      }
      first.signal(signal);
      expect(await first.ended()).toBe(exitCode);

      await using second = new ServeProcess(folder, environment);
      const again = new GatewayClient(await second.url(), key);
      expect(second.stderr).not.toContain('rm_');
      let last: TaskView | undefined;
      for await (const { taskProgress } of again.overSse<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
        last = taskProgress;
      }
      expect(last).toMatchObject({ status: 'COMPLETED' });
      const task = await readTask(again, id);
      // A shutdown is not an attempt, a crash is.
      expect(task.attempt).toBe(signal === 'SIGTERM' ? 1 : 2);
      expect(digests(await downloadAll(task))).toEqual(expected);
      second.signal('SIGTERM');
      expect(await second.ended()).toBe(0);
    } finally {
      await server?.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
