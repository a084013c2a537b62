import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { runScript } from '../loading/run-script.ts';
import { useDatabase } from '../loading/use-database.ts';
import { type Answer, newKey, RestClient } from './rest-client.ts';

const SHOP: { entities: object[] } = JSON.parse(
  readFileSync(new URL('../dialects/fabricate/shop/definition.json', import.meta.url), 'utf8'),
);
const definition = (name: string): object => ({ ...SHOP, name });
/** What no task has. */
const NO_ID = 'VGFzazowMWEyMjgwMi02YzIxLTc1ZDEtODFlYy0wODYzMjZkZjk4ZTM=';

let gateway: OpenGateway;
let client: RestClient;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createServerDatabase();
  ({ drop } = database);
  gateway = await openGateway({
    DATABASE_URL: database.url,
    ROWMILL_LOG: 'debug',
    ROWMILL_SECRET_KEY: randomBytes(32).toString('base64'),
  });
  await modelsRun(gateway);
  client = new RestClient(`${gateway.app.url}/api/v1`, gateway.key);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await drop();
});

/** A task when it has ended, as clients poll for it. */
async function ended(id: string): Promise<Answer['body']> {
  return await vi.waitFor(async () => {
    const { body } = await client.call('GET', `/generate_tasks/${id}`);
    expect(body.completed).toBe(true);
    return body;
  }, 60_000);
}

async function generated(body: object): Promise<Answer['body']> {
  const started = await client.call('POST', '/generate_tasks', { workspace: 'ws', database: 'shop', ...body });
  expect([started.status, started.body.error]).toEqual([200, null]);
  return await ended(started.body.id);
}

/** What was made, fetched as clients do: without a key. */
async function fetched({ data_url: url }: Answer['body']): Promise<Response> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return response;
}

/** The files of a zip, unpacked into a folder of their own. */
async function unpacked(task: Answer['body']): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-fabricate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const response = await fetched(task);
  expect(response.headers.get('content-type')).toBe('application/zip');
  writeFileSync(join(folder, 'data.zip'), Buffer.from(await response.arrayBuffer()));
  execFileSync('python3', ['-m', 'zipfile', '-e', 'data.zip', '.'], { cwd: folder });
  return folder;
}

const csvOf = async (task: Answer['body']): Promise<string[][]> =>
  (await (await fetched(task)).text())
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

beforeAll(async () => {
  const { status } = await client.call('POST', '/workspaces/ws/databases', definition('shop'));
  if (status !== 200) throw new Error(`the shop was refused with ${status}`);
});

describe('databases', () => {
  test('are put by name, read back as they were sent, listed and deleted', async () => {
    const ws = encodeURIComponent('a/b c.d ü 100%2F');
    const sent = { ...SHOP, name: 'x/y', platform: 'postgres', extra: [1] };
    const put = await client.call('POST', `/workspaces/${ws}/databases`, sent);
    const common = {
      id: expect.any(String),
      name: 'x/y',
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      last_generated: null,
      data_url: null,
      workspace: { id: expect.any(String), name: 'a/b c.d ü 100%2F' },
    };
    expect(put).toEqual({ status: 200, type: 'application/json', body: { ...sent, ...common } });
    const path = `/workspaces/${ws}/databases/${encodeURIComponent('x/y')}`;
    expect((await client.call('GET', path)).body).toEqual(put.body);
    expect((await client.call('GET', `/workspaces/${ws}/databases`)).body).toEqual([common]);
    expect((await client.call('GET', '/workspaces')).body).toContainEqual(put.body.workspace);

    const again = await client.call('POST', `/workspaces/${ws}/databases`, { ...sent, extra: null });
    expect(again.body).toMatchObject({ id: put.body.id, created_at: put.body.created_at });
    expect((await client.call('GET', path)).body.extra).toBeNull();

    expect(await client.call('DELETE', path)).toEqual({ status: 200, type: null, body: '' });
    expect(await client.call('GET', path)).toEqual({
      status: 404,
      type: 'application/json',
      body: { error: expect.stringContaining('no such database') },
    });
    expect((await client.call('GET', `/workspaces/${ws}/databases`)).body).toEqual([]);
  });

  test('put by two at once are one', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const body = {
          name: 'twice',
          entities: [{ name: `t${i}`, record_count: 1, fields: [{ name: 'a', generator: 'Word' }] }],
        };
        return await client.call('POST', '/workspaces/raced/databases', body);
      }),
    );
    expect(new Set(all.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await client.call('GET', '/workspaces/raced/databases')).body).toHaveLength(1);
  });

  test('of a definition that makes no model stay as they were', async () => {
    const fields = [{ name: 'id', generator: 'First Name', primary_key: true }];
    const faulty = { name: 'shop', entities: [{ name: 'users', record_count: 1_000_000_000_000, fields }] };
    const { status, body } = await client.call('POST', '/workspaces/ws/databases', faulty);
    expect([status, body.error]).toEqual([422, expect.stringContaining('users')]);
    expect((await client.call('POST', '/workspaces/new/databases', faulty)).status).toBe(422);
    expect((await client.call('GET', '/workspaces/new/databases')).status).toBe(404);
    expect((await client.call('GET', '/workspaces/ws/databases/shop')).body.entities).toEqual(SHOP.entities);
  });
});

