import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { randomNumbers } from '../gateway/random.ts';
import { connectRudely, descriptorsOf, RUDE_CLIENTS } from '../gateway/rude-clients.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, startShop } from '../gateway/shop.ts';

/** Clients of each kind that come at once. */
const EACH = 20;
const FLOOD = 2000;
const SEED = Number(process.env.FAULT_SEED ?? 1);
/** Milliseconds after which a container is killed. The gateway promises less. */
const CONTAINER_GRACE = 10_000;
/** Longer than anything that a socket is given. */
const PATIENCE = { timeout: 300_000, interval: 1000 };

test('rude clients by the thousand: others are served, descriptors come back, and SIGTERM ends it in time', async () => {
  const { url: databaseUrl, drop } = await createServerDatabase();
  const folder = emptyFolder();
  try {
    await using gateway = new ServeProcess(folder, { DATABASE_URL: databaseUrl, ROWMILL_THREADS: '1' });
    const url = await gateway.url();
    const key = gateway.adminKey;
    const client = new GatewayClient(url, key);
    const project = await createShop(client, 'rude');
    const watched = RUDE_CLIENTS.filter(({ name, next }) => !(name === 'an event stream' && next === 'silent'));
    const before = descriptorsOf(gateway.pid);

    for (let time = 0; time < EACH; time++) {
      await Promise.all(watched.map(async (kind) => await connectRudely(url, key, kind)));
      await client.ask('{ viewer { keyName } }');
    }
    // Nobody of these says a word.
    const flood = Array.from({ length: FLOOD }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    await Promise.all(
      flood.map(
        async (socket) =>
          await once(
            socket.on('error', () => undefined),
            'connect',
          ),
      ),
    );
    await client.ask('{ viewer { keyName } }');
    // Some connections to the database are opened when they are needed.
    await vi.waitFor(() => expect(descriptorsOf(gateway.pid)).toBeLessThan(before + 20), PATIENCE);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/rowmill_subscribers\{front="websocket"\} 0\n/);
    expect(metrics).toMatch(/rowmill_subscribers\{front="sse"\} 0\n/);

    const draw = randomNumbers(SEED);
    const garbage = Array.from({ length: 500 }, () =>
      Buffer.from(Array.from({ length: 200 }, () => Math.floor(draw() * 256))),
    );
    await Promise.all(
      garbage.map(
        async (bytes) => await connectRudely(url, key, { name: 'garbage', says: () => bytes, next: 'silent' }),
      ),
    );
    await startShop(client, project, 20_000);
    const clients = await Promise.all(RUDE_CLIENTS.map(async (kind) => await connectRudely(url, key, kind)));
    const asked = performance.now();
    gateway.signal('SIGTERM');
    expect(await gateway.ended()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(CONTAINER_GRACE);
    expect(gateway.stdout).not.toContain('"level":"error"');
    expect(gateway.stderr).not.toMatch(/\n +at |node_modules/);
    for (const socket of [...clients, ...flood]) socket.destroy();
  } finally {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
