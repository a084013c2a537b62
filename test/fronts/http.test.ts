import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { GraphQLError } from 'graphql';
import { serverAudits } from 'graphql-http';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/artifacts/store-error.ts';
import { DatabaseStuck } from '../../src/entities/database/store-full.ts';
import { HostFailure } from '../../src/workers/host/model-host.ts';
import { KEY, SmallGateway } from './small-gateway.ts';

const WITH_KEY = { authorization: `Bearer ${KEY}` };

async function codesOf(response: Response): Promise<unknown[]> {
  const { errors } = JSON.parse(await response.text());
  return errors.map(({ extensions }: GraphQLError) => extensions.code);
}

describe('paths', () => {
  test('the root points to the API; what is not there is 404 as JSON', async () => {
    await using gateway = await SmallGateway.open();
    expect(await (await fetch(gateway.url)).json()).toMatchObject({ graphql: '/graphql' });
    for (const path of ['/nothing', '/graphql/deeper', '/health/', '//', '/__proto__', '/constructor']) {
      const response = await fetch(`${gateway.url}${path}`);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 404, 'application/json']);
      expect(await codesOf(response)).toEqual(['NOT_FOUND']);
    }
  });

  test('downloads have all paths below /artifacts', async () => {
    await using gateway = await SmallGateway.open();
    for (const path of ['/artifacts/a/b.csv?signature=x', '/artifacts/a.zip', '/artifacts/a/b/c', '/artifacts/']) {
      const response = await fetch(`${gateway.url}${path}`);
      expect([path, response.status]).toEqual([path, path.includes('.') ? 403 : 404]);
      expect(await response.json()).toMatchObject({ error: { code: expect.any(String) } });
    }
  });

  test('what can only be read is read by GET and HEAD only', async () => {
    await using gateway = await SmallGateway.open();
    const posted = await fetch(`${gateway.url}/health`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const head = await fetch(`${gateway.url}/health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('every answer forbids to guess its type and to frame it', async () => {
    await using gateway = await SmallGateway.open();
    for (const response of [await fetch(gateway.url), await gateway.post({ query: '{ node { name } }' })]) {
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

describe('keys', () => {
  test('a wrong key is refused before anything is read', async () => {
    await using gateway = await SmallGateway.open();
    for (const authorization of ['Bearer rm_wrong', 'Basic YTpi', KEY, 'Bearer ']) {
      const response = await gateway.post('this is no JSON', { authorization });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await codesOf(response)).toEqual(['UNAUTHENTICATED']);
    }
  });

  test('who has none may look around in development, and not in production', async () => {
    await using development = await SmallGateway.open();
    expect((await development.post({ query: '{ __typename }' }, {})).status).toBe(200);
    await using production = await SmallGateway.open({ production: true });
    expect((await production.post({ query: '{ __typename }' }, {})).status).toBe(401);
    expect((await production.post({ query: '{ __typename }' })).status).toBe(200);
  });
});

describe('bodies', () => {
  const large = JSON.stringify({ query: '{ node { name } }', variables: { text: 'x'.repeat(2_000_000) } });

  test('a body of more than a megabyte is refused, announced or not', async () => {
    await using gateway = await SmallGateway.open();
    expect((await gateway.post(large)).status).toBe(413);
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const headers = { ...WITH_KEY, 'content-type': 'application/json' };
    const streamed = { method: 'POST', headers, body: chunked, duplex: 'half' } as const;
    expect((await fetch(`${gateway.url}/graphql`, streamed)).status).toBe(413);
  });

  test('only JSON is taken: what a web page can send without asking is not', async () => {
    await using gateway = await SmallGateway.open();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await gateway.post('query={__typename}', { ...WITH_KEY, 'content-type': type });
      expect([type, response.status]).toEqual([type, 415]);
    }
  });

  test('several operations in one body are refused', async () => {
    await using gateway = await SmallGateway.open();
    const response = await gateway.post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect([response.status, await codesOf(response)]).toEqual([400, ['BAD_REQUEST']]);
  });

  test('a GET asks, and changes nothing', async () => {
    await using gateway = await SmallGateway.open();
    const get = async (query: string): Promise<Response> =>
      await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: WITH_KEY });
    expect(await (await get('{ node { name } }')).json()).toMatchObject({ data: { node: { name: 'root' } } });
    expect((await get('mutation { rename(name: "x") { name } }')).status).toBe(405);
  });
});

describe('GET in production', () => {
  const ask = async (gateway: SmallGateway, query: string, accept: string): Promise<Response> =>
    await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { ...WITH_KEY, accept } });

  test('asks for nothing, and opens event streams', async () => {
    await using gateway = await SmallGateway.open({ production: true });
    for (const accept of ['application/json', '*/*', 'text/html']) {
      const refused = await ask(gateway, '{ node { name } }', accept);
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await codesOf(refused)).toEqual(['METHOD_NOT_ALLOWED']);
    }
    const stream = await ask(gateway, 'subscription { node { name } }', 'text/event-stream');
    expect(await stream.text()).toContain('"name":"root"');
  });
});

describe('web pages', () => {
  const ask = async (gateway: SmallGateway, origin: string, method = 'GET'): Promise<Response> =>
    await fetch(`${gateway.url}/graphql?query={__typename}`, { method, headers: { origin } });

  test('those of the list may call, others get nothing that lets them', async () => {
    await using gateway = await SmallGateway.open({ origins: ['https://app.example.com'] });
    const allowed = await ask(gateway, 'https://app.example.com', 'OPTIONS');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await ask(gateway, 'https://app.example.com')).headers.has('access-control-allow-origin')).toBe(true);
    for (const origin of ['https://evil.example.com', 'null']) {
      const other = await ask(gateway, origin, 'OPTIONS');
      expect([...other.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('costs', () => {
  test('each answer tells its cost', async () => {
    await using gateway = await SmallGateway.open({ costOf: () => 7 });
    expect(await (await gateway.post({ query: '{ __typename }' })).json()).toEqual({
      data: { __typename: 'Query' },
      extensions: { cost: 7 },
    });
  });

  test('who has spent the points of a minute is told when to come again, over HTTP and SSE', async () => {
    await using gateway = await SmallGateway.open({ costOf: () => 40, rate: 100 });
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) statuses.push((await gateway.post({ query: '{ __typename }' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await gateway.post({ query: '{ __typename }' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codesOf(refused)).toEqual(['RATE_LIMITED']);
    const headers = { ...WITH_KEY, accept: 'text/event-stream' };
    expect((await gateway.post({ query: 'subscription { node { name } }' }, headers)).status).toBe(429);
  });
});

describe('errors', () => {
  const secret = 'postgres://rowmill:hunter2@db/rowmill';
  const failures = {
    bug: new Error(`boom at ${secret}`),
    away: new Error('query failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }),
    full: new Error('insert failed', { cause: Object.assign(new Error('could not extend file'), { code: '53100' }) }),
    panic: new DatabaseStuck(Object.assign(new Error('no pg_control'), { code: '58P01' })),
    stuck: new DatabaseStuck(
      Object.assign(new Error('could not write to file "pg_wal/xlogtemp.42"'), { code: '53100' }),
    ),
    store: new StoreError('NO_FOLDER', `no ${secret}`, {
      cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
    }),
    busy: new HostFailure('busy', 'others come first'),
    spent: new HostFailure('spent', 'enough for now', { retryAfter: 17 }),
    told: new GraphQLError('Told.', { extensions: { code: 'OWN' } }),
  };

  test('what nobody foresaw is logged whole and not told', async () => {
    await using gateway = await SmallGateway.open({ failures });
    const response = await gateway.post({ query: '{ fail(how: "bug") }' });
    const text = await response.text();
    expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'INTERNAL' });
    expect(text).not.toContain('boom');
    const logged = gateway.lines.join('');
    expect(logged).toContain('boom at postgres://rowmill:***@db/rowmill');
    expect(logged).toContain('at ');
    expect(logged).not.toContain('hunter2');
  });

  test('a database that is away is 503, wherever it is missed', async () => {
    const authenticate = async () => {
      throw failures.away;
    };
    await using gateway = await SmallGateway.open({ failures });
    const inside = await gateway.post({ query: '{ fail(how: "away") }' });
    const panicked = await gateway.post({ query: '{ fail(how: "panic") }' });
    await using locked = await SmallGateway.open({ authenticate });
    for (const response of [inside, panicked, await locked.post({ query: '{ __typename }' })]) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await codesOf(response)).toEqual(['DATABASE_UNAVAILABLE']);
    }
  });

  test('a store that is away is 503, and not told as a database', async () => {
    await using gateway = await SmallGateway.open({ failures });
    const response = await gateway.post({ query: '{ fail(how: "store") }' });
    const text = await response.text();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('STORE_UNAVAILABLE');
    expect(text).not.toContain('hunter2');
  });

  test('a full disk under the database is 503, and tells nothing of the file', async () => {
    await using gateway = await SmallGateway.open({ failures });
    for (const how of ['full', 'stuck']) {
      const response = await gateway.post({ query: `{ fail(how: "${how}") }` });
      const text = await response.text();
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
      expect(JSON.parse(text).errors[0].extensions.code).toBe('STORE_FULL');
      expect(text).not.toMatch(/extend|pg_wal/);
    }
  });

  test('a model whose turn does not come is 503, and no error of ours', async () => {
    await using gateway = await SmallGateway.open({ failures });
    const response = await gateway.post({ query: '{ fail(how: "busy") }' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await codesOf(response)).toEqual(['BUSY']);
    const levels = gateway.lines.map((line) => JSON.parse(line).level);
    expect(levels).toContain('warn');
    expect(levels).not.toContain('error');
  });

  test('a key that has used up its time is told when it may come again', async () => {
    await using gateway = await SmallGateway.open({ failures });
    const response = await gateway.post({ query: '{ fail(how: "spent") }' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '17']);
    expect(await codesOf(response)).toEqual(['RATE_LIMITED']);
  });

  test('what is meant for callers reaches them', async () => {
    await using gateway = await SmallGateway.open({ failures });
    expect(await codesOf(await gateway.post({ query: '{ fail(how: "told") }' }))).toEqual(['OWN']);
  });
});

describe('the end', () => {
  test('what is being answered is finished; idle connections and new ones are not', async () => {
    const { promise: answerable, resolve: allow } = Promise.withResolvers<void>();
    const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
    await using gateway = await SmallGateway.open({
      ready: async () => {
        noteAsked();
        await answerable;
        return { database: true };
      },
    });
    const { url } = gateway;
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await once(idle, 'connect');
    const asking = fetch(`${url}/ready`);
    await asked;
    const idleClosed = once(idle.resume(), 'close');
    const closed = gateway.fronts.close(10_000);
    await idleClosed;
    await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
    allow();
    // It began before the end, and knows of it.
    const response = await asking;
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not ready', database: true, open: false },
    ]);
    await closed;
  });

  test('what does not finish is cut when the patience is over', async () => {
    await using gateway = await SmallGateway.open({ ready: async () => await new Promise(() => undefined) });
    const request = httpRequest(`${gateway.url}/ready`).end();
    const failed = once(request, 'error');
    await once(gateway.fronts.server, 'request');
    await gateway.fronts.close(50);
    await expect(failed.then(([error]) => String(error))).resolves.toContain('socket hang up');
  });
});

describe('conformance to GraphQL over HTTP', async () => {
  const gateway = await SmallGateway.open();
  // The suite's own tests are of the form that vitest takes.
  for (const audit of serverAudits({ url: `${gateway.url}/graphql`, fetchFn: fetch })) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      expect(result).toMatchObject({ status: expect.stringMatching(/^(?:ok|notice)$/) });
    });
  }
});