describe('the rows of a static table', () => {
  const columns = Array.from({ length: 64 }, (_, i) => `c${i}`);
  const source = async (entity: string, csv: string, part = 'file'): Promise<Answer> => {
    const form = new FormData();
    form.set(part, new Blob([csv], { type: 'text/csv' }), 'rows.csv');
    return await client.send('POST', `/workspaces/static/databases/s/entities/${entity}/source`, form, {});
  };
  const entities = [
    {
      name: 'places',
      is_static: true,
      fields: [
        { name: 'id', generator: 'Source File', source_column: 'nr', data_type: 'integer', primary_key: true },
        { name: 'name', generator: 'Source File', data_type: 'varchar' },
      ],
    },
    {
      name: 'visits',
      record_count: 50,
      fields: [
        {
          name: 'place',
          generator: 'Foreign Key',
          primary_key_entity: 'places',
          primary_key_field: 'id',
          distribution: 'none',
        },
      ],
    },
  ];

  test('come as CSV, 100,000 of them, and stay when the definition is put again', async () => {
    const put = async () => await client.call('POST', '/workspaces/static/databases', { name: 's', entities });
    expect((await put()).status).toBe(200);
    const lines = Array.from({ length: 100_000 }, (_, i) => `${i + 1},"Place ""${i}"""`);
    expect(await source('places', `nr,name\n${lines.join('\n')}\n`)).toEqual({ status: 200, type: null, body: '' });
    const ask = { workspace: 'static', database: 's', format: 'csv', entity: 'places' };
    const places = await (await fetched(await generated(ask))).text();
    expect(places).toBe(`id,name\n${lines.join('\n')}\n`);
    expect((await put()).status).toBe(200);
    expect(await (await fetched(await generated(ask))).text()).toBe(places);
    const visits = await csvOf(await generated({ ...ask, entity: 'visits' }));
    expect(visits.slice(1).every(([place]) => Number(place) >= 1 && Number(place) <= 100_000)).toBe(true);
    expect(await source('places', 'nr,name\n7,One\n')).toMatchObject({ status: 200 });
    expect(await (await fetched(await generated(ask))).text()).toBe('id,name\n7,One\n');
  });

  test.each([
    ['of an entity that is not there', 'nothing', 'nr,name\n1,a\n', 'file', 404],
    ['without a row', 'places', 'nr,name\n', 'file', 400],
    ['that are no CSV', 'places', 'nr,name\n"1', 'file', 400],
    [
      'with more than a million cells',
      'places',
      `${columns.join()}\n${`${columns.join()}\n`.repeat(16_000)}`,
      'file',
      400,
    ],
    ['without a column of the table', 'visits', 'x\n1\n', 'file', 400],
    ['whose key repeats', 'places', 'nr,name\n1,a\n1,b\n', 'file', 422],
    ['in another part', 'places', 'nr,name\n1,a\n', 'rows', 400],
  ])('%s are refused', async (_, entity, csv, part, status) => {
    expect((await client.call('POST', '/workspaces/static/databases', { name: 's', entities })).status).toBe(200);
    const answer = await source(entity, csv, part);
    expect([answer.status, answer.type, typeof answer.body.error]).toEqual([status, 'application/json', 'string']);
  });
});

