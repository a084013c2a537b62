import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { generate } from 'openapi-typescript-codegen';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { Receiver } from '../webhooks/receiver.ts';
import { type Answer, newKey, RestClient } from './rest-client.ts';

const MODEL = `User:
  id: integer @id
  plan: string @Plan
Order:
  id: integer @id
  user: $User
  total: number 1-10
`;
/** Two errors. */
const FAULTY = `User:
  id: integer @idd
Order:
  user: $Usr
`;
/** What no resource has. */
const NO_ID = 'UHJvamVjdDowMWEyMjgwMi02YzIxLTc1ZDEtODFlYy0wODYzMjZkZjk4ZTM=';

let gateway: OpenGateway;
let admin: RestClient;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createServerDatabase();
  ({ drop } = database);
  gateway = await openGateway({
    DATABASE_URL: database.url,
    ROWMILL_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    ROWMILL_WEBHOOK_NETWORKS: '127.0.0.0/8',
  });
  await modelsRun(gateway);
  admin = new RestClient(gateway.app.url, gateway.key);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await drop();
});

async function made(client: RestClient, path: string, body: object): Promise<string> {
  const { status, body: answer } = await client.call('POST', path, body);
  expect([path, status]).toEqual([path, 200]);
  return Array.isArray(answer) ? answer[0].id : answer.id;
}

/** The status of data when it has ended. */
async function ended(client: RestClient, id: string): Promise<Answer> {
  return await vi.waitFor(async () => {
    const answer = await client.call('GET', `/data/${id}/status`);
    expect(['completed', 'failed']).toContain(answer.body.status);
    return answer;
  }, 60_000);
}

/** The parts of an error that tests compare. */
const failure = ({ status, type, body }: Answer): unknown[] => [status, type, body.error?.code];

