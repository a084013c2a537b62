import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Resolver } from '../../src/targets/index.ts';
import { openPGlite } from '../database/databases.ts';
import { codes } from '../tasks/room.ts';
import { Receiver, status } from './receiver.ts';
import { WebhookRoom } from './room.ts';

const LONE = { entities: [{ name: 'Lone' }] };

describe('receivers that mean no good', () => {
  let receiver: Receiver;
  let world: WebhookRoom;
  const open = async (options: WebhookRoom['options'] = {}): Promise<void> => {
    world = await WebhookRoom.open(openPGlite(), options);
  };
  beforeEach(async () => void (receiver = await Receiver.open()));
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  test('one that never answers is left after the time-out, and others are served meanwhile', async () => {
    await open({ timeout: 2000 });
    await using slow = await Receiver.open('127.0.0.2');
    slow.reply = () => undefined;
    for (let at = 0; at < 3; at++) await world.start(slow.url(`/${at}`), LONE);
    await slow.count(2);
    await world.start(receiver.url(), LONE);
    await receiver.count(1);
    // Two at a time for one host: the others wait for these.
    expect(slow.mostOpen).toBe(2);
    const deliveries = await world.reached((all) => all.filter((one) => one.attempts === 1).length === 4);
    expect(deliveries.filter((one) => one.error_code === 'TIMEOUT')).toHaveLength(3);
    expect(slow.mostOpen).toBe(2);
    for (const { duration, error_code: code } of deliveries) {
      expect(Number(duration)).toBeGreaterThanOrEqual(code === null ? 0 : 1990);
    }
  });

  test('an answer without end is left after 64 KiB, and its status counts', async () => {
    await open();
    let sent = 0;
    receiver.reply = (response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(16 * 1024);
      const write = (): void => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
      };
      write();
    };
    await world.start(receiver.url(), LONE);
    await world.reached(([one]) => one?.status === 'DELIVERED');
    // What is in buffers of the system on the way counts as sent.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => void (receiver.open === 0 ? resolve() : setImmediate(look));
    look();
    await promise;
  });

  test('headers without end, or nothing of HTTP, are a failed attempt', async () => {
    await open();
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\n${`x-${'a'.repeat(50)}: ${'b'.repeat(1000)}\r\n`.repeat(200)}`);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
    await world.start(`http://127.0.0.1:${address.port}/`, LONE);
    const [delivery] = await world.reached(([one]) => one?.attempts === 1);
    expect(delivery).toMatchObject({ status: 'PENDING', status_code: null, error_code: 'CONNECTION_FAILED' });
    server.close();
  });

  test('nothing listens, or the name leads nowhere', async () => {
    const resolver: Resolver = (_host, _options, callback) =>
      callback(Object.assign(new Error('secret-canary'), { code: 'ENOTFOUND' }), []);
    await open({ resolver });
    const dead = await Receiver.open();
    const url = dead.url();
    await dead[Symbol.asyncDispose]();
    await world.start(url, LONE);
    await world.start('https://receiver.invalid/', LONE);
    const deliveries = await world.reached((all) => all.filter(({ attempts }) => attempts === 1).length === 2);
    expect(new Set(deliveries.map((one) => one.error_code))).toEqual(new Set(['CONNECTION_REFUSED', 'NAME_NOT_FOUND']));
  });

  test('a name that leads elsewhere at the second attempt is looked at again', async () => {
    const found = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]];
    const resolver: Resolver = (_host, _options, callback) => callback(null, found.shift() ?? []);
    await open({ resolver });
    receiver.reply = status(500);
    const { port } = new URL(receiver.url());
    await world.start(`http://rebinding.example:${port}/`, LONE);
    await world.reached(([one]) => one?.error_code === 'STATUS_NOT_OK');
    await world.pass();
    await world.reached(([one]) => one.error_code === 'ADDRESS_NOT_ALLOWED');
    expect(receiver.received).toHaveLength(1);
  });

  test('a group with many dead receivers keeps no other group waiting', async () => {
    await open({ timeout: 300 });
    const { room } = world;
    const other = await room.addProject('other');
    await using slow = await Receiver.open('127.0.0.3');
    slow.reply = () => undefined;
    room.host.before = () => new Promise(() => undefined);
    for (let at = 0; at < 60; at++) await world.start(slow.url(`/${at}`), LONE);
    await world.start(receiver.url(), { ...LONE, project: other });
    // Each of them at a host of its own, as far as the sender can see, and due before the other group's.
    await room.sql(
      `update task set webhook = jsonb_set(webhook, '{receiver}', to_jsonb(id::text)) where group_id = $1`,
      [room.group],
    );
    await room.sql(`update task set status = 'FAILED', finished_at = now() where group_id = $1`, [room.group]);
    await room.sql(`update task set status = 'FAILED', finished_at = now() where group_id <> $1`, [room.group]);
    world.webhooks.look();
    await receiver.count(1);
    expect(slow.received.length).toBeLessThan(40);
    room.host.before = () => Promise.resolve();
  });

  test('nothing of a URL or an answer is stored, logged or told in clear', async () => {
    await open();
    receiver.reply = status(500);
    const id = await world.start(receiver.url(), LONE);
    await world.reached(([one]) => one?.attempts === 1);
    receiver.reply = status(410);
    await world.pass();
    await world.reached(([one]) => one.status === 'FAILED');
    const { room, webhooks, tasks } = world;
    const tables = ['task', 'webhook_delivery', 'webhook_secret', 'daily_key_usage'];
    const stored = await Promise.all(
      tables.map(async (table) => await room.sql<{ row: object }>(`select to_jsonb(${table}) as row from ${table}`)),
    );
    const refused = await tasks.start(
      room.call(),
      room.input({ ...LONE, webhookUrl: 'https://10.0.0.1/path-canary?token=query-canary' }),
    );
    const group = room.group;
    const tested = await webhooks.test(room.call(), { group, url: 'http://user:query-canary@h/path-canary' });
    expect(codes(refused)).toEqual(['INVALID_INPUT']);
    expect(codes(tested)).toEqual(['INVALID_INPUT']);
    const everything = JSON.stringify([stored, refused, tested, room.log, await world.deliveries()]);
    expect(everything).toContain(id);
    expect(everything).toContain('a webhook was given up');
    expect(everything).not.toMatch(/canary|whsec_/);
  });
});
