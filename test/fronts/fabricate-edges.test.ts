import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'openapi-typescript-codegen';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { GatewayClient } from '../gateway/client.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { useDatabase } from '../loading/use-database.ts';
import { type Answer, RestClient } from './rest-client.ts';

const entity = (name: string, count: unknown): object => ({
  name,
  record_count: count,
  fields: [
    { name: 'id', generator: 'Number', data_type: 'integer', distribution: 'autoincrement', primary_key: true },
    { name: 'word', generator: 'Word', data_type: 'varchar' },
    { name: 'age', generator: 'Number', data_type: 'integer', distribution: 'uniform', min: 18, max: 65 },
  ],
});
const TASK = { workspace: 'edges', database: 'small' };

let gateway: OpenGateway;
let client: RestClient;
let graphql: GatewayClient;
let database: Awaited<ReturnType<typeof createServerDatabase>>;
beforeAll(async () => {
  database = await createServerDatabase();
  gateway = await openGateway({
    DATABASE_URL: database.url,
    ROWMILL_SECRET_KEY: randomBytes(32).toString('base64'),
    ROWMILL_TARGET_NETWORKS: '127.0.0.0/8, ::1/128',
  });
  await modelsRun(gateway);
  client = new RestClient(`${gateway.app.url}/api/v1`, gateway.key);
  graphql = new GatewayClient(gateway.app.url, gateway.key);
  await put('small', entity('t', 3));
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await database.drop();
});

const put = async (name: string, ...entities: readonly object[]): Promise<Answer> =>
  await client.call('POST', '/workspaces/edges/databases', { name, entities });
const start = async (body: object): Promise<Answer> =>
  await client.call('POST', '/generate_tasks', { ...TASK, ...body });
const read = async (id: string): Promise<Answer['body']> => (await client.call('GET', `/generate_tasks/${id}`)).body;
async function ended(id: string): Promise<Answer['body']> {
  return await vi.waitFor(async () => {
    const task = await read(id);
    expect(task.completed).toBe(true);
    return task;
  }, 60_000);
}
async function finished(body: object): Promise<Answer['body']> {
  const started = await start(body);
  expect([started.status, started.body.error]).toEqual([200, null]);
  return await ended(started.body.id);
}
const cancel = async (task: string): Promise<unknown> =>
  await graphql.ask('mutation ($task: ID!) { cancelTask(input: { task: $task }) { task { status } } }', { task });

describe('a load', () => {
  async function target(): Promise<{ address: Record<string, unknown>; rows: () => Promise<unknown> }> {
    const { url, client: connection } = await useDatabase();
    await connection.query('CREATE TABLE t (id integer primary key, word text, age integer)');
    const { hostname, port, pathname, username, password } = new URL(url);
    return {
      address: { host: hostname, port, database_name: pathname.slice(1), username, password, tls: false },
      rows: async () => (await connection.query('SELECT count(*)::int AS n FROM t')).rows[0].n,
    };
  }

  test('goes to an inline address, and has no data to download', async () => {
    const { address, rows } = await target();
    const task = await finished({ connection: address });
    expect(task).toMatchObject({ error: null, progress: 100, data_url: null, content_type: null });
    expect(await rows()).toBe(3);
    // Rows are appended: the keys are there.
    const again = await finished({ connection: address, entity: 't' });
    expect(again).toMatchObject({ error: expect.any(String), data_url: null });
    expect(await rows()).toBe(3);
  });

  test('goes to a saved connection of the workspace, by its name', async () => {
    const { address, rows } = await target();
    const { body } = await client.call('GET', '/workspaces/edges/databases/small');
    const { host, port, database_name, username, password } = address;
    const saved = await graphql.ask<{ createConnection: { errors: readonly unknown[] } }>(
      `mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { errors { __typename ... on UserError { message } } } }`,
      {
        input: {
          projectGroup: body.workspace.id,
          name: 'staging',
          host,
          port: Number(port),
          database: database_name,
          user: username,
          password,
          sslmode: 'DISABLE',
        },
      },
    );
    expect(saved.createConnection.errors).toEqual([]);
    expect(await finished({ connection: 'staging', format: null })).toMatchObject({ error: null, data_url: null });
    expect(await rows()).toBe(3);
  });

  test.each([
    ['another host', { host: '10.0.0.1' }],
    ['no database', { database_name: '' }],
    ['a wrong password', { password: 'wrong' }],
    ['no such port', { port: 0 }],
  ])('of %s is refused, or ends with an error', async (_, change) => {
    const { address } = await target();
    const { status, body } = await start({ connection: { ...address, ...change } });
    const error: unknown = status === 200 ? (await ended(body.id)).error : body.error;
    expect(error).toEqual(expect.any(String));
    expect(error).not.toContain('wrong');
  });
});

