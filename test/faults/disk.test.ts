import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PreparingPglite } from '../../src/entities/database/preparing-pglite.ts';
import { DatabaseStuck, isStoreFull } from '../../src/entities/database/store-full.ts';
import { watchEmbedded } from '../../src/entities/database/watch-embedded.ts';
import { isDatabaseAway } from '../../src/entities/database/database-away.ts';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digestsOf, shopDigests, startShop } from '../gateway/shop.ts';
import { canMount, mountDisk } from '../gateway/small-disk.ts';
import { endedOnce, reached, storedFiles } from '../gateway/task-end.ts';

/** Long enough that the task runs when the disk gets full, and small enough for the disk. */
const USERS = 120_000;
const DISK = 256 * 1024 * 1024;
const BALLAST = Buffer.alloc(64 * 1024);

/** Takes all that is left, while others write too. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, BALLAST);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

describe.skipIf(!canMount)('a full disk (skipped for users who may mount none)', () => {
  test('fails the task that runs, leaves nothing of it, and stops nothing else', async () => {
    const expected = await shopDigests(USERS);
    const { url, drop } = await createServerDatabase();
    const folder = emptyFolder();
    const data = join(folder, '.rowmill');
    try {
      using disk = mountDisk(data, DISK);
      expect(disk).not.toBeNull();
      await using gateway = new ServeProcess(folder, {
        DATABASE_URL: url,
        ROWMILL_THREADS: '2',
        ROWMILL_LOW_WATER: '1MB',
      });
      const client = new GatewayClient(await gateway.url(), gateway.adminKey);
      const project = await createShop(client, 'disk');
      const id = await startShop(client, project, USERS);
      await reached(client, id, 0.05);
      process.kill(gateway.childPid, 'SIGSTOP');
      fill(join(data, 'ballast'));
      process.kill(gateway.childPid, 'SIGCONT');
      const failed = await endedOnce(client, id);
      expect(failed).toMatchObject({ status: 'FAILED', artifacts: [], error: { code: 'STORAGE' } });
      expect(storedFiles(folder)).toEqual([]);
      await expect(startShop(client, project, USERS)).rejects.toThrow('STORE_FULL');
      expect((await fetch(`${await gateway.url()}/ready`)).status).toBe(200);

      rmSync(join(data, 'ballast'));
      const completed = await endedOnce(client, await startShop(client, project, USERS));
      expect(completed.status).toBe('COMPLETED');
      expect(digestsOf(completed)).toEqual(expected);
    } finally {
      await drop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('under the embedded database is STORE_FULL with 503 until there is room', async () => {
    const folder = emptyFolder();
    const data = join(folder, '.rowmill');
    try {
      using disk = mountDisk(data, DISK);
      expect(disk).not.toBeNull();
      await using gateway = new ServeProcess(folder, { ROWMILL_THREADS: '1', ROWMILL_LOW_WATER: '1MB' });
      const url = await gateway.url();
      const client = new GatewayClient(url, gateway.adminKey);
      const project = await createShop(client, 'full');
      fill(join(data, 'ballast'));
      // What is written first may still fit into what the files have room for.
      const update = `mutation ($project: ID!, $model: String!) {
        updateProjectModel(input: { project: $project, model: $model }) { errors { ... on UserError { code } } }
      }`;
      const write = async (): Promise<Response> => {
        const model = `User:\n  id: integer @id\n# ${randomBytes(100_000).toString('base64')}\n`;
        return await client.post(update, { project, model });
      };
      let response = await write();
      for (let writes = 0; response.status === 200 && writes < 200; writes++) response = await write();
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'STORE_FULL' } }] });
      for (let writes = 0; writes < 20; writes++) expect((await write()).status).toBe(503);
      expect((await fetch(`${url}/health`)).status).toBe(200);
      expect(await client.ask('{ viewer { keyName } }')).toEqual({ viewer: { keyName: 'admin' } });

      rmSync(join(data, 'ballast'));
      // A database that could not write its log is opened anew meanwhile.
      await expect.poll(async () => (await client.post('{ viewer { keyName } }', {})).status).toBe(200);
      await expect.poll(async () => (await write()).status).toBe(200);
      await createShop(client, 'room');
      expect(gateway.stdout).not.toContain('"level":"error"');
      expect(gateway.stderr).not.toContain('No space');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('ends an embedded database that could not write its log, until it is opened anew with room', async () => {
    const folder = emptyFolder();
    const data = join(folder, 'data');
    try {
      using disk = mountDisk(data, DISK);
      expect(disk).not.toBeNull();
      const database = new PreparingPglite({ dataDir: join(data, 'database') });
      const log = async () =>
        await database.query(`select pg_logical_emit_message(false, '', repeat($1, 8000))`, ['x']);
      await log();
      const watch = watchEmbedded(database, data);
      fill(join(data, 'ballast'));
      await expect(
        (async () => {
          for (;;) await log();
        })(),
      ).rejects.toMatchObject({ code: '53100' });
      for (const text of ['select 1', 'begin', 'rollback']) {
        await expect(database.query(text)).rejects.toThrow(DatabaseStuck);
        await expect(database.exec(text)).rejects.toThrow(DatabaseStuck);
      }
      await expect(log()).rejects.toSatisfy((error) => isStoreFull(error));
      rmSync(join(data, 'ballast'));
      await watch.stuck;
      watch.stop();
      await database.close();
      const again = new PreparingPglite({ dataDir: join(data, 'database') });
      expect((await again.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }]);
      await again.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('an embedded database that panics for another reason runs nothing until it is opened anew', async () => {
  const folder = emptyFolder();
  const data = join(folder, 'data');
  mkdirSync(data);
  try {
    const database = new PreparingPglite({ dataDir: join(data, 'database') });
    await database.query('create table kept (value int)');
    const watch = watchEmbedded(database, data);
    const control = join(data, 'database', 'global', 'pg_control');
    renameSync(control, `${control}.away`);
    await expect(database.exec('checkpoint')).rejects.toThrow(DatabaseStuck);
    for (const text of ['select 1', 'insert into kept values (1)', 'rollback']) {
      await expect(database.query(text)).rejects.toSatisfy((error) => isDatabaseAway(error) && !isStoreFull(error));
    }
    renameSync(`${control}.away`, control);
    await watch.stuck;
    watch.stop();
    await database.close();
    const again = new PreparingPglite({ dataDir: join(data, 'database') });
    expect((await again.query('select count(*)::int as count from kept')).rows).toEqual([{ count: 0 }]);
    await again.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
