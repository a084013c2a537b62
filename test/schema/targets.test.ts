import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { databases } from '../database/databases.ts';
import { World } from './world.ts';

interface Payload {
  readonly connection: { readonly id: string; readonly name: string } | null;
  readonly serverVersion: string | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

describe.each(databases)('connections that are saved, on $name', ({ open }) => {
  let world: World;
  let group: string;
  let groupRow: string;
  const server = new URL(inject('serverUrl'));
  const address = {
    host: server.hostname,
    port: Number(server.port),
    database: server.pathname.slice(1),
    user: server.username,
    password: server.password,
  };
  beforeAll(async () => {
    world = await World.open(open());
    ({ group, groupRow } = await world.project());
  });
  afterAll(async () => await world.close());

  async function mutate(verb: string, input: object, access?: Access): Promise<Payload> {
    const name = `${verb}Connection`;
    const fields = verb === 'delete' ? 'deletedId' : `connection { id name } ${verb === 'test' ? 'serverVersion' : ''}`;
    const { data, errors } = await world.run<Record<string, Payload>>(
      `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) {
        ${name}(input: $input) { ${fields} errors { ... on UserError { code path message } } }
      }`,
      { input },
      access,
    );
    expect(errors).toEqual([]);
    return data![name];
  }

  const codes = ({ errors }: Payload): string[] => errors.map(({ code, path }) => `${code} ${path.join('.')}`);

  async function create(name: string, changes: object = {}): Promise<string> {
    const made = await mutate('create', { projectGroup: group, name, ...address, ...changes });
    expect(made.errors).toEqual([]);
    return made.connection!.id;
  }

  test('can be made, found, tested and deleted; the password is never shown', async () => {
    const id = await create('main');
    const { data } = await world.run(
      `query ($id: ID!, $group: ID!) {
        connection(by: { id: $id }) { name host port database user sslmode projectGroup { id } }
        node(id: $id) { ... on Target { name } }
        connections(filter: { projectGroup: $group, nameContains: "MAI" }) { totalCount nodes { id } }
      }`,
      { id, group },
    );
    const { password: _, ...shown } = address;
    expect(data).toEqual({
      connection: { name: 'main', ...shown, sslmode: 'PREFER', projectGroup: { id: group } },
      node: { name: 'main' },
      connections: { totalCount: 1, nodes: [{ id }] },
    });
    expect(await mutate('test', { id })).toMatchObject({ serverVersion: expect.stringMatching(/^\d+/), errors: [] });
    expect(await mutate('delete', { id })).toEqual({ deletedId: id, errors: [] });
    expect(codes(await mutate('test', { id }))).toEqual(['NOT_FOUND id']);
  });

  test('are encrypted in the database', async () => {
    await create('sealed', { password: 'canary' });
    const [{ all }] = await world.sql<{ all: string }>('select jsonb_agg(connection)::text as all from connection');
    expect(all).toContain('"sealed"');
    expect(all).not.toContain('canary');
  });

  test('have names of their own in their group', async () => {
    const id = await create('one');
    await create('two');
    const again = await mutate('create', { projectGroup: group, name: 'one', ...address });
    expect(codes(again)).toEqual(['NAME_TAKEN name']);
    expect(codes(await mutate('update', { id, name: 'two' }))).toEqual(['NAME_TAKEN name']);
    expect(await mutate('update', { id, name: 'three' })).toMatchObject({ connection: { id, name: 'three' } });
  });

  test('are refused with all that is wrong', async () => {
    const wrong = { host: '/var/run', port: 0, database: 'x'.repeat(64), user: '', password: 'a\0' };
    expect(codes(await mutate('create', { projectGroup: 'x', name: ' ', ...wrong }))).toEqual([
      ...['name', 'host', 'port', 'database', 'user', 'password'].map((part) => `INVALID_INPUT ${part}`),
      'NOT_FOUND projectGroup',
    ]);
  });

  test('send the password to nobody else', async () => {
    const id = await create('careful');
    for (const change of [{ host: '127.0.0.2' }, { port: 1 }, { user: 'other' }, { sslmode: 'DISABLE' }]) {
      expect(codes(await mutate('update', { id, ...change }))).toEqual(['INVALID_INPUT password']);
    }
    expect(codes(await mutate('update', { id, host: '127.0.0.2', password: 'x' }))).toEqual([]);
  });

  test.each([
    [{ password: 'canary' }, 'AUTHENTICATION_FAILED'],
    [{ host: '10.0.0.1' }, 'ADDRESS_NOT_ALLOWED'],
    [{ port: 1 }, 'TARGET_UNREACHABLE'],
    [{ sslmode: 'VERIFY_FULL' }, 'TLS_FAILED'],
  ])('tell why they do not work: %j', async (changes, code) => {
    const id = await create(code, changes);
    const { errors } = await mutate('test', { id });
    expect(errors).toEqual([{ code, path: ['id'], message: expect.not.stringContaining('canary') }]);
  });

  test('get the rows of a task, whose failure tells all that is wrong with the tables', async () => {
    const { id: project } = await world.project();
    const started = await world.run<{ startGeneration: { task: { id: string } } }>(
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { task { id } } }',
      { input: { project, connection: { inline: address }, mode: 'TRUNCATE', tableSchema: 'nowhere' } },
    );
    expect(started.errors).toEqual([]);
    const { id } = started.data!.startGeneration.task;
    const seen: unknown[] = [];
    const watch = `subscription ($id: ID!) { taskProgress(id: $id) {
      status target { connection { id } host mode tableSchema } error { code problems { code path } } archiveUrl artifacts { url }
    } }`;
    for await (const { data } of await world.watch(watch, { id })) seen.push(data);
    expect(seen.at(-1)).toMatchObject({
      taskProgress: {
        status: 'FAILED',
        target: { connection: null, host: address.host, mode: 'TRUNCATE', tableSchema: 'nowhere' },
        error: { code: 'TABLES_UNFIT', problems: [{ code: 'TABLE_MISSING', path: ['Country'] }, { path: ['User'] }] },
        archiveUrl: null,
        artifacts: [],
      },
    });
  });

  test('belong to their group', async () => {
    const id = await create('hidden');
    const bound = await world.key({ groups: [(await world.project()).groupRow] });
    expect(codes(await mutate('test', { id }, bound))).toEqual(['NOT_FOUND id']);
    expect(codes(await mutate('update', { id, name: 'x' }, bound))).toEqual(['NOT_FOUND id']);
    const query =
      'query ($id: ID!) { connection(by: { id: $id }) { id } node(id: $id) { id } connections { totalCount } }';
    expect((await world.run(query, { id }, bound)).data).toEqual({
      connection: null,
      node: null,
      connections: { totalCount: 0 },
    });
    const own = await world.key({ groups: [groupRow] });
    expect((await world.run(query, { id }, own)).data).toMatchObject({ connection: { id }, node: { id } });
  });
});
