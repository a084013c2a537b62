import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { databaseAddress, importDatabase } from '../../src/databases/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import { guardedSocket, TargetFailure } from '../../src/targets/index.ts';
import { errorsOf } from '../dialects/import-text.ts';
import { importUrl } from './import-url.ts';

const SECRET = 'canary-5ecret';

/** Why an import fails. */
async function failure(running: Promise<unknown>): Promise<TargetFailure> {
  const error: unknown = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof TargetFailure) return error;
  throw new Error('the import did not fail, or failed in a way that nobody explains', { cause: error });
}

/** The port of a server that does this with every connection. */
async function listen(talk: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    talk(socket);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return address.port;
}

describe('a server that hangs', () => {
  /** Of the protocol of PostgreSQL: the password is accepted, and the server is ready. */
  const READY = Buffer.from('5200000008000000005a0000000549', 'hex');

  test.each([
    ['before it says anything', 'mysql', () => undefined],
    ['before it says anything', 'postgres', () => undefined],
    [
      'once it has accepted the user',
      'postgres',
      (socket: Socket) => socket.once('data', () => void socket.write(READY)),
    ],
  ])('%s is given up (%s)', async (_when, scheme, talk) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { promise: silent, resolve } = Promise.withResolvers<void>();
    const port = await listen((socket) => {
      talk(socket);
      // PostgreSQL's client speaks first; what follows is never answered.
      if (scheme === 'mysql') resolve();
      else socket.on('data', () => resolve());
    });
    const running = failure(importUrl(`${scheme}://user:${SECRET}@127.0.0.1:${port}/shop?sslmode=disable`));
    await silent;
    vi.advanceTimersByTime(61_000);
    const { code, message } = await running;
    expect(code).toBe('TARGET_UNREACHABLE');
    expect(message).not.toContain(SECRET);
  });
});

describe('an address', () => {
  test.each([
    `mongodb://user:${SECRET}@localhost/shop`,
    `postgres://user:${SECRET}@/shop`,
    `postgres://user:${SECRET}%ZZ@localhost/shop`,
    `mysql://user:${SECRET}@localhost`,
    `mysql://user:${SECRET}@localhost:99999/shop`,
    `postgres://user:${SECRET}@localhost/shop?sslmode=${SECRET}`,
    'sqlite:',
  ])('that is none is refused without a word of it (%#)', (text) => {
    const address = (): unknown => databaseAddress(text);
    expect(address).toThrow(TargetFailure);
    expect(address).not.toThrow(SECRET);
  });

  test.each(['postgres', 'mysql'])('where nobody listens is refused (%s)', async (scheme) => {
    const port = await listen(() => undefined);
    const { code, message } = await failure(
      importDatabase(
        databaseAddress(`${scheme}://user:${SECRET}@127.0.0.1:${port}/shop`),
        { schemas: [] },
        { catalogue, problemsOf: errorsOf },
        guardedSocket([]),
      ),
    );
    expect(code).toBe('ADDRESS_NOT_ALLOWED');
    expect(message).not.toContain(SECRET);
  });
});

test('a wrong password and a missing database say so, and repeat neither', async () => {
  const url = new URL(inject('serverUrl'));
  url.password = SECRET;
  expect(await failure(importUrl(url.href))).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  url.href = inject('serverUrl');
  url.pathname = `/${SECRET}`;
  const { code, message } = await failure(importUrl(url.href));
  expect(code).toBe('DATABASE_MISSING');
  expect(message).not.toContain(SECRET);
});

test.skipIf(inject('mariadbUrl') === null)('MariaDB says the same', async () => {
  const url = new URL(inject('mariadbUrl') ?? '');
  url.password = SECRET;
  expect(await failure(importUrl(url.href))).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  url.href = inject('mariadbUrl') ?? '';
  url.pathname = `/${SECRET}`;
  const { code, message } = await failure(importUrl(url.href));
  expect(code).toBe('DATABASE_MISSING');
  expect(message).not.toContain(SECRET);
});
