import { once } from 'node:events';
import { createClient, type Client } from 'graphql-ws';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Gateway } from './subscription-gateway.ts';
import { RawClient } from './ws-client.ts';

const PROGRESS = 'subscription ($id: ID!, $after: Int) { taskProgress(id: $id, after: $after) { id sequence rows } }';

const progress = (id: string, sequence: number, rows = 0) => ({
  payload: { data: { taskProgress: { id, sequence, rows } } },
});

describe('the protocol', () => {
  test('4400: what is no message', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.open(gateway.socketUrl);
    client.socket.send('{');
    expect(await client.closed).toBe(4400);
  });

  test('4401: an operation before the socket is initialised', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.open(gateway.socketUrl);
    client.subscribe('1', '{ hello }');
    expect(await client.closed).toBe(4401);
  });

  test('4406: another protocol', async () => {
    await using gateway = await Gateway.start();
    const client = new RawClient(gateway.socketUrl, {}, 'graphql-ws');
    const [error] = await once(client.socket, 'error');
    expect(String(error)).toContain('subprotocol');
  });

  test('4408: nobody says hello', async () => {
    await using gateway = await Gateway.start({ init: 10 });
    const client = await RawClient.open(gateway.socketUrl);
    expect(await client.closed).toBe(4408);
  });

  test('4409: an id that is in use', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', PROGRESS, { id: 'a' });
    await client.take('next');
    client.subscribe('1', PROGRESS, { id: 'a' });
    expect(await client.closed).toBe(4409);
  });

  test('4429: initialised twice', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.send({ type: 'connection_init' });
    expect(await client.closed).toBe(4429);
  });

  test('1009: a message that is too large', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', `{ hello } # ${'x'.repeat(64 * 1024)}`);
    expect(await client.closed).toBe(1009);
    expect(gateway.errors).toEqual([]);
  });

  test('a ping is answered, with its payload', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.send({ type: 'ping', payload: { number: 7 } });
    expect(await client.take('pong')).toEqual({ type: 'pong', payload: { number: 7 } });
    client.send({ type: 'pong' });
    client.send({ type: 'ping' });
    expect(await client.take('pong')).toEqual({ type: 'pong' });
  });

  test('an id may be used again after complete, even in the same breath', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.create('b');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', PROGRESS, { id: 'a' });
    expect(await client.take('next')).toMatchObject(progress('a', 1));
    client.send({ id: '1', type: 'complete' });
    client.subscribe('1', PROGRESS, { id: 'b' });
    expect(await client.take('next')).toMatchObject(progress('b', 1));
    gateway.tasks.start('a');
    gateway.tasks.start('b');
    expect(await client.take('next')).toMatchObject(progress('b', 2));
    expect(gateway.hub.counts.subscribers).toBe(1);
  });

  test('the official client', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client: Client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { apiKey: 'key' },
    });
    const found: unknown[] = [];
    for await (const { data } of client.iterate({ query: PROGRESS, variables: { id: 'a' } })) {
      found.push(data);
      if (found.length === 1) gateway.tasks.start('a');
      if (found.length === 2) gateway.tasks.finish('a');
    }
    expect(found).toEqual([1, 2, 3].map((sequence) => progress('a', sequence).payload.data));
    await client.dispose();
  });
});

