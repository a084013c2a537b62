import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createClient } from 'graphql-sse';
import { createSchema, createYoga } from 'graphql-yoga';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { serveEventStreams } from '../../src/fronts/sse/serve.ts';
import { SseClient } from './sse-client.ts';
import { Gateway } from './subscription-gateway.ts';

const PROGRESS = 'subscription { taskProgress(id: "a") { sequence } }';

const next = (sequence: number) => ({
  id: String(sequence),
  event: 'next',
  data: { data: { taskProgress: { sequence } } },
});
const COMPLETE = { event: 'complete', data: '' };

describe('event streams', () => {
  test('the current state, each change, the end, complete; with the sequences as ids', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.create('b');
    const client = await SseClient.open(gateway.url, PROGRESS);
    expect(client.response.headers['content-type']).toBe('text/event-stream');
    expect(await client.take()).toEqual(next(1));
    gateway.tasks.start('b');
    gateway.tasks.start('a');
    expect(await client.take()).toEqual(next(2));
    gateway.tasks.finish('a');
    expect(await client.take()).toEqual(next(3));
    expect(await client.take()).toEqual(COMPLETE);
    expect(await client.take()).toBeUndefined();
    expect(gateway.sse.open).toBe(0);
    expect(gateway.hub.counts.subscribers).toBe(0);
  });

  test('Last-Event-ID resumes; a strange one is as good as none', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.start('a');
    const resumed = await SseClient.open(gateway.url, PROGRESS, { 'last-event-id': '2' });
    const strange = await SseClient.open(gateway.url, PROGRESS, { 'last-event-id': '-7e400' });
    expect(await strange.take()).toEqual(next(2));
    gateway.tasks.start('a');
    expect(await resumed.take()).toEqual(next(3));
  });

  test('the argument goes before the header', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    gateway.tasks.start('a');
    const query = 'subscription { taskProgress(id: "a", after: 1) { sequence } }';
    const client = await SseClient.open(gateway.url, query, { 'last-event-id': '2' });
    expect(await client.take()).toEqual(next(2));
  });

  test('the official client', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = createClient({ url: gateway.url, headers: { authorization: 'Bearer key' } });
    const found: unknown[] = [];
    for await (const result of client.iterate({ query: PROGRESS })) {
      found.push(result);
      if (found.length === 1) gateway.tasks.start('a');
      if (found.length === 2) gateway.tasks.finish('a');
    }
    expect(found).toEqual([1, 2, 3].map((sequence) => next(sequence).data));
    const errors: unknown[] = [];
    for await (const result of client.iterate({ query: '{ __schema { types { name } } }' })) errors.push(result);
    expect(errors).toMatchObject([{ errors: [{}, {}] }]);
    client.dispose();
  });

  test('a key that is revoked ends the stream with an error, then complete', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await SseClient.open(gateway.url, PROGRESS);
    await client.take();
    gateway.revoked.add('key');
    gateway.tasks.start('a');
    expect(await client.take()).toMatchObject({
      event: 'next',
      data: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
    expect(await client.take()).toEqual(COMPLETE);
    expect(gateway.hub.counts.subscribers).toBe(0);
  });

  test('an operation that is refused on subscribe, or by a rule, is answered with its errors', async () => {
    await using gateway = await Gateway.start();
    const forbidden = await SseClient.open(gateway.url, 'subscription { forbidden { id } }');
    expect(await forbidden.take()).toMatchObject({ data: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
    const nobody = await SseClient.open(gateway.url, PROGRESS, { key: 'stolen' });
    expect(await nobody.take()).toMatchObject({ data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    const invalid = await SseClient.open(gateway.url, 'subscription { missing { id } }');
    expect(await invalid.take()).toMatchObject({ data: { errors: [{}] } });
    expect(gateway.sse.open).toBe(0);
  });

  test('a subscription for a client that takes no event stream is not begun', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await SseClient.open(gateway.url, PROGRESS, { accept: 'application/json' });
    expect(client.response.statusCode).toBe(406);
    await expect.poll(() => gateway.hub.counts.subscribers).toBe(0);
  });

  test('pings keep the connection alive', async () => {
    await using gateway = await Gateway.start({ ping: 5 });
    gateway.tasks.create('a');
    const client = await SseClient.open(gateway.url, PROGRESS);
    await client.take();
    const frame = client.take();
    await expect.poll(() => client.pings, { interval: 5 }).toBeGreaterThan(3);
    gateway.tasks.start('a');
    expect(await frame).toEqual(next(2));
  });

  test('a client that goes away leaves nothing behind', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await SseClient.open(gateway.url, PROGRESS);
    await client.take();
    expect(gateway.sse.open).toBe(1);
    client.response.destroy();
    await expect.poll(() => gateway.sse.open, { interval: 5 }).toBe(0);
    expect(gateway.hub.counts.subscribers).toBe(0);
    expect(gateway.errors).toEqual([]);
  });

  test('one who stands still among 50 others: nobody is late, little waits, and it is cut', async () => {
    // The time of the one who stands still passes when the events are over, however long a busy machine takes for them.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await using gateway = await Gateway.start({ stall: 200 });
    gateway.tasks.create('a');
    const stalled = await SseClient.open(
      gateway.url,
      'subscription { taskProgress(id: "a") { sequence padding(size: 1000000) } }',
    );
    stalled.response.pause();
    const others = await Promise.all(Array.from({ length: 50 }, () => SseClient.open(gateway.url, PROGRESS)));
    await Promise.all(others.map((other) => other.take()));
    const events = 60;
    for (let i = 2; i <= events; i++) {
      gateway.tasks.progress('a');
      for (const other of others) expect(await other.take()).toEqual(next(i));
    }
    expect(gateway.hub.counts.dropped).toBeGreaterThan(0);
    vi.advanceTimersByTime(500);
    await expect.poll(() => gateway.hub.counts.subscribers).toBe(50);
    expect(gateway.sse.open).toBe(50);
    let frames = 0;
    for (let frame = await stalled.take(); frame !== undefined; frame = await stalled.take()) frames++;
    expect(frames).toBeLessThan(events / 2);
    expect(gateway.errors).toEqual([]);
  });

  test('on shutdown streams end at once without an event, although one does not read', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const client = await SseClient.open(gateway.url, PROGRESS);
    await client.take();
    const stalled = await SseClient.open(
      gateway.url,
      'subscription { taskProgress(id: "a") { sequence padding(size: 20000000) } }',
    );
    stalled.response.pause();
    const rest = client.take();
    const closed = new Promise((resolve) => gateway.server.close(resolve));
    gateway.sse.close();
    gateway.server.closeIdleConnections();
    expect(await rest).toBeUndefined();
    await closed;
    expect(gateway.sse.open).toBe(0);
    expect(gateway.hub.counts.subscribers).toBe(0);
  });

  test('subscribers over both fronts share the work', async () => {
    await using gateway = await Gateway.start();
    gateway.tasks.create('a');
    const clients = await Promise.all([1, 2, 3].map(() => SseClient.open(gateway.url, PROGRESS)));
    for (const client of clients) await client.take();
    const before = gateway.executions;
    gateway.tasks.start('a');
    for (const client of clients) expect(await client.take()).toEqual(next(2));
    expect(gateway.executions).toBe(before + 1);
  });
});

test("behind Hono's adapter a stream runs, and ends with its client", async () => {
  const front = serveEventStreams((error) => {
    throw error;
  });
  const released = Promise.withResolvers<void>();
  async function* count(): AsyncGenerator<number, void> {
    try {
      for (let i = 1; ; i++) yield i;
    } finally {
      released.resolve();
    }
  }
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: 'type Query { a: Int } type Subscription { count: Int! }',
      resolvers: { Subscription: { count: { subscribe: count, resolve: (i: number) => i } } },
    }),
    plugins: [front.plugin],
    logging: false,
  });
  const server = serve({ fetch: (request, env) => yoga.fetch(request, env), port: 0, createServer });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port }: AddressInfo = Object(server.address());
  const client = await SseClient.open(`http://127.0.0.1:${port}/graphql`, 'subscription { count }');
  for (let i = 1; i <= 3; i++) expect(await client.take()).toEqual({ event: 'next', data: { data: { count: i } } });
  expect(front.open).toBe(1);
  client.response.destroy();
  await released.promise;
  expect(front.open).toBe(0);
  server.close();
});