describe('a task', () => {
  test('whose data has expired says so, and has no address', async () => {
    const task = await finished({ format: 'csv', entity: 't' });
    expect((await fetch(task.data_url)).status).toBe(200);
    const { default: pg } = await import('pg');
    const connection = new pg.Client({ connectionString: database.url });
    await connection.connect();
    try {
      await connection.query(`update task set expires_at = now() - interval '1 second'`);
    } finally {
      await connection.end();
    }
    expect(await read(task.id)).toMatchObject({ completed: true, error: 'expired', data_url: null });
    expect((await fetch(task.data_url)).status).toBe(410);
    const { body } = await client.call('GET', '/workspaces/edges/databases');
    expect(body).toContainEqual(
      expect.objectContaining({ name: 'small', data_url: null, last_generated: expect.any(String) }),
    );
  });

  test('that runs keeps its definition when another is put, and its database cannot be deleted', async () => {
    expect((await put('large', entity('t', 300_000_000))).status).toBe(200);
    const { body: task } = await start({ database: 'large', format: 'csv', entity: 't' });
    expect((await put('large', entity('other', 1))).status).toBe(200);
    const path = '/workspaces/edges/databases/large';
    expect(await client.call('DELETE', path)).toMatchObject({ status: 409, body: { error: expect.any(String) } });
    expect((await read(task.id)).completed).toBe(false);
    await cancel(task.id);
    expect(await ended(task.id)).toMatchObject({ error: expect.stringContaining('canceled'), data_url: null });
    expect((await client.call('GET', path)).body.entities).toEqual([entity('other', 1)]);
    expect((await finished({ database: 'large', format: 'csv' })).error).toBeNull();
    expect((await client.call('DELETE', path)).status).toBe(200);
    expect((await client.call('GET', `/generate_tasks/${task.id}`)).status).toBe(404);
  });
});

test('the platform of a definition decides whose SQL its scripts are in', async () => {
  for (const [platform, own] of [
    ['MySQL', true],
    ['mariadb', true],
    ['postgres', false],
    [null, false],
  ] as const) {
    const { body } = await client.call('POST', '/workspaces/edges/databases', {
      name: 'platform',
      platform,
      entities: [entity('t', 1)],
    });
    expect(body.platform).toBe(platform);
    const task = await finished({ database: 'platform', format: 'sql', entity: 't' });
    expect((await (await fetch(task.data_url)).text()).includes('utf8mb4')).toBe(own);
  }
});

describe('a count', () => {
  test.each([
    [0, 200],
    ['0', 200],
    [-1, 422],
    [1.5, 422],
    [1e12, 200],
    [1e300, 422],
    ['= (', 200],
  ])('of %s in a definition', async (count, status) => {
    const answer = await put('counted', entity('t', count));
    expect([answer.status, answer.status === 200 ? null : typeof answer.body.error]).toEqual([
      status,
      status === 200 ? null : 'string',
    ]);
  });

  test('of 0 makes a file with a header alone', async () => {
    const task = await finished({ format: 'csv', entity: 't', overrides: { entities: { t: { record_count: 0 } } } });
    expect(await (await fetch(task.data_url)).text()).toBe('id,word,age\n');
  });

  test('of a million millions is too large for a task', async () => {
    const answer = await start({ format: 'csv', overrides: { entities: { t: { record_count: 1e12 } } } });
    expect(answer).toEqual({ status: 413, type: 'application/json', body: { error: expect.stringContaining('rows') } });
  });
});

