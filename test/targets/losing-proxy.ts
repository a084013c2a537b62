import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Stands before a server and cuts the first connection that commits, when the server has answered and before the client hears of it. */
export async function losingProxy(server: URL): Promise<{ url: string; lost(): number; close(): void }> {
  let lost = 0;
  const proxy = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    let commits = false;
    client.on('data', (bytes) => {
      // A simple query: its letter, its length, its text.
      commits ||= lost === 0 && bytes[0] === 0x51 && bytes.toString('latin1', 5) === 'commit\0';
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!commits) return void client.write(bytes);
      lost++;
      client.destroy();
      upstream.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  const url = new URL(server);
  url.port = String(address.port);
  return { url: url.href, lost: () => lost, close: () => void proxy.close() };
}
