import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openPostgres } from '../database/databases.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb } from '../database/use-mariadb.ts';
import { World } from './world.ts';

describe.skipIf(!hasMariadb())(`connections to MariaDB (skipped where ${NO_MARIADB})`, () => {
  let world: World;
  let group: string;
  beforeAll(async () => {
    world = await World.open(openPostgres());
    ({ group } = await world.project());
  });
  afterAll(async () => await world.close());

  const mutate = async (verb: string, input: object, fields: string): Promise<Record<string, unknown>> => {
    const name = `${verb}Connection`;
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await world.run<Record<string, Record<string, unknown>>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} errors { ... on UserError { code } } } }`,
      { input },
    );
    expect(errors).toEqual([]);
    return data![name];
  };

  test('keep their kind, have a port of their own, and are tested', async () => {
    const { hostname: host, port, username: user, password } = new URL(inject('mariadbUrl') ?? '');
    const address = { projectGroup: group, name: 'maria', kind: 'MYSQL', host, database: 'mysql', user, password };
    const made = await mutate('create', address, 'connection { id kind port }');
    expect(made).toEqual({ connection: { id: expect.any(String), kind: 'MYSQL', port: 3306 }, errors: [] });
    const { data } = await world.run<{ connections: { nodes: { id: string }[] } }>('{ connections { nodes { id } } }');
    const [{ id }] = data!.connections.nodes;
    const moved = await mutate('update', { id, port: Number(port), password }, 'connection { kind port }');
    expect(moved).toEqual({ connection: { kind: 'MYSQL', port: Number(port) }, errors: [] });
    expect(await mutate('test', { id }, 'serverVersion')).toEqual({
      serverVersion: expect.stringMatching(/MariaDB/),
      errors: [],
    });
    await mutate('update', { id, password: 'wrong' }, 'connection { id }');
    expect(await mutate('test', { id }, 'serverVersion')).toEqual({
      serverVersion: null,
      errors: [{ code: 'AUTHENTICATION_FAILED' }],
    });
  });
});
