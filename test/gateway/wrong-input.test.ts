import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { RawClient } from '../fronts/ws-client.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';

/** What clients get wrong, or try. None of it is an error of the gateway. */
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const WATCH = 'subscription { taskEvents { kind } }';
const PAYLOADS: readonly string[] = [
  '{}',
  '{"query":null}',
  '{"query":7}',
  '{"query":""}',
  '{"query":"{"}',
  '{"query":"{ nothing }"}',
  '{"query":"query a { __typename } query b { __typename }"}',
  '{"query":"query a { __typename }","operationName":"c"}',
  '{"query":"fragment f on Query { __typename }"}',
  '{"query":"{ __typename }","variables":[]}',
  '{"query":"{ __typename }","variables":"x"}',
  '{"query":"{ __typename }","extensions":7}',
  `{"query":"{ __typename }","variables":{"deep":${DEEP}}}`,
  `{"query":"${WATCH}","variables":{"deep":${DEEP}}}`,
  `{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":${DEEP}}}`,
  '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":{"__proto__":{}}}}',
  '{"query":"{ node(id: \\"\\u0000\\") { id } }"}',
  '{"query":"{ node(id: \\"\\ud800\\") { id } }"}',
  '{"query":"{ task(id: \\"VGFzazpcdTAwMDA\\") { id } }"}',
  '{"query":"{ projects(first: -1) { totalCount } }"}',
  '{"query":"{ projects(first: 5, after: \\"\\u0000\\") { totalCount } }"}',
  '{"query":"{ projects(first: 5, after: \\"eyJ4IjoxfQ\\") { nodes { id } } }"}',
  '{"query":"subscription { taskProgress(id: \\"x\\") { id } }"}',
  '{"query":"subscription { taskProgress(id: \\"\\u0000\\", after: -1) { id } }"}',
  '{"query":"subscription { a: taskEvents { kind } b: taskEvents { kind } }"}',
];

let gateway: OpenGateway;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createServerDatabase();
  ({ drop } = database);
  gateway = await openGateway({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await drop();
});

const errors = (): readonly string[] => gateway.lines.filter((line) => line.includes('"level":"error"'));
const socketUrl = (): string => `${gateway.app.url.replace('http', 'ws')}/graphql`;

/** The figure of open subscriptions, once nobody watches any more. */
async function nobodyWatches(): Promise<void> {
  await vi.waitFor(async () => {
    const text = await (await fetch(`${gateway.app.url}/metrics`)).text();
    expect(text).toContain('rowmill_subscribers{front="websocket"} 0');
    expect(text).toContain('rowmill_subscribers{front="sse"} 0');
  }, 60_000);
}

describe('a wrong message is the mistake of its client', () => {
  test('frames of WebSocket', async () => {
    const frames = [
      '',
      '7',
      '[]',
      'null',
      '{"type":"next","id":"1","payload":{}}',
      '{"type":"error","id":"1","payload":[{"message":"x"}]}',
      '{"type":"connection_ack"}',
      '{"type":"connection_init","payload":7}',
      '{"type":"complete","id":"unknown"}',
      '{"type":"nothing"}',
      '{"type":"subscribe","id":"__proto__","payload":{"query":"{ __typename }"}}',
      ...PAYLOADS.map((payload) => `{"type":"subscribe","id":"1","payload":${payload}}`),
    ];
    for (const frame of frames) {
      const client = await RawClient.connect(socketUrl(), gateway.key);
      client.subscribe('watch', WATCH);
      client.socket.send(frame);
      client.socket.send(frame);
      // The second one ends the socket where nothing before it has; what comes behind it begins nothing.
      client.send({ type: 'connection_init' });
      client.subscribe('late', WATCH);
      expect([frame.slice(0, 100), await client.closed]).toEqual([
        frame.slice(0, 100),
        expect.toBeOneOf([4400, 4409, 4429]),
      ]);
    }
    expect(errors()).toEqual([]);
    await nobodyWatches();
  });

  test('binary frames, and frames that break the protocol beneath', async () => {
    for (const bytes of [
      Buffer.from([0x81, 0x05, 1, 2, 3, 4, 5]),
      Buffer.from([0xff, 0xff]),
      Buffer.from([0xc1, 0x80, 0, 0, 0, 0]),
    ]) {
      const client = await RawClient.connect(socketUrl(), gateway.key);
      client.subscribe('watch', WATCH);
      // oxlint-disable-next-line typescript/no-unsafe-member-access -- beneath what the client's library would send
      Reflect.get(client.socket, '_socket').write(bytes);
      expect(await client.closed).toBeGreaterThanOrEqual(1002);
    }
    const binary = await RawClient.connect(socketUrl(), gateway.key);
    binary.socket.send(Buffer.from([0xff, 0xfe, 0x00]));
    expect(await binary.closed).toBe(4400);
    expect(errors()).toEqual([]);
    await nobodyWatches();
  });

  test.each(['application/json', 'text/event-stream', 'text/plain'])(
    'bodies by POST, asking for %s',
    async (accept) => {
      const bodies = ['', '{', 'null', '7', '"x"', '[]', '[null]', '{"query":{}}', ...PAYLOADS];
      for (const body of bodies) {
        const response = await fetch(`${gateway.app.url}/graphql`, {
          method: 'POST',
          headers: { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/json', accept },
          body,
        });
        // A stream that is open is left, the others are answered.
        if (response.headers.get('content-type') === 'text/event-stream') await response.body?.cancel();
        else await response.text();
        expect([body.slice(0, 100), response.status]).toEqual([
          body.slice(0, 100),
          expect.toSatisfy((status: number) => status < 500),
        ]);
      }
      expect(errors()).toEqual([]);
      await nobodyWatches();
    },
  );

  test('subscriptions by GET and HEAD, whatever is asked for', async () => {
    const address = `${gateway.app.url}/graphql?query=${encodeURIComponent(WATCH)}`;
    for (const method of ['GET', 'HEAD']) {
      for (const accept of ['text/event-stream', '*/*', 'application/json', 'image/png', 'multipart/mixed']) {
        const abort = new AbortController();
        const headers = { authorization: `Bearer ${gateway.key}`, accept };
        const response = await fetch(address, { method, headers, signal: abort.signal });
        expect(response.status).toBeLessThan(500);
        abort.abort();
      }
    }
    expect(errors()).toEqual([]);
    await nobodyWatches();
  });
});