describe('who may', () => {
  test.each([
    ['no payload', undefined],
    ['no key', {}],
    ['a key that is unknown', { apiKey: 'stolen' }],
    ['another scheme', { authorization: 'Basic key' }],
  ])('4403: %s', async (_, payload) => {
    await using gateway = await Gateway.start();
    const client = await RawClient.open(gateway.socketUrl);
    client.send({ type: 'connection_init', payload });
    expect(await client.closed).toBe(4403);
  });

  test('a key that is revoked ends its streams before the next event, with 4403; other keys go on', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl, 'key-one');
    const other = await RawClient.connect(gateway.socketUrl, 'key-two');
    for (const each of [client, other]) {
      each.subscribe('1', PROGRESS, { id: 'a' });
      await each.take('next');
    }
    gateway.revoked.add('key-one');
    gateway.tasks.start('a');
    expect(await client.closed).toBe(4403);
    expect(client.received).toEqual([]);
    expect(await other.take('next')).toMatchObject(progress('a', 2));
  });

  test('4403: an operation on an old socket whose key was revoked', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    gateway.revoked.add('key');
    client.subscribe('1', '{ hello }');
    expect(await client.closed).toBe(4403);
  });

  test('what the root field refuses on subscribe is an error of the operation', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', 'subscription { forbidden { id } }');
    expect(await client.take('next')).toMatchObject({ payload: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
    await client.take('complete');
  });

  test('pages of other hosts may not connect, unless they are named', async () => {
    await using gateway = await Gateway.start({}, ['https://app.example.com']);
    const origins = [`http://127.0.0.1:${gateway.port}`, 'https://app.example.com'];
    for (const origin of origins) await RawClient.connect(gateway.socketUrl, 'key', { origin });
    for (const origin of ['https://evil.example.com', 'null']) {
      const [error] = await once(new RawClient(gateway.socketUrl, { origin }).socket, 'error');
      expect(String(error)).toContain('403');
    }
  });

  test('there is nothing on other paths', async () => {
    await using gateway = await Gateway.start();
    const [error] = await once(new RawClient(`${gateway.socketUrl}/else`).socket, 'error');
    expect(String(error)).toContain('404');
  });
});

describe('operations', () => {
  test('queries and mutations', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', '{ hello }');
    expect(await client.take('next')).toMatchObject({ id: '1', payload: { data: { hello: 'there' } } });
    await client.take('complete');
    client.subscribe('2', 'mutation { echo(text: "é") }');
    expect(await client.take('next')).toMatchObject({ payload: { data: { echo: 'é' } } });
    await client.take('complete');
  });

  test('whatever is wrong with an operation is said, and the others on the socket go on', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('live', PROGRESS, { id: 'a' });
    await client.take('next');
    const wrong = ['{', '{ missing }', '{ __schema { types { name } } }', 'query A { hello } query B { hello }'];
    for (const query of wrong) {
      client.subscribe('wrong', query);
      expect(await client.take('error')).toMatchObject({ id: 'wrong' });
    }
    client.subscribe('wrong', PROGRESS, {});
    expect(await client.take('next')).toMatchObject({ payload: { errors: [{}] } });
    await client.take('complete');
    gateway.contextFailure = new Error('a secret of the house');
    client.subscribe('wrong', '{ hello }');
    expect(await client.take('error')).toMatchObject({ payload: [{ message: 'Unexpected error.' }] });
    gateway.contextFailure = undefined;
    client.subscribe('wrong', '{ broken }');
    expect(JSON.stringify(await client.take('next'))).not.toContain('secret');
    await client.take('complete');
    gateway.tasks.start('a');
    expect(await client.take('next')).toMatchObject({ id: 'live', ...progress('a', 2) });
  });

  test('the 33rd operation is refused, the socket stays', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl);
    for (let i = 1; i <= 32; i++) client.subscribe(String(i), PROGRESS, { id: 'a' });
    for (let i = 1; i <= 32; i++) await client.take('next');
    client.subscribe('33', PROGRESS, { id: 'a' });
    expect(await client.take('error')).toMatchObject({
      id: '33',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    });
    client.send({ id: '1', type: 'complete' });
    client.subscribe('33', PROGRESS, { id: 'a' });
    expect(await client.take('next')).toMatchObject({ id: '33' });
  });

  test('more messages than can be worked on at once are all answered', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    for (let i = 0; i < 500; i++) client.send({ type: 'ping', payload: { i } });
    for (let i = 0; i < 500; i++) expect(await client.take('pong')).toMatchObject({ payload: { i } });
  });

  test('answers larger than what may wait for a socket all arrive, whole', async () => {
    await using gateway = await Gateway.start();
    const client = await RawClient.connect(gateway.socketUrl);
    client.socket.pause();
    for (let i = 0; i < 30; i++) client.subscribe(String(i), '{ large(size: 300000) }');
    client.socket.resume();
    for (let i = 0; i < 60; i++) await expect.poll(() => client.received.length).toBeGreaterThan(i);
    const answer = JSON.stringify({ data: { large: 'x'.repeat(300_000) } });
    const whole = client.received.filter(({ type, payload }) => type === 'next' && JSON.stringify(payload) === answer);
    expect(whole).toHaveLength(30);
  });
});

