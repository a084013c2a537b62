import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeId, rowId } from '../../src/global-id.ts';
import { databases } from '../database/databases.ts';
import { codes, ended, reached, value } from '../tasks/room.ts';
import { Receiver, status, type Received } from './receiver.ts';
import { WebhookRoom } from './room.ts';

const body = (received: Received) => JSON.parse(received.body);

describe.each(databases)('webhooks on $name', ({ open }) => {
  let world: WebhookRoom;
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.open();
    world = await WebhookRoom.open(open(), { timeout: 5000 });
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });
  const rotated = async () => value(await world.webhooks.rotateSecret(world.room.call(), { group: world.room.group }));

  test('a completed task tells its files, signed', async () => {
    const { secret, previousExpiresAt } = await rotated();
    expect(previousExpiresAt).toBeNull();
    const id = await world.start(receiver.url(), { entities: [{ name: 'Order', count: 3 }], includeRelated: true });
    const [received] = await receiver.count(1);
    expect(received.url).toBe('/hooks/path-canary?token=query-canary');
    expect(received.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'rowmill' });
    expect(new Webhook(secret).verify(received.body, received.headers)).toEqual({
      type: 'task.completed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: {
        id: nodeId('Task', id),
        status: 'completed',
        project: nodeId('Project', world.room.project),
        data: {
          Country: expect.stringMatching(/^https:\/\/data\.example\.com\/.*Country\.csv\?/),
          User: expect.stringMatching(/^https:\/\/data\.example\.com\/.*User\.csv\?/),
          Order: expect.stringMatching(/^https:\/\/data\.example\.com\/.*Order\.csv\?/),
        },
        error: null,
      },
    });
    const [delivery] = await world.reached((all) => all[0]?.status === 'DELIVERED');
    expect(delivery).toMatchObject({ id: received.id, attempts: 1, status_code: 204, error_code: null, pause: null });
    expect(delivery.duration).toBeGreaterThanOrEqual(0);
    await expect.poll(() => world.webhooks.stats()).toMatchObject({ attempts: 1, delivered: 1, failed: 0 });
  });

  test('in sqlite every entity has the address of the one file', async () => {
    await world.start(receiver.url(), { format: 'sqlite', entities: [{ name: 'Lone' }, { name: 'Country' }] });
    const [received] = await receiver.count(1);
    const { data } = body(received).data;
    expect(Object.keys(data)).toEqual(['Country', 'Lone']);
    expect(data.Lone).toMatch(/\.sqlite\?/);
    expect(data.Country).toBe(data.Lone);
  });

  test('a failed task tells why, a canceled one that it was, in whichever status', async () => {
    const { room, tasks } = world;
    room.host.before = () => Promise.reject(new Error('secret-canary'));
    const failed = await world.start(receiver.url('/failed'));
    await ended(tasks, failed);
    room.host.before = () => new Promise(() => undefined);
    const running = await world.start(receiver.url('/running'));
    await reached(tasks, running, ({ status: now }) => now === 'PROCESSING');
    await world.start(receiver.url('/other'), { entities: [{ name: 'Country' }] });
    const waiting = await world.start(receiver.url('/waiting'), { entities: [{ name: 'Lone' }] });
    for (const id of [running, waiting]) value(await tasks.cancel(room.call(), { task: id }));
    const received = await receiver.count(3);
    const told = new Map(received.map((one) => [one.url, body(one)]));
    expect(told.get('/failed')).toMatchObject({
      type: 'task.failed',
      data: { id: nodeId('Task', failed), status: 'failed', data: {}, error: { code: 'INTERNAL' } },
    });
    for (const url of ['/running', '/waiting']) {
      expect(told.get(url)).toMatchObject({
        type: 'task.canceled',
        data: { status: 'canceled', data: {}, error: null },
      });
    }
    expect(JSON.stringify([received, room.log.map(({ details }) => Object.keys(details))])).not.toContain(
      'secret-canary',
    );
  });

  test('any statement that ends a task leaves one notice, once', async () => {
    const { room } = world;
    room.host.before = () => new Promise(() => undefined);
    const id = await world.start(receiver.url());
    await world.start(receiver.url(), { entities: [{ name: 'Lone' }] });
    for (const sql of [
      `update task set phase = 'DONE' where id = $1`,
      `update task set status = 'FAILED', finished_at = now() where id = $1`,
      `update task set status = status, sequence = sequence + 1 where id = $1`,
      `update task set expired = true where id = $1`,
    ]) {
      await room.sql(sql, [id]);
    }
    expect(await world.deliveries()).toMatchObject([{ type: 'task.failed' }]);
  });

  test('a failure is tried again under the same ID, up to eight times, by the schedule', async () => {
    receiver.reply = status(500);
    await world.start(receiver.url());
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 8; attempt++) {
      const [{ pause }] = await world.reached(([one]) => one?.attempts === attempt);
      pauses.push(Number(pause) / 1000);
      await world.pass();
    }
    const [last] = await world.reached(([one]) => one.attempts === 8);
    expect(last).toMatchObject({ status: 'FAILED', pause: null, status_code: 500, error_code: 'STATUS_NOT_OK' });
    for (const [at, pause] of [5, 300, 1800, 7200, 18_000, 36_000, 36_000].entries()) {
      expect(pauses[at]).toBeGreaterThanOrEqual(pause);
      expect(pauses[at]).toBeLessThanOrEqual(pause * 1.2 + 0.01);
    }
    await world.pass();
    expect(receiver.received).toHaveLength(8);
    expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set([last.id]));
    expect(new Set(receiver.received.map((one) => one.body)).size).toBe(1);
  });

  test('what a receiver answers decides what follows', async () => {
    const cases = [
      ['/410', status(410), { status: 'FAILED', error_code: 'GONE', status_code: 410 }],
      [
        '/redirect',
        status(307, { location: receiver.url('/elsewhere') }),
        { status: 'PENDING', error_code: 'REDIRECTED' },
      ],
      ['/retry', status(503, { 'retry-after': '4000' }), { status: 'PENDING', error_code: 'STATUS_NOT_OK' }],
      ['/hangup', (response) => void response.destroy(), { status: 'PENDING', error_code: 'CONNECTION_FAILED' }],
    ] satisfies [string, Receiver['reply'], object][];
    receiver.reply = (response, received) => cases.find(([url]) => url === received.url)?.[1](response, received);
    for (const [at, [url, , expected]] of cases.entries()) {
      await world.start(receiver.url(url), { entities: [{ name: 'Lone' }] });
      const deliveries = await world.reached((all) => all[at]?.attempts === 1);
      expect(deliveries[at]).toMatchObject(expected);
    }
    const [, , retry] = await world.deliveries();
    expect(retry.pause).toBeGreaterThan(3_999_000);
    expect(receiver.received.map(({ url }) => url)).toEqual(cases.map(([url]) => url));
  });

  test('for a day after a rotation both secrets verify, then the new one alone', async () => {
    const { room } = world;
    const first = await rotated();
    const second = await rotated();
    expect(second.previousExpiresAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect(second.secret).not.toBe(first.secret);
    await world.start(receiver.url());
    const [both] = await receiver.count(1);
    const verifies = ({ body: text, headers }: Received, secret: string): boolean => {
      try {
        new Webhook(secret).verify(text, headers);
        return true;
      } catch {
        return false;
      }
    };
    expect([first, second].map(({ secret }) => verifies(both, secret))).toEqual([true, true]);
    await room.sql(`update webhook_secret set rotated_at = rotated_at - interval '24 hours'`);
    await world.start(receiver.url(), { entities: [{ name: 'Lone' }] });
    const [, one] = await receiver.count(2);
    expect([first, second].map(({ secret }) => verifies(one, secret))).toEqual([false, true]);
  });

  test('redelivery and tests', async () => {
    const { webhooks, room } = world;
    const { secret } = await rotated();
    receiver.reply = status(410);
    await world.start(receiver.url());
    const [{ id }] = await world.reached(([one]) => one?.status === 'FAILED');
    receiver.reply = status(200);
    expect(value(await webhooks.redeliver(room.call(), { id }))).toMatchObject({ id, attempts: 0 });
    await world.reached(([one]) => one.status === 'DELIVERED');
    expect(receiver.received.map((one) => one.id)).toEqual([id, id]);
    const { group } = room;
    expect(value(await webhooks.test(room.call(), { group, url: receiver.url() }))).toMatchObject({
      errorCode: null,
      statusCode: 200,
    });
    const sent = receiver.received[2];
    expect(new Webhook(secret).verify(sent.body, sent.headers)).toMatchObject({
      type: 'webhook.test',
      data: { projectGroup: nodeId('ProjectGroup', group) },
    });
    receiver.reply = status(404);
    expect(value(await webhooks.test(room.call(), { group, url: receiver.url() }))).toMatchObject({
      errorCode: 'STATUS_NOT_OK',
      statusCode: 404,
    });
    expect(codes(await webhooks.test(room.call(), { group, url: 'https://10.0.0.1/' }))).toEqual(['INVALID_INPUT']);
    expect(await world.deliveries()).toHaveLength(1);
  });

  test('keys of other groups find nothing, and other scopes may nothing', async () => {
    const { webhooks, room } = world;
    await world.start(receiver.url());
    const [{ id }] = await world.reached(([one]) => one?.status === 'DELIVERED');
    const other = room.call({ groups: new Set([room.project]) });
    expect(codes(await webhooks.rotateSecret(other, { group: room.group }))).toEqual(['NOT_FOUND']);
    expect(codes(await webhooks.redeliver(other, { id }))).toEqual(['NOT_FOUND']);
    expect(codes(await webhooks.redeliver(room.call(), { id: rowId('Task', 'x') }))).toEqual(['NOT_FOUND']);
    expect(codes(await webhooks.test(other, { group: room.group, url: receiver.url() }))).toEqual(['NOT_FOUND']);
    for (const scope of ['read', 'generate'] as const) {
      const call = room.call({ scopes: new Set([scope]) });
      expect(() => webhooks.rotateSecret(call, { group: room.group })).toThrow('`write`');
      expect(() => webhooks.redeliver(call, { id })).toThrow('`write`');
      expect(() => webhooks.test(call, { group: room.group, url: receiver.url() })).toThrow('`write`');
    }
    expect(receiver.received).toHaveLength(1);
  });

  test('a node takes up what it left, and nobody else sends what a node is sending', async () => {
    const { room } = world;
    receiver.reply = () => undefined;
    await world.start(receiver.url());
    const [{ id }] = await receiver.count(1);
    const other = await world.other();
    other.look();
    await other.stop();
    expect(receiver.received).toHaveLength(1);
    // As after kill -9: the claim stays.
    receiver.reply = status(204);
    await world.reopen();
    const received = await receiver.count(2);
    expect(received.map((one) => one.id)).toEqual([id, id]);
    await world.reached(([one]) => one.status === 'DELIVERED');
    expect(room.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a stop ends what is being sent, which is sent again and counts for nothing', async () => {
    receiver.reply = () => undefined;
    await world.start(receiver.url());
    await receiver.count(1);
    await world.webhooks.stop();
    expect(await world.deliveries()).toMatchObject([{ status: 'PENDING', attempts: 0, error_code: null }]);
  });
});
