import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Talks } from '../../src/targets/index.ts';

const SOCKET = (): Socket => new Socket();
const asker = (group: string, key: string) => ({ group, key });
const never = async (): Promise<never> => await new Promise(() => undefined);

test('one key, or one group, has only so many open, and they come back', async () => {
  const talks = new Talks();
  const ends: (() => void)[] = [];
  const open = async (group: string, key: string): Promise<void> =>
    await talks.run(asker(group, key), SOCKET, async () => await new Promise((resolve) => ends.push(resolve)));
  const busy = { code: 'TARGETS_BUSY' };
  const running = [open('a', '1'), open('a', '1')];
  await expect(open('a', '1')).rejects.toMatchObject(busy);
  running.push(open('a', '2'), open('a', '2'));
  await expect(open('a', '3')).rejects.toMatchObject(busy);
  running.push(open('b', '4'));
  for (const end of ends) end();
  await Promise.all(running);
  const again = open('a', '1');
  ends.at(-1)?.();
  await again;
});

test('all together have only so many', async () => {
  const talks = new Talks();
  for (let n = 0; n < 64; n++) void talks.run(asker(`group-${n}`, `key-${n}`), SOCKET, never);
  await expect(talks.run(asker('other', 'other'), SOCKET, never)).rejects.toMatchObject({ code: 'TARGETS_BUSY' });
});

test('one that fails is over', async () => {
  const talks = new Talks();
  const fail = async (): Promise<void> =>
    await talks.run(asker('a', '1'), SOCKET, async () => await Promise.reject(new Error('no')));
  for (let n = 0; n < 3; n++) await expect(fail()).rejects.toThrow('no');
});

test('a server that takes connections and says nothing is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => {
    vi.useRealTimers();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  const talk = new Talks().run(asker('a', '1'), SOCKET, async (makeSocket) => {
    const socket = makeSocket().connect(address.port, '127.0.0.1');
    await once(socket, 'connect');
    vi.advanceTimersByTime(20_000);
    await once(socket, 'data');
  });
  await expect(talk).rejects.toMatchObject({ code: 'TARGET_UNREACHABLE' });
});
