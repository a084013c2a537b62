import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Whether a client of PostgreSQL, or of MySQL, says so: letter, length and text; or length, number, 3 and text. */
const isCommit = (bytes: Buffer): boolean =>
  (bytes[0] === 0x51 && bytes.toString('latin1', 5) === 'commit\0') ||
  (bytes[4] === 3 && bytes.toString('latin1', 5) === 'commit');

/**
 * Stands before a server and cuts the first connection that commits, when the server has answered and before the client hears of it.
 * @param cut `before`: the server never hears of it, and its side of the connection stays open.
 */
export async function losingProxy(
  server: URL,
  cut: 'before' | 'after' = 'after',
): Promise<{ url: string; lost(): number; close(): void }> {
  let lost = 0;
  const held: Socket[] = [];
  const proxy = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    let commits = false;
    client.on('data', (bytes) => {
      commits ||= lost === 0 && isCommit(bytes);
      if (!commits || cut === 'after') return void upstream.write(bytes);
      lost++;
      held.push(upstream);
      client.destroy();
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
      one.on('close', () => held.includes(other) || other.destroy());
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  const url = new URL(server);
  url.port = String(address.port);
  return {
    url: url.href,
    lost: () => lost,
    close: () => {
      for (const socket of held) socket.destroy();
      proxy.close();
    },
  };
}
