import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { GatewayClient } from './client.ts';
import { emptyFolder } from './open-gateway.ts';
import { ServeProcess } from './serve-process.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Spares a start in the folder a new database: for tests of anything but that. */
const unpack = (): void => unpackDatabase(join(folder, '.rowmill'));

describe('rowmill serve', () => {
  test('shows the admin key at the very first start only, and keeps it out of the log', async () => {
    await using first = new ServeProcess(folder, { ROWMILL_LOG: 'debug' });
    const client = new GatewayClient(await first.url(), first.adminKey);
    expect(await client.ask('{ viewer { keyName } }')).toEqual({ viewer: { keyName: 'admin' } });
    expect(first.stderr).toContain('shown only once');
    expect(first.stdout).not.toContain(first.adminKey);
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    await using second = new ServeProcess(folder);
    await second.url();
    expect(second.stderr).not.toContain('admin key');
  });

  test('a folder in use is one clear line', async () => {
    unpack();
    await using first = new ServeProcess(folder);
    await first.url();
    await using second = new ServeProcess(folder);
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toMatch(/^error: the folder \S+ is in use by another rowmill process: .*ROWMILL_DATA .*\n$/);
  });

  test('a port in use is one clear line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? String(address.port) : '';
    unpack();
    await using process = new ServeProcess(folder, { ROWMILL_PORT: port });
    expect(await process.ended()).toBe(1);
    expect(process.stderr).toMatch(
      /^error: cannot listen on 127\.0\.0\.1:\d+: another program already listens there; .*ROWMILL_PORT.*\n$/,
    );
    other.close();
  });

  test('a database that is away, or refuses, is one clear line without its password', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    other.close();
    const urls = [`postgres://rowmill:hunter2@127.0.0.1:${port}/rowmill`, await unknownDatabase()];
    for (const url of urls) {
      await using process = new ServeProcess(folder, { DATABASE_URL: url });
      expect(await process.ended()).toBe(1);
      expect(process.stderr).toMatch(/^error: cannot use the database of DATABASE_URL: .+\n$/);
      expect(process.stderr).not.toContain('hunter2');
    }
  });

  test('a signal ends a start whose database does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const asked = once(silent, 'connection');
    await using process = new ServeProcess(folder, { DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` });
    const [socket] = await asked;
    process.signal('SIGTERM');
    expect(await process.ended()).toBe(0);
    expect(process.stderr).toBe('Stopped (SIGTERM) before it listened.\n');
    socket.destroy();
    silent.close();
  });

  test('a folder that cannot be made is one clear line', async () => {
    writeFileSync(join(folder, 'file'), '');
    await using process = new ServeProcess(folder, { ROWMILL_DATA: 'file/data' });
    expect(await process.ended()).toBe(1);
    expect(process.stderr).toMatch(/^error: cannot use the folder \S*file\/data: .+\n$/);
  });

  test('wrong settings are all named, and none of their values', async () => {
    await using process = new ServeProcess(folder, {
      ROWMILL_PORT: 'canary',
      ROWMILL_TASK: '3',
      DATABASE_URL: 'canary',
      // Those of `rowmill remote` are none of its own.
      ROWMILL_URL: 'canary',
      ROWMILL_KEY: 'canary',
    });
    expect(await process.ended()).toBe(2);
    expect(process.stderr.split('\n')).toHaveLength(4);
    expect(process.stderr).toContain('did you mean ROWMILL_TASKS?');
    expect(process.stderr).not.toContain('canary');
  });

  test('a key that cannot be one is a wrong setting', async () => {
    unpack();
    const key = `rm_${'a'.repeat(8)}_${'b'.repeat(32)}_${'c'.repeat(6)}`;
    await using process = new ServeProcess(folder, { ROWMILL_ADMIN_KEY: key });
    expect(await process.ended()).toBe(2);
    expect(process.stderr).toMatch(/^error: ROWMILL_ADMIN_KEY .+\n$/);
    expect(process.stderr).not.toContain('bbbb');
  });

  test('a second signal ends it at once', async () => {
    unpack();
    await using process = new ServeProcess(folder);
    const url = new URL(await process.url());
    // A request that never ends holds the shutdown up.
    const request = await import('node:net').then(({ connect }) => connect(Number(url.port), url.hostname));
    request.on('error', () => undefined);
    await once(request, 'connect');
    request.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    // The server has it when it has answered another one.
    await (await fetch(`${url.origin}/health`)).text();
    process.signal('SIGTERM');
    await process.says(/Stopping/);
    process.signal('SIGTERM');
    expect(await process.ended()).toBe(1);
    request.destroy();
  });
});

describe('rowmill key', () => {
  test('prints a new key each time, which a gateway takes as its admin key', async () => {
    await using first = new ServeProcess(folder, {}, 'key');
    await using second = new ServeProcess(folder, {}, 'key');
    expect([await first.ended(), await second.ended()]).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^rm_\w+\n$/);
    expect(first.stdout).not.toBe(second.stdout);
    expect([first.stderr, readdirSync(folder)]).toEqual(['', []]);
    const key = first.stdout.trim();
    unpack();
    await using gateway = new ServeProcess(folder, { ROWMILL_ADMIN_KEY: key });
    const client = new GatewayClient(await gateway.url(), key);
    expect(await client.ask('{ viewer { scopes } }')).toEqual({ viewer: { scopes: ['ADMIN'] } });
    expect(gateway.stderr).not.toContain('rm_');
  });
});

describe('rowmill migrate', () => {
  test('makes the tables of the folder, once', async () => {
    await using first = new ServeProcess(folder, {}, 'migrate');
    expect(await first.ended()).toBe(0);
    expect(first.stdout).toMatch(/first/);
    expect(readdirSync(join(folder, '.rowmill'))).toContain('database');
    await using second = new ServeProcess(folder, {}, 'migrate');
    expect(await second.ended()).toBe(0);
    expect(second.stdout).toContain('Nothing to do');
  });

  test('leaves a server alone that is up to date', async () => {
    const { url, drop } = await createServerDatabase();
    mkdirSync(join(folder, 'cwd'));
    await using process = new ServeProcess(join(folder, 'cwd'), { DATABASE_URL: url }, 'migrate');
    expect(await process.ended()).toBe(0);
    expect(process.stdout).toContain('Nothing to do');
    expect(readdirSync(join(folder, 'cwd'))).toEqual([]);
    await drop();
  });
});

async function unknownDatabase(): Promise<string> {
  const { url, drop } = await createServerDatabase();
  await drop();
  return url;
}
