import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { connectRudely, RUDE_CLIENTS } from '../gateway/rude-clients.ts';
import { KEY, SmallGateway } from './small-gateway.ts';

const LIMITS = '/proc/self/limits';
const TIMES = {
  times: { head: 100, request: 200, keepAlive: 200, still: 200 },
  webSocketTimes: { init: 100, ping: 100, stall: 100, close: 100 },
};

/** Lets every kind of rude client connect; resolves with the sockets at both ends. */
async function crowd(gateway: SmallGateway): Promise<{ clients: Socket[]; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  gateway.fronts.server.on('connection', (socket) => sockets.push(socket));
  const clients = await Promise.all(RUDE_CLIENTS.map(async (client) => await connectRudely(gateway.url, KEY, client)));
  await (await fetch(`${gateway.url}/health`)).text();
  return { clients, sockets };
}

const closed = async (socket: Socket): Promise<unknown> => (socket.closed ? undefined : await once(socket, 'close'));

describe('a socket', () => {
  test('is closed in the end, whatever its client does', async () => {
    await using gateway = await SmallGateway.open(TIMES);
    const { clients, sockets } = await crowd(gateway);
    expect(sockets.length).toBeGreaterThanOrEqual(RUDE_CLIENTS.length);
    await Promise.all(sockets.map(closed));
    const { server } = gateway.fronts;
    expect(await promisify(server.getConnections.bind(server))()).toBe(0);
    expect(gateway.lines).toEqual([]);
    for (const client of clients) client.destroy();
  });

  test('does not hold up the end of the server, whatever its client does', async () => {
    // No other time comes to an end before this one.
    await using gateway = await SmallGateway.open();
    const { clients, sockets } = await crowd(gateway);
    await gateway.fronts.close(100);
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
    for (const client of clients) client.destroy();
  });

  test('is refused an upgrade in words, although more follows that nobody reads', async () => {
    await using gateway = await SmallGateway.open();
    const client = RUDE_CLIENTS.find(({ name, next }) => name === 'an upgrade of another path' && next === 'silent')!;
    const socket = await connectRudely(gateway.url, KEY, client);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(socket.resume(), 'end');
    expect(text).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    await closed(socket.end());
  });

  test('that offers another protocol is answered in this one', async () => {
    await using gateway = await SmallGateway.open();
    const socket = await connectRudely(gateway.url, KEY, {
      name: 'curl --http2',
      says: () =>
        'GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n',
      next: 'silent',
    });
    const [head] = await once(socket.setEncoding('utf8').resume(), 'data');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
  });

  test.runIf(existsSync(LIMITS))('is one of fewer than the process may have files (needs /proc)', async () => {
    await using gateway = await SmallGateway.open();
    const most = Number(/^Max open files +(\d+)/m.exec(readFileSync(LIMITS, 'utf8'))?.[1]);
    const { maxConnections } = gateway.fronts.server;
    expect(maxConnections).toBeGreaterThanOrEqual(most / 2 - 1);
    expect(maxConnections).toBeLessThan(most);
  });
});