/** A client that goes on writing may see the connection closed before it reads the answer: that is as good. */
async function statusOf(path: string, body: BodyInit): Promise<number> {
  try {
    return (await client.send('POST', path, body, { 'content-type': 'application/json' })).status;
  } catch (error) {
    if (error instanceof TypeError) return 413;
    throw error;
  }
}

test('a body of 100 MB is refused before it is read, and hurts nobody', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000_000;
      if (sent > 100_000_000) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000).fill(0x20));
    },
  });
  expect(await statusOf('/workspaces/edges/databases', body)).toBe(413);
  expect(sent).toBeLessThan(60_000_000);
  expect(await statusOf('/generate_tasks', ' '.repeat(17_000_000))).toBe(413);
  expect((await client.call('GET', '/workspaces')).status).toBe(200);
});

test('overrides of what is not there are ignored, and each is logged', async () => {
  const before = gateway.lines.length;
  const overrides = {
    variables: { nothing: 1 },
    entities: { nobody: { record_count: 5 }, t: { fields: { nowhere: { min: 1 }, age: { nonsense: 1, max: 20 } } } },
  };
  const task = await finished({ format: 'csv', entity: 't', overrides });
  const ages = (await (await fetch(task.data_url)).text())
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => Number(row.split(',')[2]));
  expect(Math.max(...ages)).toBeLessThanOrEqual(20);
  const logged = gateway.lines.slice(before).filter((line) => line.includes('an override was ignored'));
  const names = ['nothing', 'nobody', 'nowhere', 'nonsense'];
  expect(names.filter((name) => logged.some((line) => line.includes(name)))).toEqual(names);
  expect(logged.some((line) => line.includes('age.max'))).toBe(false);
});

test('a table with a file is the file, and draws from it where it says how many rows it has', async () => {
  const source = { filename: 'people.csv', data: 'id,nick,city\n20,Ba,Rome\n20,Al,Oslo\n' };
  const fields = ['id', 'nick', 'city'].map((name) => ({ name, generator: 'Source File', source_column: name }));
  const tables = [
    { name: 'people', source, fields },
    { name: 'drawn', record_count: 40, source, fields: fields.slice(1) },
  ];
  expect((await put('v1.files', ...tables)).status).toBe(200);
  const rowsOf = async (table: string): Promise<readonly string[]> => {
    const task = await finished({ database: 'v1.files', format: 'csv', entity: table });
    return (await (await fetch(task.data_url)).text()).trim().split('\n');
  };
  expect(await rowsOf('people')).toEqual(['id,nick,city', '20,Ba,Rome', '20,Al,Oslo']);
  const drawn = await rowsOf('drawn');
  expect(drawn).toHaveLength(41);
  expect(new Set(drawn)).toEqual(new Set(['nick,city', 'Ba,Rome', 'Al,Oslo']));

  // Columns that the new file does not have are empty, and no column is a key that is not declared as one.
  for (const { name } of tables) {
    const form = new FormData();
    form.set('file', new Blob(['id,nick\n9,Ed\n9,Flo\n']), 'people.csv');
    const path = `/workspaces/edges/databases/v1.files/entities/${name}/source`;
    expect(await client.send('POST', path, form, {})).toMatchObject({ status: 200 });
  }
  expect(await rowsOf('people')).toEqual(['id,nick,city', '9,Ed,', '9,Flo,']);
  const again = await rowsOf('drawn');
  expect(again).toHaveLength(41);
  expect(new Set(again)).toEqual(new Set(['nick,city', 'Ed,', 'Flo,']));
});