describe('a task', () => {
  test('is told of as the documents say', async () => {
    const body = { workspace: 'ws', database: 'shop', format: 'csv', entity: null, connection: null, overrides: null };
    const started = await client.call('POST', '/generate_tasks', body);
    const database = await client.call('GET', '/workspaces/ws/databases/shop');
    expect(started).toEqual({
      status: 200,
      type: 'application/json',
      body: {
        id: expect.any(String),
        database_id: database.body.id,
        completed: expect.any(Boolean),
        error: null,
        progress: expect.any(Number),
        phase: expect.any(String),
        created_at: expect.any(String),
        updated_at: expect.any(String),
        data_url: started.body.data_url,
        content_type: 'application/zip',
      },
    });
    const task = await ended(started.body.id);
    expect(task).toMatchObject({
      id: started.body.id,
      error: null,
      progress: 100,
      phase: 'done',
      content_type: 'application/zip',
    });
    const { headers } = await fetched(task);
    expect(headers.get('content-disposition')).toContain('shop.zip');
    const listed = (await client.call('GET', '/workspaces/ws/databases')).body;
    const shop = listed.find(({ name }: { name: string }) => name === 'shop');
    expect(Date.parse(shop.last_generated)).toBeGreaterThan(0);
    expect((await fetch(shop.data_url)).status).toBe(200);
  });

  test('of the public example: an override for users, one file', async () => {
    const overrides = { entities: { users: { record_count: 7, fields: { id: { min: 100 } } } } };
    const task = await generated({ format: 'csv', entity: 'users', overrides });
    expect(task.content_type).toBe((await fetched(task)).headers.get('content-type'));
    const [header, ...rows] = await csvOf(task);
    expect(header.slice(0, 2)).toEqual(['id', 'first_name']);
    expect(rows.map(([id]) => Number(id))).toEqual([100, 101, 102, 103, 104, 105, 106]);
  });

  test.each([
    ['csv', 'text/csv'],
    ['jsonl', 'jsonl'],
    ['json_array', 'json'],
    ['parquet', 'parquet'],
    ['sql', 'sql'],
    ['postgres', 'sql'],
    ['postgres-optimized', 'sql'],
    ['sqlite', 'sqlite'],
  ])('makes one plain file of %s', async (format, type) => {
    const task = await generated({ format, entity: 'orders' });
    const response = await fetched(task);
    expect(task.content_type).toContain(type);
    expect(response.headers.get('content-type')).toBe(task.content_type);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  test.each(['sql', 'postgres-optimized'])('of %s loads with load.sql', async (format) => {
    const folder = await unpacked(await generated({ format }));
    const { url, client: target } = await useDatabase();
    if (spawnSync('psql', ['--version']).status === 0) {
      const { status, stderr } = spawnSync(
        'psql',
        ['-X', '-v', 'ON_ERROR_STOP=1', '-f', join(folder, 'load.sql'), url],
        {
          cwd: tmpdir(),
          encoding: 'utf8',
        },
      );
      if (status !== 0 || stderr !== '') throw new Error(`psql ended with ${status}: ${stderr}`);
    } else {
      await runScript(target, join(folder, 'load.sql'));
    }
    const { rows } = await target.query(
      'SELECT count(*)::int AS users FROM users JOIN countries c ON country = c.code',
    );
    expect(rows).toEqual([{ users: 40 }]);
  });

  test('of one table of postgres-optimized is one COPY script, which psql loads alone', async () => {
    const script = await (await fetched(await generated({ format: 'postgres-optimized', entity: 'users' }))).text();
    expect(script).toMatch(/^COPY "users" \(.*\) FROM stdin;$/m);
    const { url, client: target } = await useDatabase();
    const path = join(mkdtempSync(join(tmpdir(), 'rowmill-fabricate-')), 'users.sql');
    onTestFinished(() => rmSync(dirname(path), { recursive: true, force: true }));
    writeFileSync(path, script);
    if (spawnSync('psql', ['--version']).status === 0) {
      const { status, stderr } = spawnSync('psql', ['-X', '-f', path, url], { encoding: 'utf8' });
      if (status !== 0 || stderr !== '') throw new Error(`psql ended with ${status}: ${stderr}`);
    } else {
      await runScript(target, path);
    }
    const { rows } = await target.query(
      `SELECT (SELECT count(*)::int FROM users) AS n, (SELECT count(*)::int FROM pg_constraint WHERE contype = 'p' AND conrelid = 'users'::regclass) AS keys`,
    );
    expect(rows).toEqual([{ n: 40, keys: 1 }]);
  });

  test('of one table of sql is complete alone', async () => {
    const script = await (await fetched(await generated({ format: 'sql', entity: 'users' }))).text();
    const { client: target } = await useDatabase();
    await target.query(script);
    expect((await target.query('SELECT count(*)::int AS n FROM users')).rows).toEqual([{ n: 40 }]);
  });

  test('that is canceled or unknown is not complete', async () => {
    expect(await client.call('GET', `/generate_tasks/${NO_ID}`)).toMatchObject({
      status: 404,
      type: 'application/json',
    });
    expect((await client.call('GET', '/generate_tasks/1')).status).toBe(404);
  });
});

describe('overrides', () => {
  const users = async (fields: object, more: object = {}): Promise<Record<string, string>[]> => {
    const overrides = { entities: { users: { record_count: 60, fields, ...more } } };
    const [header, ...rows] = await csvOf(await generated({ format: 'csv', entity: 'users', overrides }));
    return rows.map((row) => Object.fromEntries(row.map((cell, i) => [header[i], cell])));
  };

  test('have the names of Fabricate, values as text too, with and without fields', async () => {
    const rows = await users(
      {
        email: { percent_null: '100' },
        age: { min: '30', max: 31, distribution: 'uniform' },
        kind: { constant_value: 'trial' },
        joined: { start_date: '2025-03-01', end_date: '2025-03-02' },
        code: { character_sequence: 'X##' },
      },
      { balance: { min: 5, max: '6' } },
    );
    expect(rows).toHaveLength(60);
    for (const row of rows) {
      expect(row).toMatchObject({ email: '', kind: 'trial', code: expect.stringMatching(/^X\d\d$/) });
      expect(Number(row['age'])).toBeGreaterThanOrEqual(30);
      expect(Number(row['age'])).toBeLessThanOrEqual(31);
      expect(Number(row['balance'])).toBeGreaterThanOrEqual(5);
      expect(Number(row['balance'])).toBeLessThanOrEqual(6);
      expect(row['joined']).toMatch(/^2025-03-0[12]/);
    }
  });

  test('reach laws, children and variables', async () => {
    const ages = await users({ age: { mean: 20, stddev: 1 } });
    expect(ages.every(({ age }) => Number(age) < 30)).toBe(true);
    const overrides = { variables: { users: '5' }, entities: { orders: { fields: { user_id: { min: 3, max: 3 } } } } };
    expect(await csvOf(await generated({ format: 'csv', entity: 'users', overrides }))).toHaveLength(11);
    expect(await csvOf(await generated({ format: 'csv', entity: 'orders', overrides }))).toHaveLength(31);
    const counted = { entities: { users: { record_count: 'users * 3' } } };
    expect(await csvOf(await generated({ format: 'csv', entity: 'users', overrides: counted }))).toHaveLength(61);
  });

  test('of what is not there are ignored and logged', async () => {
    const plain = await (await fetched(await generated({ format: 'csv', entity: 'orders' }))).text();
    const overrides = {
      variables: { nothing: 1 },
      entities: {
        nothing: { record_count: 5, fields: { x: { min: 1 } } },
        countries: { record_count: 9 },
        orders: { record_count: 999, fields: { nothing: { min: 1 }, quantity: { nonsense: 1, generator: 'Number' } } },
        ['__proto__']: { fields: {} },
      },
    };
    expect(await (await fetched(await generated({ format: 'csv', entity: 'orders', overrides }))).text()).toBe(plain);
  });

  test('that would change a generator are refused', async () => {
    const overrides = { entities: { users: { fields: { age: { generator: 'Boolean' } } } } };
    const body = { workspace: 'ws', database: 'shop', format: 'csv', overrides };
    const { status, body: answer } = await client.call('POST', '/generate_tasks', body);
    expect([status, answer.error]).toEqual([422, expect.stringContaining('generator')]);
  });
});

describe('bad input', () => {
  const task = { workspace: 'ws', database: 'shop' };
  test.each<[string, string, string, unknown, number]>([
    ['neither format nor connection', 'POST', '/generate_tasks', task, 400],
    ['both', 'POST', '/generate_tasks', { ...task, format: 'csv', connection: 'x' }, 400],
    ['xml', 'POST', '/generate_tasks', { ...task, format: 'xml' }, 422],
    ['an unknown format', 'POST', '/generate_tasks', { ...task, format: '__proto__' }, 422],
    ['an unknown connection', 'POST', '/generate_tasks', { ...task, connection: 'nothing' }, 404],
    ['an unknown workspace', 'POST', '/generate_tasks', { ...task, workspace: 'x', format: 'csv' }, 404],
    ['an unknown database', 'POST', '/generate_tasks', { ...task, database: 'x', format: 'csv' }, 404],
    ['an unknown entity', 'POST', '/generate_tasks', { ...task, format: 'csv', entity: 'x' }, 422],
    [
      'a count of -1',
      'POST',
      '/generate_tasks',
      { ...task, format: 'csv', overrides: { entities: { users: { record_count: -1 } } } },
      400,
    ],
    [
      'a count of 1.5',
      'POST',
      '/generate_tasks',
      { ...task, format: 'csv', overrides: { entities: { users: { record_count: 1.5 } } } },
      400,
    ],
    ['overrides that are a list', 'POST', '/generate_tasks', { ...task, format: 'csv', overrides: [] }, 400],
    ['no name', 'POST', '/workspaces/ws/databases', { entities: [] }, 400],
    ['no entities', 'POST', '/workspaces/ws/databases', { name: 'x' }, 400],
    ['an empty list of entities', 'POST', '/workspaces/ws/databases', { name: 'x', entities: [] }, 422],
    ['NUL in a name', 'POST', '/workspaces/ws/databases', { name: 'x\0', entities: SHOP.entities }, 400],
    ['NUL in a path', 'GET', '/workspaces/a%00b/databases', undefined, 404],
    ['an unknown path', 'GET', '/nothing', undefined, 404],
    ['another method', 'PATCH', '/generate_tasks', undefined, 405],
  ])('%s', async (_, method, path, body, status) => {
    const answer = await client.call(method, path, body);
    expect(answer).toEqual({ status, type: 'application/json', body: { error: expect.any(String) } });
  });

  test('errors name the settings of the body, and tables and columns by their names', async () => {
    const users = (settings: object): object => ({ overrides: { entities: { users: settings } }, format: 'csv' });
    const address = { host: '127.0.0.1', database_name: '', username: 'u', password: 'p' };
    for (const [body, text] of [
      [users({ record_count: -1 }), /^overrides\.entities\.users\.record_count: /],
      [{ format: 'csv', overrides: { variables: { users: 'x'.repeat(10_001) } } }, /^overrides\.variables\.users: /],
      [{ format: 'csv', entity: 'x' }, /^entity: /],
      [{ connection: address }, /^connection\.database_name: /],
    ] as const) {
      const { body: answer } = await client.call('POST', '/generate_tasks', { ...task, ...body });
      expect(answer.error).toMatch(text);
    }
  });

  test('a body that is no JSON, or of another type', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await client.send('POST', '/generate_tasks', '{', json)).toMatchObject({
      status: 400,
      type: 'application/json',
    });
    const text = await client.send('POST', '/generate_tasks', '{}', { 'content-type': 'text/plain' });
    expect([400, 415]).toContain(text.status);
  });

  test('a key that is missing, wrong or too weak', async () => {
    const url = `${gateway.app.url}/api/v1`;
    for (const key of [null, 'rm_wrong']) {
      expect(await new RestClient(url, key).call('GET', '/workspaces')).toMatchObject({
        status: 401,
        type: 'application/json',
        body: { error: expect.any(String) },
      });
    }
    const reader = new RestClient(url, await newKey(gateway, ['read']));
    expect((await reader.call('GET', '/workspaces/ws/databases/shop')).status).toBe(200);
    expect((await reader.call('POST', '/workspaces/ws/databases', definition('shop'))).status).toBe(403);
    expect((await reader.call('DELETE', '/workspaces/ws/databases/shop')).status).toBe(403);
    expect((await reader.call('POST', '/generate_tasks', { ...task, format: 'csv' })).status).toBe(403);
  });

  test('two tenants: what belongs to the other is not found', async () => {
    const mine = await client.call('POST', '/workspaces/other/databases', definition('secret'));
    const own = await client.call('GET', '/workspaces/ws/databases/shop');
    const key = await newKey(gateway, ['read', 'write', 'generate'], [own.body.workspace.id]);
    const tenant = new RestClient(`${gateway.app.url}/api/v1`, key);
    const started = await client.call('POST', '/generate_tasks', {
      workspace: 'other',
      database: 'secret',
      format: 'csv',
    });
    const path = '/workspaces/other/databases';
    const calls: [string, string, unknown?][] = [
      ['GET', path],
      ['GET', `${path}/secret`],
      ['DELETE', `${path}/secret`],
      ['POST', path, definition('secret')],
      ['POST', path, definition('mine')],
      ['POST', '/generate_tasks', { workspace: 'other', database: 'secret', format: 'csv' }],
      ['GET', `/generate_tasks/${started.body.id}`],
    ];
    for (const [method, at, body] of calls) {
      expect([method, at, (await tenant.call(method, at, body)).status]).toEqual([method, at, 404]);
    }
    expect((await tenant.call('POST', '/workspaces/brand-new/databases', definition('x'))).status).toBe(404);
    expect((await tenant.call('GET', '/workspaces')).body).toEqual([own.body.workspace]);
    expect((await client.call('GET', `${path}/secret`)).body.id).toBe(mine.body.id);
    await ended(started.body.id);
  });
});

test('the OpenAPI document is valid', async () => {
  const document: Parameters<Validator['validate']>[0] = JSON.parse(
    await (await fetch(`${gateway.app.url}/openapi/fabricate.json`)).text(),
  );
  expect(await new Validator().validate(document)).toMatchObject({ valid: true });
});