describe.each(['', '/drafta'])('every call at %o', (base) => {
  let client: RestClient;
  beforeAll(() => {
    client = new RestClient(`${gateway.app.url}${base}`, gateway.key);
  });

  test('groups and projects, by IDs and by names', async () => {
    const name = `a/b c.d ü 100%2F${base}`;
    const created = await client.call('POST', '/project-group', { name });
    const { id } = created.body;
    expect(created).toEqual({
      status: 200,
      type: 'application/json',
      body: { id: expect.any(String), name, created_at: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    expect((await client.call('GET', '/project-group')).body).toContainEqual(created.body);
    expect((await client.call('GET', `/project-group/${encodeURIComponent(name)}`)).body).toEqual({
      id,
      name,
      projects: [],
    });

    const path = `/project/${encodeURIComponent(name)}/${encodeURIComponent('x/y')}`;
    const project = await client.call('POST', '/project', { project_group_id: id, name: 'x/y', data: null });
    const dates = { created_at: expect.any(String) };
    expect(project.body).toEqual({ id: expect.any(String), project_group_id: id, name: 'x/y', ...dates });
    const { id: projectId } = project.body;
    const empty = { id: projectId, project_group_id: id, name: 'x/y', data: null, ...dates };
    expect((await client.call('GET', `/project/${projectId}`)).body).toEqual(empty);
    expect((await client.call('GET', path)).body).toEqual(empty);

    for (const [place, data, sent] of [
      [path, 'User:\n  id: integer\n', {}],
      [`/project/${projectId}`, 'User:\n  id: string\n', { format: 'yaml' }],
      [path, 'User:\n  id: number\n', { format: null }],
    ] as const) {
      const put = await client.call('PUT', place, { data, ...sent });
      expect(put.body).toEqual({ id: projectId, project_group_id: id, name: 'x/y', data, format: 'yaml' });
      expect((await client.call('GET', path)).body).toMatchObject({ data });
    }
    expect((await client.call('PATCH', path, { name: 'z' })).body).toEqual({
      id: projectId,
      project_group_id: id,
      name: 'z',
    });
    expect((await client.call('PATCH', `/project/${projectId}`, { name: 'w' })).body).toMatchObject({ name: 'w' });
    expect((await client.call('GET', `/project-group/${id}`)).body.projects).toEqual([
      { id: projectId, name: 'w', created_at: expect.any(String), updated_at: expect.any(String) },
    ]);
    expect((await client.call('DELETE', `/project/${projectId}`)).body).toEqual({ message: 'Project deleted' });
    expect(failure(await client.call('GET', `/project/${projectId}`))).toEqual([404, 'application/json', 'NOT_FOUND']);
  });

  test('schemas in other languages', async () => {
    const group = await made(client, '/project-group', { name: `schemas${base}` });
    const sql = `CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id serial PRIMARY KEY, user_id integer NOT NULL REFERENCES users,
  place no_such_type NOT NULL);`;
    const created = await client.call('POST', '/project', {
      project_group_id: group,
      name: 'sql',
      data: sql,
      format: 'sql',
    });
    const lost = { code: 'TYPE_UNKNOWN', message: expect.any(String), path: 'orders.place', line: 3, column: 3 };
    expect(created).toMatchObject({ status: 200, body: { name: 'sql', problems: [lost] } });
    const { id } = created.body;
    const { body } = await client.call('GET', `/project/${id}`);
    expect(body).toMatchObject({
      data: expect.stringContaining('user_id: $users.id'),
      source: { data: sql, format: 'sql' },
    });
    const data = await ended(client, await made(client, `/data/${id}`, { entity_name: 'orders', count: 3 }));
    expect(Object.keys(data.body.data)).toEqual(['users', 'orders']);

    // A text and an object are the same schema; YAML takes its place again.
    const schema = {
      $defs: { User: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } },
    };
    for (const sent of [schema, JSON.stringify(schema)]) {
      const put = await client.call('PUT', `/project/schemas${encodeURIComponent(base)}/sql`, {
        data: sent,
        format: 'json_schema',
      });
      expect(put).toMatchObject({ status: 200, body: { id, format: 'json_schema', problems: [] } });
      expect(put.body.data).toContain('User:');
      const read = await client.call('GET', `/project/${id}`);
      expect(read.body.data).toBe(put.body.data);
      expect(JSON.parse(read.body.source.data)).toEqual(schema);
    }
    const parquet = [
      { name: 'schema', num_children: 1 },
      { name: 'age', type: 'INT32', repetition_type: 'REQUIRED' },
    ];
    const put = await client.call('PUT', `/project/${id}`, { data: { schema: parquet }, format: 'json_parquet' });
    expect(put).toMatchObject({ status: 200, body: { data: expect.stringContaining('$parquet: int32') } });
    await client.call('PUT', `/project/${id}`, { data: schema, format: 'json_schema' });
    // One that cannot be read changes nothing.
    const faulty = await client.call('PUT', `/project/${id}`, { data: '{\n "a": tru }', format: 'json_schema' });
    expect(faulty).toMatchObject({
      status: 422,
      body: { error: { code: 'SCHEMA_EMPTY', problems: [{}, { code: 'STATEMENT_SYNTAX', line: 2 }] } },
    });
    expect((await client.call('GET', `/project/${id}`)).body.data).toContain('User:');
    await client.call('PUT', `/project/${id}`, { data: MODEL.replace('@Plan', '@word') });
    expect((await client.call('GET', `/project/${id}`)).body).not.toHaveProperty('source');
  });

  test('providers, and data that draws from them', async () => {
    const plan = `Plan${base.length}`;
    const many = await client.call('POST', '/provider', [
      { name: plan, data: ['gold', 'silver'] },
      { name: `More${base.length}`, data: [1, 2.5, true, null] },
    ]);
    expect(many.body).toEqual([
      { id: expect.any(String), name: plan },
      { id: expect.any(String), name: `More${base.length}` },
    ]);
    const [{ id: planId }, { id: moreId }] = many.body;
    const single = await client.call('POST', '/provider', { name: `One${base.length}`, data: ['x'] });
    expect(single.body).toEqual([{ id: expect.any(String), name: `One${base.length}` }]);
    expect((await client.call('GET', `/provider/${moreId}`)).body).toEqual({
      id: moreId,
      name: `More${base.length}`,
      data: [1, 2.5, true, null],
    });
    const put = await client.call('PUT', `/provider/${planId}`, { data: ['bronze'] });
    expect(put.body).toEqual({ id: planId, name: plan });
    expect((await client.call('GET', `/provider/${planId}`)).body.data).toEqual(['bronze']);

    const group = await made(client, '/project-group', { name: `providers${base}` });
    const data = MODEL.replace('@Plan', `@${plan}`);
    const project = await made(client, '/project', { project_group_id: group, name: 'p', data });
    for (const [format, extension] of [
      [{}, 'json'],
      [{ format: null, webhook_url: null }, 'json'],
      [{ format: 'csv' }, 'csv'],
      [{ format: 'parquet' }, 'parquet'],
    ] as const) {
      const started = await client.call('POST', `/data/${project}`, { entity_name: 'Order', count: 3, ...format });
      expect(started.body).toEqual({ id: expect.any(String), status: 'pending' });
      const { body } = await ended(client, started.body.id);
      expect(body).toEqual({
        id: started.body.id,
        status: 'completed',
        data: { User: expect.stringContaining(`/User.${extension}?`), Order: expect.any(String) },
      });
      expect((await fetch(body.data.Order)).status).toBe(200);
    }
    const json = await made(client, `/data/${project}`, { entity_name: 'Order', count: 3 });
    const orders = await (await fetch((await ended(client, json)).body.data.Order)).json();
    expect(orders).toHaveLength(3);
    expect(orders).toMatchObject([1, 2, 3].map((id) => ({ id, user: { plan: 'bronze' } })));
    for (const id of [planId, moreId, single.body[0].id]) {
      expect((await client.call('DELETE', `/provider/${id}`)).body).toEqual({ message: 'Provider deleted' });
    }
    expect(failure(await client.call('GET', `/provider/${planId}`))).toEqual([404, 'application/json', 'NOT_FOUND']);
  });
});

test('an ID wins over a name that looks like one', async () => {
  const first = await made(admin, '/project-group', { name: 'first' });
  await made(admin, '/project-group', { name: first });
  expect((await admin.call('GET', `/project-group/${first}`)).body.name).toBe('first');
  await made(admin, '/project-group', { name: NO_ID });
  expect((await admin.call('GET', `/project-group/${NO_ID}`)).body.name).toBe(NO_ID);
});

test('a faulty schema is refused with its problems, and nothing changes', async () => {
  const group = await made(admin, '/project-group', { name: 'faulty' });
  const problems = [
    expect.objectContaining({ path: 'User.id', line: 2, column: expect.any(Number), hint: expect.any(String) }),
    expect.objectContaining({ path: 'Order.user', line: 4, column: expect.any(Number), hint: expect.any(String) }),
  ];
  const created = await admin.call('POST', '/project', { project_group_id: group, name: 'p', data: FAULTY });
  expect([created.status, created.body.error.problems]).toEqual([422, problems]);
  expect((await admin.call('GET', `/project-group/${group}`)).body.projects).toEqual([]);

  const data = 'User:\n  id: integer\n';
  const project = await made(admin, '/project', { project_group_id: group, name: 'p', data });
  const before = (await admin.call('GET', `/project-group/${group}`)).body;
  const put = await admin.call('PUT', '/project/faulty/p', { data: FAULTY });
  expect([put.status, put.body.error.problems]).toEqual([422, problems]);
  expect((await admin.call('GET', `/project/${project}`)).body.data).toBe(data);
  expect((await admin.call('GET', `/project-group/${group}`)).body).toEqual(before);
});

test('a project whose data is not finished stays; data that was canceled has failed', async () => {
  const group = await made(admin, '/project-group', { name: 'ends' });
  const data = 'User:\n  id: integer @id\n';
  const project = await made(admin, '/project', { project_group_id: group, name: 'p', data });
  const id = await made(admin, `/data/${project}`, { entity_name: 'User', count: 100_000_000 });
  expect(failure(await admin.call('DELETE', `/project/${project}`))).toEqual([
    409,
    'application/json',
    'TASKS_RUNNING',
  ]);
  const canceling = await fetch(`${gateway.app.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation { cancelTask(input: { task: "${id}" }) { task { status } } }` }),
  });
  expect(canceling.status).toBe(200);
  expect(['processing', 'failed']).toContain((await admin.call('GET', `/data/${id}/status`)).body.status);
  expect((await ended(admin, id)).body).toEqual({
    id,
    status: 'failed',
    error: { code: 'CANCELED', message: expect.any(String) },
  });
});