test('a database that is deleted takes the rows of its static tables with it', async () => {
  const fields = [{ name: 'id', generator: 'Source File', data_type: 'integer', primary_key: true }];
  const place = { name: 'places', is_static: true, fields };
  const upload = async (name: string): Promise<void> => {
    expect((await put(name, place)).status).toBe(200);
    const form = new FormData();
    form.set('file', new Blob([`id\n${Array.from({ length: 5000 }, (_, i) => i).join('\n')}\n`]), 'rows.csv');
    const path = `/workspaces/edges/databases/${encodeURIComponent(name)}/entities/places/source`;
    expect((await client.send('POST', path, form, {})).status).toBe(200);
  };
  const providers = async (): Promise<readonly string[]> => {
    const { providers } = await graphql.ask<{ providers: { nodes: readonly { name: string }[] } }>(
      '{ providers(filter: { nameContains: "places" }) { nodes { name } } }',
    );
    return providers.nodes.map(({ name }) => name).sort();
  };
  for (const name of ['static', 'static/two']) await upload(name);
  expect(await providers()).toEqual(['static/places', 'static/two/places']);
  expect((await client.call('DELETE', '/workspaces/edges/databases/static')).status).toBe(200);
  expect(await providers()).toEqual(['static/two/places']);
  const { body } = await client.call('GET', '/workspaces/edges/databases/static%2Ftwo');
  await graphql.ask(
    'mutation ($project: ID!) { cloneProject(input: { project: $project, name: "copy" }) { project { id } } }',
    {
      project: body.id,
    },
  );
  expect((await client.call('DELETE', '/workspaces/edges/databases/static%2Ftwo')).status).toBe(200);
  // The copy draws from them.
  expect(await providers()).toEqual(['static/two/places']);
});

test('a client that is generated from the OpenAPI document works for every call', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-openapi-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const input: Record<string, unknown> = JSON.parse(
    await (await fetch(`${gateway.app.url}/openapi/fabricate.json`)).text(),
  );
  await generate({ input, output: folder, clientName: 'Fabricate' });
  const { Fabricate } = await import(join(folder, 'index.ts'));
  const { default: api } = new Fabricate({
    BASE: `${gateway.app.url}/api/v1`,
    TOKEN: gateway.key,
    ENCODE_PATH: encodeURIComponent,
  });
  const [ws, db] = ['generated / client', 'a/b c'];
  const fields = [{ name: 'id', generator: 'Source File', data_type: 'integer', primary_key: true }];
  const entities = [entity('t', 2), { name: 'places', is_static: true, fields }];
  const { id } = await api.putDatabase(ws, { name: db, entities });
  expect(await api.listWorkspaces()).toContainEqual(expect.objectContaining({ name: ws }));
  expect(await api.listDatabases(ws)).toMatchObject([{ id, name: db }]);
  await api.putSource(ws, db, 'places', { file: new Blob(['id\n7\n']) });
  expect(await api.getDatabase(ws, db)).toMatchObject({ id, entities: [entities[0], { name: 'places' }] });
  const started = await api.startGenerateTask({ workspace: ws, database: db, format: 'csv', entity: 'places' });
  const task = await vi.waitFor(async () => {
    const state = await api.getGenerateTask(started.id);
    expect(state.completed).toBe(true);
    return state;
  }, 60_000);
  expect(await (await fetch(task.data_url)).text()).toBe('id\n7\n');
  await api.deleteDatabase(ws, db);
  await expect(api.getDatabase(ws, db)).rejects.toMatchObject({ status: 404 });
  const called = ['putDatabase', 'listWorkspaces', 'listDatabases', 'putSource', 'getDatabase', 'startGenerateTask'];
  const operations = [...JSON.stringify(input).matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
  expect(operations.sort()).toEqual([...called, 'getGenerateTask', 'deleteDatabase'].sort());
});
