import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../src/entities/database/folder-lock.ts';
import { runHere } from '../cli/run-here.ts';
import { run } from '../cli/run.ts';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from './client.ts';
import { emptyFolder, openGateway } from './open-gateway.ts';
import { ServeProcess } from './serve-process.ts';

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('rowmill serve', () => {
  test('shows the admin key at the very first start only, and keeps it out of the log', async () => {
    const { url: databaseUrl, drop } = await createServerDatabase();
    onTestFinished(drop);
    await using first = new ServeProcess(folder, { DATABASE_URL: databaseUrl, ROWMILL_LOG: 'debug' });
    const client = new GatewayClient(await first.url(), first.adminKey);
    expect(await client.ask('{ viewer { keyName } }')).toEqual({ viewer: { keyName: 'admin' } });
    expect(first.stderr).toContain('shown only once');
    expect(first.stdout).not.toContain(first.adminKey);
    first.signal('SIGTERM');
    expect(await first.ended()).toBe(0);
    await using second = new ServeProcess(folder, { DATABASE_URL: databaseUrl });
    await second.url();
    expect(second.stderr).not.toContain('admin key');
  });

  test('a folder in use is one clear line', async () => {
    mkdirSync(join(folder, '.rowmill'));
    const lock = lockFolder(join(folder, '.rowmill'));
    onTestFinished(() => lock.release());
    await using process = new ServeProcess(folder);
    expect(await process.ended()).toBe(1);
    expect(process.stderr).toMatch(/^error: the folder \S+ is in use by another rowmill process: .*ROWMILL_DATA .*\n$/);
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

  test('a second signal ends it at once', async () => {
    const { url: databaseUrl, drop } = await createServerDatabase();
    onTestFinished(drop);
    await using process = new ServeProcess(folder, { DATABASE_URL: databaseUrl });
    const url = new URL(await process.url());
    // A request that never ends holds the shutdown up.
    const request = connect(Number(url.port), url.hostname);
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
    const [first, second] = [await run(['key'], folder), await run(['key'], folder)];
    expect(first).toEqual({ code: 0, stdout: expect.stringMatching(/^rm_\w+\n$/), stderr: '' });
    expect(first.stdout).not.toBe(second.stdout);
    expect(readdirSync(folder)).toEqual([]);
    const key = first.stdout.trim();
    await using gateway = await openGateway({ ROWMILL_ADMIN_KEY: key });
    const client = new GatewayClient(gateway.app.url, key);
    expect(await client.ask('{ viewer { scopes } }')).toEqual({ viewer: { scopes: ['ADMIN'] } });
    expect([gateway.app.adminKey, gateway.lines.join('')]).toEqual([null, expect.not.stringContaining('rm_')]);
  });
});

describe('rowmill migrate', () => {
  test('names all wrong settings, and none of their values', async () => {
    const { code, stderr } = await runHere(['migrate'], folder, {
      ROWMILL_PORT: 'canary',
      ROWMILL_TASK: '3',
      DATABASE_URL: 'canary',
      // Those of `rowmill remote` are none of its own.
      ROWMILL_URL: 'canary',
      ROWMILL_KEY: 'canary',
    });
    expect([code, stderr.split('\n').length]).toEqual([2, 4]);
    expect(stderr).toContain('did you mean ROWMILL_TASKS?');
    expect(stderr).not.toContain('canary');
  });

  test('makes the tables of the folder, once', async () => {
    const first = await runHere(['migrate'], folder, {});
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('first')]);
    expect(readdirSync(join(folder, '.rowmill'))).toContain('database');
    const second = await runHere(['migrate'], folder, {});
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('Nothing to do')]);
  });

  test('leaves a server alone that is up to date', async () => {
    const { url, drop } = await createServerDatabase();
    mkdirSync(join(folder, 'cwd'));
    const { code, stdout } = await runHere(['migrate'], join(folder, 'cwd'), { DATABASE_URL: url });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing to do')]);
    expect(readdirSync(join(folder, 'cwd'))).toEqual([]);
    await drop();
  });
});