describe('bad input', () => {
  let project: string;
  let group: string;
  beforeAll(async () => {
    group = await made(admin, '/project-group', { name: 'bad input' });
    const data = 'User:\n  id: integer @id\n';
    project = await made(admin, '/project', { project_group_id: group, name: 'p', data });
  });

  test.each([0, -1, 1.5, '5', null, true, 1e300])('count %o is refused', async (count) => {
    const answer = await admin.call('POST', `/data/${project}`, { entity_name: 'User', count });
    expect(failure(answer)).toEqual([400, 'application/json', 'INVALID_INPUT']);
    expect(answer.body.error.problems).toMatchObject([{ path: 'count' }]);
  });

  test.each([
    [{ entity_name: 'User', count: 1e12 }, 413, 'TASK_TOO_LARGE'],
    [{ entity_name: 'Usr', count: 1 }, 422, 'COUNT_ENTITY_UNKNOWN'],
    [{ entity_name: '__proto__', count: 1 }, 422, 'COUNT_ENTITY_UNKNOWN'],
    [{ entity_name: '\0', count: 1 }, 400, 'INVALID_INPUT'],
    [{ entity_name: 'User' }, 400, 'INVALID_INPUT'],
    [{ count: 1 }, 400, 'INVALID_INPUT'],
    [{ entity_name: 'User', count: 1, webhook_url: 'https://10.0.0.1/' }, 400, 'INVALID_INPUT'],
    [{ entity_name: 'User', count: 1, webhook_url: 'x' }, 400, 'INVALID_INPUT'],
    [{ entity_name: 'User', count: 1, format: 'xml' }, 400, 'INVALID_INPUT'],
    [[], 400, 'INVALID_INPUT'],
    ['text', 400, 'INVALID_INPUT'],
    [null, 400, 'INVALID_INPUT'],
  ])('%j for data: %i %s', async (body, status, code) => {
    const answer = await admin.call('POST', `/data/${project}`, body);
    expect(failure(answer)).toEqual([status, 'application/json', code]);
  });

  test('a webhook tells of the data as its status does', async () => {
    await using receiver = await Receiver.open();
    const body = { entity_name: 'User', count: 3, webhook_url: receiver.url() };
    const id = await made(admin, `/data/${project}`, body);
    const [received] = await receiver.count(1);
    const { data } = JSON.parse(received.body);
    const status = await ended(admin, id);
    expect(data).toMatchObject({ id, status: status.body.status, data: status.body.data, error: null, project });
  });

  test('wrong bodies of the other calls', async () => {
    const wrong: readonly (readonly [method: string, path: string, body: unknown, status: number, code: string])[] = [
      ['POST', '/project-group', {}, 400, 'INVALID_INPUT'],
      ['POST', '/project-group', { name: ' x' }, 400, 'INVALID_INPUT'],
      ['POST', '/project-group', { name: 'bad input' }, 409, 'NAME_TAKEN'],
      ['POST', '/project', { project_group_id: group, name: 'p' }, 409, 'NAME_TAKEN'],
      ['POST', '/project', { project_group_id: NO_ID, name: 'x' }, 404, 'NOT_FOUND'],
      ['POST', '/project', { project_group_id: 'bad input', name: 'x' }, 404, 'NOT_FOUND'],
      ['PUT', `/project/${project}`, { data: 'x', format: 'toml' }, 400, 'INVALID_INPUT'],
      ['PUT', `/project/${project}`, { data: 5 }, 400, 'INVALID_INPUT'],
      ['PUT', `/project/${project}`, { data: { User: {} } }, 400, 'INVALID_INPUT'],
      ['PUT', `/project/${project}`, { data: '' }, 422, 'DOCUMENT_EMPTY'],
      ['PUT', `/project/${project}`, { data: 'a\0' }, 400, 'INVALID_INPUT'],
      ['PUT', `/project/${NO_ID}`, { data: MODEL }, 404, 'NOT_FOUND'],
      ['PUT', '/project/bad%20input/q', { data: MODEL }, 404, 'NOT_FOUND'],
      ['PUT', `/project/${project}`, { data: 'create table x', format: 'sql' }, 422, 'SCHEMA_EMPTY'],
      ['PUT', `/project/${project}`, { data: { type: 'object' }, format: 'sql' }, 400, 'INVALID_INPUT'],
      ['PUT', `/project/${project}`, { data: 'Dear all', format: 'json_schema' }, 422, 'SCHEMA_EMPTY'],
      ['PUT', `/project/${project}`, { data: '[', format: 'json_schema' }, 422, 'SCHEMA_EMPTY'],
      ['PUT', `/project/${NO_ID}`, { data: 'create table x (id int);', format: 'sql' }, 404, 'NOT_FOUND'],
      [
        'POST',
        '/project',
        { project_group_id: group, name: 'x', data: '{', format: 'json_schema' },
        422,
        'SCHEMA_EMPTY',
      ],
      ['PATCH', `/project/${project}`, { name: null }, 400, 'INVALID_INPUT'],
      ['PATCH', `/project/${project}`, { name: 'x'.repeat(129) }, 400, 'INVALID_INPUT'],
      ['POST', '/provider', [], 400, 'INVALID_INPUT'],
      ['POST', '/provider', { name: 'x', data: [] }, 400, 'INVALID_INPUT'],
      ['POST', '/provider', [{ name: 'x', data: [[1]] }], 400, 'INVALID_INPUT'],
      ['POST', '/provider', [{ name: 'x', data: 5 }], 400, 'INVALID_INPUT'],
      ['PUT', `/provider/${NO_ID}`, { data: [1] }, 404, 'NOT_FOUND'],
      ['DELETE', `/provider/${NO_ID}`, undefined, 404, 'NOT_FOUND'],
      ['GET', `/data/${NO_ID}/status`, undefined, 404, 'NOT_FOUND'],
      ['GET', `/read/${NO_ID}/User`, undefined, 404, 'NOT_FOUND'],
      ['GET', `/read/${project}/Nobody`, undefined, 422, 'ENTITY_UNKNOWN'],
      ['GET', `/read/${project}/User?limit=0`, undefined, 400, 'INVALID_INPUT'],
      ['GET', `/read/${project}/User?limit=1001`, undefined, 400, 'INVALID_INPUT'],
      ['GET', `/read/${project}/User?limit=1.5`, undefined, 400, 'INVALID_INPUT'],
      ['GET', `/read/${project}/User?offset=-1`, undefined, 400, 'INVALID_INPUT'],
      ['GET', `/read/${project}/User?offset=x`, undefined, 400, 'INVALID_INPUT'],
      ['GET', `/read/${project}/User/101`, undefined, 404, 'NOT_FOUND'],
      ['GET', `/read/${project}/User/x`, undefined, 404, 'NOT_FOUND'],
      ['POST', `/read/${project}/User`, {}, 405, 'METHOD_NOT_ALLOWED'],
      ['GET', '/project-group/%00', undefined, 404, 'NOT_FOUND'],
      ['GET', '/project/%FF', undefined, 404, 'NOT_FOUND'],
      ['GET', '/project/__proto__/constructor', undefined, 404, 'NOT_FOUND'],
      ['GET', '/drafta/nothing', undefined, 404, 'NOT_FOUND'],
      ['GET', '/project/a/b/c', undefined, 404, 'NOT_FOUND'],
      ['PUT', '/project-group', {}, 405, 'METHOD_NOT_ALLOWED'],
      ['GET', '/provider', undefined, 405, 'METHOD_NOT_ALLOWED'],
      ['DELETE', `/drafta/data/${project}`, undefined, 405, 'METHOD_NOT_ALLOWED'],
    ];
    for (const [method, path, body, status, code] of wrong) {
      const answer = await admin.call(method, path, body);
      expect([method, path, ...failure(answer)]).toEqual([method, path, status, 'application/json', code]);
    }
    expect((await admin.call('GET', `/project/${project}`)).body.data).toBe('User:\n  id: integer @id\n');
  });

  test('a problem has the path of the body', async () => {
    const { body } = await admin.call('POST', '/provider', [
      { name: 'a', data: [1] },
      { name: 'a b', data: [1, [2]] },
    ]);
    expect(body.error.problems.map(({ path }: { path: string }) => path)).toContain('1.data.1');
    const unknown = await admin.call('POST', `/data/${project}`, { entity_name: 'Usr', count: 1 });
    expect(unknown.body.error.problems).toEqual([
      { code: 'COUNT_ENTITY_UNKNOWN', message: expect.stringContaining('User'), path: 'entity_name' },
    ]);
  });

  test('bodies that are no JSON, of another type, or too large', async () => {
    const json = { 'content-type': 'application/json' };
    const type = 'application/json';
    const send = async (body: BodyInit, headers: Readonly<Record<string, string>> = json) =>
      failure(await admin.send('POST', '/project-group', body, headers));
    expect(await send('{"name":')).toEqual([400, type, 'MALFORMED_BODY']);
    expect(await send('')).toEqual([400, type, 'MALFORMED_BODY']);
    expect(await send(`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toEqual([400, type, 'INVALID_INPUT']);
    expect(await send('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([
      415,
      type,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await send('x'.repeat(2_000_001))).toEqual([413, type, 'REQUEST_ENTITY_TOO_LARGE']);
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('x'.repeat(2_000_001)));
        controller.close();
      },
    });
    expect(await send(unannounced)).toEqual([413, type, 'REQUEST_ENTITY_TOO_LARGE']);
  });

  test('no key, or a wrong one, on every path', async () => {
    for (const client of [new RestClient(gateway.app.url, null), new RestClient(gateway.app.url, 'rm_wrong')]) {
      for (const path of ['/project-group', '/drafta/nothing', `/data/${project}/status`, '/provider']) {
        expect(failure(await client.call('GET', path))).toEqual([401, 'application/json', 'UNAUTHENTICATED']);
      }
    }
  });
});

/** Every call, with what a tenant would name: IDs and names of a group, a project, a provider and data. */
interface Owned {
  readonly group: string;
  readonly groupName: string;
  readonly project: string;
  readonly provider: string;
  readonly data: string;
}

const CALLS: readonly (readonly [
  scopes: string,
  method: string,
  path: (of: Owned) => string,
  body?: (of: Owned) => object,
])[] = [
  ['read', 'GET', ({ group }) => `/project-group/${group}`],
  ['read', 'GET', ({ groupName }) => `/project-group/${groupName}`],
  ['write', 'POST', () => '/project', ({ group }) => ({ project_group_id: group, name: 'new' })],
  ['read', 'GET', ({ project }) => `/project/${project}`],
  ['read', 'GET', ({ groupName }) => `/project/${groupName}/p`],
  ['write', 'PUT', ({ project }) => `/project/${project}`, () => ({ data: 'User:\n  id: integer\n' })],
  ['read write', 'PUT', ({ groupName }) => `/project/${groupName}/p`, () => ({ data: 'User:\n  id: integer\n' })],
  ['write', 'PATCH', ({ project }) => `/project/${project}`, () => ({ name: 'p' })],
  ['read write', 'PATCH', ({ groupName }) => `/project/${groupName}/p`, () => ({ name: 'p' })],
  ['generate', 'POST', ({ project }) => `/data/${project}`, () => ({ entity_name: 'User', count: 1 })],
  ['read', 'GET', ({ data }) => `/data/${data}/status`],
  ['read', 'GET', ({ project }) => `/read/${project}/User?limit=1`],
  ['read', 'GET', ({ project }) => `/read/${project}/User/1`],
  ['read', 'GET', ({ provider }) => `/provider/${provider}`],
  ['write', 'PUT', ({ provider }) => `/provider/${provider}`, () => ({ data: ['x'] })],
  ['write', 'DELETE', ({ provider }) => `/provider/${provider}`],
  ['read write', 'DELETE', ({ groupName }) => `/project/${groupName}/p`],
  ['write', 'DELETE', ({ project }) => `/project/${project}`],
];

async function owned(groupName: string): Promise<Owned & { readonly client: RestClient }> {
  const group = await made(admin, '/project-group', { name: groupName });
  const client = new RestClient(gateway.app.url, await newKey(gateway, ['read', 'write', 'generate'], [group]));
  const data = 'User:\n  id: integer @id\n';
  const project = await made(client, '/project', { project_group_id: group, name: 'p', data });
  const provider = await made(client, '/provider', { name: 'Plan', data: ['gold'] });
  const task = await made(client, `/data/${project}`, { entity_name: 'User', count: 1 });
  await ended(client, task);
  return { client, group, groupName, project, provider, data: task };
}

test('what belongs to another tenant is not found by any call', async () => {
  const mine = await owned('mine');
  const theirs = await owned('theirs');
  const nobodys = { group: NO_ID, groupName: 'nobody', project: NO_ID, provider: NO_ID, data: NO_ID };
  for (const [, method, path, body] of CALLS) {
    const place = path(theirs);
    const answer = await mine.client.call(method, place, body?.(theirs));
    expect([method, place, ...failure(answer)]).toEqual([method, place, 404, 'application/json', 'NOT_FOUND']);
    // Nothing tells it from what does not exist.
    expect((await mine.client.call(method, path(nobodys), body?.(nobodys))).body).toEqual(answer.body);
  }
  const groups = (await mine.client.call('GET', '/project-group')).body;
  expect(groups.map(({ name }: { name: string }) => name)).toEqual(['mine']);
  for (const [, method, path] of CALLS.filter(([, method]) => method === 'GET')) {
    expect([path(theirs), (await theirs.client.call(method, path(theirs))).status]).toEqual([path(theirs), 200]);
  }
  // A bound key makes no group, and its providers are for its own one.
  expect(failure(await mine.client.call('POST', '/project-group', { name: 'x' }))).toEqual([
    403,
    'application/json',
    'NOT_ALLOWED',
  ]);
  const both = new RestClient(gateway.app.url, await newKey(gateway, ['write'], [mine.group, theirs.group]));
  expect(failure(await both.call('POST', '/provider', { name: 'x', data: [1] }))).toEqual([
    403,
    'application/json',
    'NOT_ALLOWED',
  ]);
});

test('no scope can do more than it says', async () => {
  const mine = await owned('scopes');
  const calls: typeof CALLS = [
    ['read', 'GET', () => '/project-group'],
    ['write', 'POST', () => '/project-group', () => ({ name: 'new group' })],
    ['write', 'POST', () => '/provider', () => ({ name: 'NewOne', data: [1] })],
    ...CALLS,
  ];
  for (const scope of ['read', 'write', 'generate']) {
    const client = new RestClient(gateway.app.url, await newKey(gateway, [scope]));
    for (const [scopes, method, path, body] of calls.filter(([scopes]) => scopes !== scope)) {
      const place = path(mine);
      const answer = await client.call(method, place, body?.(mine));
      expect([scope, scopes, method, place, ...failure(answer)]).toEqual([
        scope,
        scopes,
        method,
        place,
        403,
        'application/json',
        'FORBIDDEN',
      ]);
    }
  }
  // Nothing was changed by then; with its scopes each call works, the last two but once.
  for (const [scopes, method, path, body] of calls.slice(0, -1)) {
    const client = new RestClient(gateway.app.url, await newKey(gateway, scopes.split(' ')));
    const { status } = await client.call(method, path(mine), body?.(mine));
    expect([scopes, method, path(mine), status]).toEqual([scopes, method, path(mine), 200]);
    if (scopes === 'generate') await tasksEnded();
  }
});

/** A project with tasks that run is not deleted. */
async function tasksEnded(): Promise<void> {
  await vi.waitFor(async () => {
    const text = await (await fetch(`${gateway.app.url}/metrics`)).text();
    expect(text).toContain('rowmill_tasks{state="running"} 0');
  }, 60_000);
}

test('rows are those of generated data, and found by their IDs', async () => {
  const group = await made(admin, '/project-group', { name: 'rows' });
  const data = `user:\n  id: string @id\n  name: string\norder/s:\n  $count: 2500\n  total: number 1-10\ncode:\n  no: { $type: integer @id, $options: { start: 500 } }\n`;
  const project = await made(admin, '/project', { project_group_id: group, name: 'p', data });
  const rows = async (path: string) => (await admin.call('GET', `/read/${project}/${path}`)).body;
  const users = await rows('user');
  expect([users.length, await rows('user?offset=3&limit=2')]).toEqual([10, users.slice(3, 5)]);
  expect(await rows(`user/${users[7].id}`)).toEqual(users[7]);
  const [order] = await rows('order%2Fs?offset=2400&limit=1');
  expect(order).toEqual({ _id: expect.any(String), total: expect.any(Number) });
  expect(await rows(`order%2Fs/${order['_id']}`)).toEqual(order);
  expect(await rows('code/502')).toEqual({ no: 502 });
  expect(await rows('user?offset=100')).toEqual([]);
  const task = await made(admin, `/data/${project}`, { entity_name: 'user', count: 10 });
  const { body } = await ended(admin, task);
  expect(await (await fetch(body.data.user)).json()).toEqual(users);
});

describe('the OpenAPI document', () => {
  const document = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await (await fetch(`${gateway.app.url}/openapi/drafta.json`)).text());

  test('is valid OpenAPI 3.1, and has all paths', async () => {
    const api = await document();
    expect(await new Validator().validate(api)).toEqual({ valid: true });
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths ?? {})).toEqual([
      '/project-group',
      '/project-group/{group}',
      '/project',
      '/project/{id}',
      '/project/{group_name}/{project_name}',
      '/provider',
      '/provider/{id}',
      '/data/{project_id}',
      '/data/{id}/status',
      '/read/{project_id}/{entity}',
      '/read/{project_id}/{entity}/{id}',
    ]);
  });

  test('makes a client that works', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rowmill-openapi-'));
    try {
      await generate({ input: await document(), output: folder, clientName: 'Drafta' });
      const { Drafta } = await import(join(folder, 'index.ts'));
      const { default: api } = new Drafta({
        BASE: `${gateway.app.url}/drafta`,
        TOKEN: gateway.key,
        ENCODE_PATH: encodeURIComponent,
      });
      const { id: group } = await api.createProjectGroup({ name: 'generated / client' });
      const data = 'User:\n  id: integer @id\n';
      const { id } = await api.createProject({ project_group_id: group, name: 'p' });
      await api.updateProjectByName('generated / client', 'p', { data });
      expect(await api.getProjectById(id)).toMatchObject({ data });
      const { id: task } = await api.generateData(id, { entity_name: 'User', count: 2, format: 'csv' });
      const url = await vi.waitFor(async () => {
        const { data } = await api.getDataStatus(task);
        return data.User;
      }, 60_000);
      expect(await (await fetch(url)).text()).toMatch(/^id\r?\n1\r?\n2\r?\n$/);
      expect(await api.listRows(id, 'User', 1, 2)).toEqual([{ id: 2 }, { id: 3 }]);
      expect(await api.getRow(id, 'User', '2')).toEqual({ id: 2 });
      await expect(api.getProjectById(NO_ID)).rejects.toMatchObject({ status: 404 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is shown by a page that loads nothing but documents of this gateway', async () => {
    const response = await fetch(`${gateway.app.url}/openapi`);
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(html).not.toMatch(/https?:|\bsrc=|@import|url\(/);
    expect(html).toContain('data-documents="drafta');
    const script = /<script type="module">([^]*)<\/script>/.exec(html)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain(`script-src 'sha256-${Buffer.from(digest).toString('base64')}'`);
    expect(policy).toContain("default-src 'none'; connect-src 'self'");
  });
});
