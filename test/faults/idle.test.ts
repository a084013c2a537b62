import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RawClient } from '../fronts/ws-client.ts';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, startShop } from '../gateway/shop.ts';
import { endedOnce } from '../gateway/task-end.ts';

const SUBSCRIPTIONS = 10_000;
/** The most that a socket may have. */
const A_SOCKET = 32;
/** The most bytes that each may take. */
const MAX_BYTES = 40_000;
const OPEN = 'rowmill_subscribers{front="websocket"}';

test(`${SUBSCRIPTIONS} idle subscriptions cost little memory, and the gateway answers and works`, async () => {
  const folder = emptyFolder();
  try {
    await using gateway = new ServeProcess(folder, { ROWMILL_RATE: '1_000_000_000' });
    const url = await gateway.url();
    const client = new GatewayClient(url, gateway.adminKey);
    const socketUrl = `${url.replace('http', 'ws')}/graphql`;
    const project = await createShop(client, 'idle');
    await endedOnce(client, await startShop(client, project, 100));
    const before = await metric(url, 'process_resident_memory_bytes');

    const sockets: RawClient[] = [];
    for (let n = 0; n < SUBSCRIPTIONS; n++) {
      if (n % A_SOCKET === 0) sockets.push(await RawClient.connect(socketUrl, gateway.adminKey));
      // No two are the same, so that none shares the work of another; none has anything to tell.
      const query = `subscription { event${n}: taskEvents(filter: { status: [FAILED] }) { kind task { id } } }`;
      sockets.at(-1)?.subscribe(String(n), query);
    }
    await expect.poll(async () => await metric(url, OPEN), { timeout: 120_000 }).toBe(SUBSCRIPTIONS);
    const taken = (await metric(url, 'process_resident_memory_bytes')) - before;
    expect(taken).toBeLessThan(SUBSCRIPTIONS * MAX_BYTES);

    const began = performance.now();
    await client.ask('{ viewer { keyName } }');
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await endedOnce(client, await startShop(client, project, 1000))).status).toBe('COMPLETED');
    expect(sockets.flatMap(({ received }) => received)).toEqual([]);

    for (const { socket } of sockets.splice(0, sockets.length / 2)) socket.terminate();
    await expect
      .poll(async () => await metric(url, OPEN), { timeout: 60_000 })
      .toBeLessThan(SUBSCRIPTIONS / 2 + A_SOCKET);
    gateway.signal('SIGTERM');
    expect(await gateway.ended()).toBe(0);
    expect(await Promise.all(sockets.map(async ({ closed }) => await closed))).toEqual(sockets.map(() => 1001));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  if (line === undefined) throw new Error(`there is no metric ${name}`);
  return Number(line.slice(name.length));
}