describe('what a subscriber is promised', () => {
  test('the current state, each change in order, the end, and complete; nothing of other tasks', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.create('b');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', PROGRESS, { id: 'a' });
    expect(await client.take('next')).toMatchObject(progress('a', 1));
    gateway.tasks.progress('b', 5);
    gateway.tasks.progress('a', 3);
    expect(await client.take('next')).toMatchObject(progress('a', 2, 3));
    gateway.tasks.finish('b');
    gateway.tasks.finish('a');
    expect(await client.take('next')).toMatchObject(progress('a', 3, 3));
    expect(await client.take('complete')).toEqual({ id: '1', type: 'complete' });
    expect(gateway.ws.counts).toEqual({ sockets: 1, subscriptions: 0 });
  });

  test('resumption with `after`, and the end for who comes late', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.start('a');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', PROGRESS, { id: 'a', after: 2 });
    client.subscribe('2', PROGRESS, { id: 'a', after: 1 });
    expect(await client.take('next')).toMatchObject({ id: '2', ...progress('a', 2) });
    client.send({ id: '2', type: 'complete' });
    await expect.poll(() => gateway.hub.counts.subscribers, { interval: 1 }).toBe(1);
    gateway.tasks.finish('a');
    expect(await client.take('next')).toMatchObject({ id: '1', ...progress('a', 3) });
    await client.take('complete');
    client.subscribe('3', PROGRESS, { id: 'a', after: 3 });
    expect(await client.take('next')).toMatchObject({ id: '3', ...progress('a', 3) });
    await client.take('complete');
  });

  test('all tasks', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', 'subscription { taskEvents { kind task { id } } }');
    expect(await client.take('next')).toMatchObject({ payload: { data: { taskEvents: { task: { id: 'a' } } } } });
    gateway.tasks.create('b');
    expect(await client.take('next')).toMatchObject({
      payload: { data: { taskEvents: { kind: 'created', task: { id: 'b' } } } },
    });
  });

  test('an event is executed once for all who may see the same, in a context of its own', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const query = 'subscription { taskProgress(id: "a") { sequence contextNumber authority } }';
    const keys = ['key-one', 'key-two', 'key-three', 'keyring'];
    const clients = await Promise.all(keys.map((key) => RawClient.connect(gateway.socketUrl, key)));
    const states: string[][] = [];
    for (const change of [() => undefined, () => gateway.tasks.start('a')]) {
      if (states.length === 0) for (const client of clients) client.subscribe('1', query);
      change();
      states.push(
        await Promise.all(clients.map(async (client) => JSON.stringify((await client.take('next')).payload))),
      );
    }
    const state = (sequence: number, contextNumber: number, authority: string) =>
      JSON.stringify({ data: { taskProgress: { sequence, contextNumber, authority } } });
    for (const [index, found] of states.entries()) {
      expect(new Set(found)).toHaveLength(2);
      expect(new Set(found.slice(0, 3))).toHaveLength(1);
      const numbers = index === 0 ? [1, 2] : [3, 4];
      expect(numbers.map((number) => state(index + 1, number, 'key'))).toContain(found[0]);
      expect(numbers.map((number) => state(index + 1, number, 'keyring'))).toContain(found[3]);
    }
    expect(gateway.executions).toBe(4);
  });

  test('one who stands still among 50 others: nobody is late, little waits, and it is closed with 1013', async () => {
    // The time of the one who stands still passes when the events are over, however long a busy machine takes for them.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await using gateway = await Gateway.start({ stall: 200 });
    gateway.tasks.create('a');
    const stalled = await RawClient.connect(gateway.socketUrl);
    stalled.subscribe('1', 'subscription { taskProgress(id: "a") { sequence padding(size: 1000000) } }');
    await stalled.take('next');
    stalled.socket.pause();
    const others = await Promise.all(Array.from({ length: 50 }, () => RawClient.connect(gateway.socketUrl)));
    for (const other of others) other.subscribe('1', PROGRESS, { id: 'a' });
    await Promise.all(others.map((other) => other.take('next')));
    const events = 60;
    for (let i = 2; i <= events; i++) {
      gateway.tasks.progress('a');
      for (const other of others) expect(await other.take('next')).toMatchObject(progress('a', i, i - 1));
    }
    expect(gateway.hub.counts.dropped).toBeGreaterThan(0);
    vi.advanceTimersByTime(500);
    await expect.poll(() => gateway.hub.counts.subscribers).toBe(50);
    stalled.socket.resume();
    expect(await stalled.closed).toBe(1013);
    // What the system's own buffers held, and one that waited.
    expect(stalled.received.length).toBeLessThan(events / 2);
    expect(gateway.errors).toEqual([]);
  });

  test('1001 on shutdown, without an end of the streams, although one does not read', async () => {
    await using gateway = await Gateway.start({ close: 50 });
    gateway.tasks.create('a');
    const clients = await Promise.all([1, 2, 3].map(() => RawClient.connect(gateway.socketUrl)));
    for (const client of clients) {
      client.subscribe('1', PROGRESS, { id: 'a' });
      await client.take('next');
    }
    clients[0].socket.pause();
    await gateway.ws.close();
    gateway.hub.close();
    expect(await clients[1].closed).toBe(1001);
    expect(await clients[2].closed).toBe(1001);
    expect(clients.flatMap(({ received }) => received)).toEqual([]);
    expect(gateway.ws.counts).toEqual({ sockets: 0, subscriptions: 0 });
    clients[0].socket.terminate();
  });

  test('nothing stays of sockets that are gone', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.connect(gateway.socketUrl)));
    for (const client of clients) for (const id of ['1', '2']) client.subscribe(id, PROGRESS, { id: 'a' });
    await expect.poll(() => gateway.ws.counts).toEqual({ sockets: 20, subscriptions: 40 });
    for (const [index, client] of clients.entries()) {
      if (index % 2 === 0) client.socket.close();
      else client.socket.terminate();
    }
    await expect.poll(() => gateway.ws.counts).toEqual({ sockets: 0, subscriptions: 0 });
    expect(gateway.hub.counts.subscribers).toBe(0);
  });

  test('pings go out; who answers none is dropped', async () => {
    await using gateway = await Gateway.start({ ping: 10 });
    const silent = await RawClient.connect(gateway.socketUrl, 'key', { autoPong: false });
    const alive = await RawClient.connect(gateway.socketUrl);
    expect(await silent.closed).toBe(1006);
    await once(alive.socket, 'ping');
    await once(alive.socket, 'ping');
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('an error of the stream is reported and closes with 1013, so that the client comes back', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await RawClient.connect(gateway.socketUrl);
    client.subscribe('1', PROGRESS, { id: 'a' });
    await client.take('next');
    vi.spyOn(gateway.revoked, 'has').mockImplementation(() => {
      throw new Error('the database is away');
    });
    gateway.tasks.start('a');
    expect(await client.closed).toBe(1013);
    expect(gateway.errors).toHaveLength(1);
  });
});
