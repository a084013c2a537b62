import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { failureOf } from './broken-start.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { places } from '../gateway/places.ts';
import { randomNumbers } from '../gateway/random.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { canMount, mountDisk } from '../gateway/small-disk.ts';
import { type UsedFolder, usedFolder } from '../gateway/used-folder.ts';

const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const TIMES = 6;

let template: UsedFolder;
beforeAll(async () => {
  template = await usedFolder();
});
afterAll(() => template[Symbol.dispose]());

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = emptyFolder();
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(places)('on $name', ({ open }) => {
  test(`a start that is ended at any moment ends, and the next one works, seed ${seed}`, async () => {
    const random = randomNumbers(seed);
    const { environment, drop } = await open();
    await inFolder(async (folder) => {
      const began = performance.now();
      await using whole = new ServeProcess(folder, environment);
      await whole.url();
      whole.signal('SIGKILL');
      await whole.ended();
      const span = performance.now() - began;
      for (let time = 0; time < TIMES; time++) {
        const signal = random() < 0.5 ? 'SIGTERM' : 'SIGKILL';
        // Each start is a first one in turn, where the folder is all there is.
        if (environment.DATABASE_URL === undefined) rmSync(join(folder, '.rowmill'), { recursive: true, force: true });
        await using ended = new ServeProcess(folder, environment);
        await wait(random() * span);
        ended.signal(signal);
        const code = await ended.ended();
        // Before Node listens for it a signal ends the process by itself.
        expect([null, 0]).toContain(code);
        await using next = new ServeProcess(folder, environment);
        expect((await fetch(`${await next.url()}/health`)).status).toBe(200);
        next.signal('SIGTERM');
        expect(await next.ended()).toBe(0);
      }
    });
    await drop();
  });
});

test('a first start that is killed while it makes the database is begun anew', async () => {
  await inFolder(async (folder) => {
    {
      await using first = new ServeProcess(folder);
      await expect.poll(() => existsSync(join(folder, '.rowmill', 'database', 'base')), { timeout: 60_000 }).toBe(true);
      first.signal('SIGKILL');
      await first.ended();
    }
    await using second = new ServeProcess(folder);
    const client = new GatewayClient(await second.url(), second.adminKey);
    expect(await client.ask('{ viewer { keyName } }')).toEqual({ viewer: { keyName: 'admin' } });
  });
});

test('a second node on a database is refused in one line, and may have it when the first one is killed', async () => {
  const { url, drop } = await createServerDatabase();
  await inFolder(async (other) => {
    await inFolder(async (folder) => {
      await using first = new ServeProcess(folder, { DATABASE_URL: url });
      await first.url();
      await using second = new ServeProcess(other, { DATABASE_URL: url });
      expect(await second.ended()).toBe(1);
      expect(second.stderr).toMatch(/^error: the database of DATABASE_URL is in use by another rowmill process: .+\n$/);
      first.signal('SIGKILL');
      await first.ended();
      await using third = new ServeProcess(other, { DATABASE_URL: url });
      await third.url();
      // An empty folder joins the installation.
      const [ours, theirs] = [other, folder].map((path) =>
        readFileSync(join(path, '.rowmill', 'installation'), 'utf8'),
      );
      expect(ours).toBe(theirs);
    });
  });
  await drop();
});

test('a node that was stopped loses its database to another one, and ends when it goes on', async () => {
  const { url, drop } = await createServerDatabase();
  await inFolder(async (other) => {
    await inFolder(async (folder) => {
      await using stopped = new ServeProcess(folder, { DATABASE_URL: url });
      await stopped.url();
      stopped.signal('SIGSTOP');
      await using next = new ServeProcess(other, { DATABASE_URL: url });
      await next.url();
      stopped.signal('SIGCONT');
      expect(await stopped.ended()).toBe(1);
      expect(stopped.stderr).toMatch(/error: the database of DATABASE_URL is in use by another rowmill process: .+\n$/);
      expect((await fetch(`${await next.url()}/ready`)).status).toBe(200);
    });
  });
  await drop();
});

test.each([
  ['without its write-ahead log', (database: string) => rmSync(join(database, 'pg_wal'), { recursive: true })],
  ['whose catalogue is garbage', (database: string) => garble(join(database, 'base', '5', '1259'))],
  ['without its tables', (database: string) => rmSync(join(database, 'base', '5'), { recursive: true })],
])('an embedded database %s is told in one line', async (_, breakIt) => {
  await inFolder(async (folder) => {
    const data = join(folder, 'data');
    template.copyTo(data);
    breakIt(join(data, 'database'));
    expect(await failureOf(data, {})).toMatch(/^[^\n]*embedded database in [^\n]*restore[^\n]*$/);
  });
});

test.skipIf(!canMount)(
  'no room at the start is told in one line (skipped for users who may mount nothing)',
  async () => {
    const { url, drop } = await createServerDatabase();
    for (const [bytes, environment] of [
      [8192, { DATABASE_URL: url }],
      [8 * 1024 * 1024, {}],
    ] as const) {
      await inFolder(async (folder) => {
        const data = join(folder, 'data');
        using disk = mountDisk(data, bytes);
        expect(disk).not.toBeNull();
        if (bytes < 10_000) writeFileSync(join(data, 'ballast'), Buffer.alloc(4096));
        expect(await failureOf(data, environment)).toMatch(/^cannot [^\n]*(full|room)[^\n]*$/);
      });
    }
    await drop();
  },
);

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'the first process of a container (a PID namespace, which needs root) hears a signal before any command handles it',
  async () => {
    await inFolder(async (folder) => {
      // Sent by the first thing that the program calls.
      const early =
        "import m from 'node:module'; const f = m.enableCompileCache; m.enableCompileCache = () => (process.kill(1, 'SIGTERM'), f());";
      const program = fileURLToPath(new URL('../../bin/rowmill.js', import.meta.url));
      const args = [
        '--pid',
        '--fork',
        '--mount-proc',
        '--kill-child',
        process.execPath,
        '--import',
        `data:text/javascript,${early}`,
        program,
      ];
      const environment = { PATH: process.env.PATH, ROWMILL_DATA: folder, ROWMILL_PORT: '0' };
      const child = spawn('unshare', [...args, 'serve'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('listening on')) child.kill('SIGKILL');
      });
      await once(child, 'close');
      expect(said).not.toContain('listening on');
    });
  },
);

function garble(path: string): void {
  writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'garbage'));
}
