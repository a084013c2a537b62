import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { type Door, openDoor } from '../../src/fronts/http/door.ts';
import { Metrics } from '../../src/fronts/http/metrics.ts';
import {
  countedAs,
  type DoorEnv,
  jsonOnly,
  keyCheck,
  limitedBody,
  rateLimit,
} from '../../src/fronts/http/middleware.ts';
import { Rates } from '../../src/fronts/http/rates.ts';
import { refusalOf } from '../../src/fronts/http/refused.ts';
import { openLog } from '../../src/log.ts';

const ACCESS: Access = { keyId: 'k', scopes: new Set(['read']), groups: null, expiresAt: null };
const WITH_KEY = { authorization: 'Bearer key', 'content-type': 'application/json' };

let door: Door;
let url: string;
let lines: string[];

/** A front as another API may have it: its errors are one text. */
beforeEach(async () => {
  lines = [];
  const log = openLog('debug', false, (line) => lines.push(line));
  const none = () => ({});
  const generated = () => ({ rows: 0, bytes: 0 });
  const webhooks = () => ({ attempts: 0, delivered: 0, failed: 0, pending: 0 });
  const figures = {
    webhooks,
    tasks: none,
    slices: () => 0,
    finished: none,
    generated,
    subscribers: none,
    events: none,
    restarts: none,
  };
  door = openDoor({ ready: async () => ({}), metrics: new Metrics(figures), origins: [], log });
  const front = new Hono<DoorEnv>();
  front.onError((error, context) => {
    const { status, code, headers } = refusalOf(error, log);
    return context.json({ error: code }, status, headers);
  });
  const authenticate = async (token: string): Promise<Access | null> => (token === 'key' ? ACCESS : null);
  front.use('/other/*', countedAs('other'), keyCheck({ authenticate, required: true }), rateLimit(new Rates(10), 5));
  front.use('/other/*', jsonOnly(), limitedBody());
  front.post('/other/things/:id', async (context) =>
    context.json({ id: context.req.param('id'), body: await context.req.json(), key: context.get('access')?.keyId }),
  );
  front.get('/other/broken', () => {
    throw new Error('a secret of the house');
  });
  door.mount(front);
  door.server.listen(0, '127.0.0.1');
  await once(door.server, 'listening');
  const address: AddressInfo | string | null = door.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  url = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => await door.close(1000));

async function asked(path: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const response = await fetch(`${url}${path}`, { headers: WITH_KEY, ...init });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  return [response.status, await response.json()];
}

const post = { method: 'POST', body: '{"a":1}' };

describe('a front that is mounted', () => {
  test('knows who asks, and reads bodies', async () => {
    expect(await asked('/other/things/a%2Fb', post)).toEqual([200, { id: 'a/b', body: { a: 1 }, key: 'k' }]);
  });

  test('refuses what the door refuses, in a form of its own', async () => {
    expect(await asked('/other/things/1', { ...post, headers: {} })).toEqual([401, { error: 'UNAUTHENTICATED' }]);
    const plain = { ...WITH_KEY, 'content-type': 'text/plain' };
    expect(await asked('/other/things/1', { ...post, headers: plain })).toEqual([
      415,
      { error: 'UNSUPPORTED_MEDIA_TYPE' },
    ]);
    const large = { method: 'POST', body: `"${'x'.repeat(2_000_000)}"` };
    expect(await asked('/other/things/1', large)).toEqual([413, { error: 'REQUEST_ENTITY_TOO_LARGE' }]);
    expect(await asked('/other/things/1', post)).toEqual([429, { error: 'RATE_LIMITED' }]);
  });

  test('logs what nobody foresaw, and tells nothing of it', async () => {
    expect(await asked('/other/broken')).toEqual([500, { error: 'INTERNAL' }]);
    expect(lines).toEqual([expect.stringContaining('a secret of the house')]);
  });

  test('is counted under its name, and what it does not have under none', async () => {
    await asked('/other/things/1', post);
    await asked('/nothing');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('rowmill_http_requests_total{front="other",method="POST",status="200"} 1');
    expect(metrics).toContain('rowmill_http_requests_total{front="none",method="GET",status="404"} 1');
  });

  test('another method is 405 and names those that there are', async () => {
    const response = await fetch(`${url}/other/things/1`, { method: 'PUT', headers: WITH_KEY, body: '{}' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });
});

describe('a request that is none', () => {
  test.each([
    ['HTTP/1.0 without a host', 'GET /health HTTP/1.0\r\n\r\n', 200],
    ['an address of everything', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET /health HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', 400],
    ['an address of elsewhere', 'GET http://else.where/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 200],
  ])('%s is answered', async (_, request, status) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(request);
    const answer = await text(socket);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    expect(lines).toEqual([]);
  });
});
