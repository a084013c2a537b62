import { randomBytes, randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/call.ts';
import type { Connection } from '../../src/entities/connection.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { connectionAddress } from '../../src/projects/connection-address.ts';
import {
  createConnection,
  createProviders,
  deleteConnection,
  renameProject,
  updateConnection,
  updateProjectModel,
  updateProvider,
} from '../../src/projects/index.ts';
import type { Outcome } from '../../src/refusal.ts';
import { Vault } from '../../src/targets/index.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, codesOf, countOf, host, newGroup, newProject, valueOf } from './room.ts';

const policy = { vault: new Vault(randomBytes(32)) };
const NOTHING = { name: null, host: null, port: null, database: null, user: null, password: null, sslmode: null };

/**
 * A call whose statements wait for a turn before the first one that writes: both of two such calls have read by then what they
 * read, whichever writes first.
 */
function meeting(database: TestDatabase['database'], calls: number): () => Call {
  let arrived = 0;
  const { promise: all, resolve: meet } = Promise.withResolvers<void>();
  return () => {
    const call = callOf(database);
    const { em } = call;
    const kysely = em.getKysely.bind(em);
    let isFirst = true;
    const executeQuery = async (query: CompiledQuery): Promise<unknown> => {
      if (isFirst && ++arrived === calls) meet();
      isFirst = false;
      await all;
      return await kysely().executeQuery(query);
    };
    Object.assign(em, { getKysely: () => ({ executeQuery }) });
    return call;
  };
}

describe.each(databases)('two at once on $name', ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => void (opened = await open()));
  afterAll(async () => await opened.drop());

  const newConnection = async (): Promise<Connection> => {
    const input = {
      group: await newGroup(opened.database),
      name: 'c',
      kind: 'postgres' as const,
      host: 'old',
      port: 1,
      database: 'd',
      user: 'u',
    };
    return valueOf(
      await createConnection(callOf(opened.database), { ...input, password: 'for old', sslmode: 'prefer' }, policy),
    );
  };
  const change = async (
    call: Call,
    id: string,
    changes: Partial<typeof NOTHING> | object,
  ): Promise<Outcome<Connection>> => await updateConnection(call, { id, ...NOTHING, ...changes }, policy);
  const stored = async (id: string): Promise<string> => {
    const {
      host: at,
      port,
      user,
      database,
      password,
    } = (await connectionAddress(callOf(opened.database), id, policy))!;
    return `${user}@${at}:${port}/${database} ${password}`;
  };

  const pairs: readonly (readonly [string, object, object])[] = [
    ['hosts with passwords', { host: 'a', password: 'for a' }, { host: 'b', password: 'for b' }],
    ['a host and a port', { host: 'a', password: 'for a' }, { port: 2, password: 'for old:2' }],
    ['a host and a password', { host: 'a', password: 'for a' }, { password: 'newer, for old' }],
    ['a user and a host', { user: 'v', password: 'of v' }, { host: 'b', password: 'of u at b' }],
    ['encryption and a host', { sslmode: 'disable', password: 'plain' }, { host: 'b', password: 'secret' }],
  ];
  test.each(pairs)('%s: one is written whole, the other is refused', async (_what, one, other) => {
    const alone = await Promise.all(
      [one, other].map(async (changes) => {
        const { id } = await newConnection();
        valueOf(await change(callOf(opened.database), id, changes));
        return await stored(id);
      }),
    );
    const { id } = await newConnection();
    const call = meeting(opened.database, 2);
    const outcomes = await Promise.all([change(call(), id, one), change(call(), id, other)]);
    const won = outcomes.findIndex(({ ok }) => ok);
    const written = outcomes.filter(({ ok }) => ok).length;
    // A change of the password alone leaves the address as it was read, so that both may be written, one after the other.
    expect([await stored(id), written]).toEqual(written === 1 ? [alone[won], 1] : [alone[0], 2]);
    expect(outcomes.flatMap(codesOf)).toEqual(written === 1 ? ['OUTDATED id'] : []);
  });

  test('a change of the address without the password is held against the address as it is then', async () => {
    const { id } = await newConnection();
    const call = meeting(opened.database, 2);
    const outcomes = await Promise.all([
      change(call(), id, { port: 2, password: 'for old:2' }),
      change(call(), id, { name: 'renamed', database: 'other', port: 1 }),
    ]);
    // Whichever was written first, port 1 has not the password of port 2.
    const [one, other] = outcomes.map(codesOf);
    expect([one, other].filter(({ length }) => length > 0)).toHaveLength(1);
    expect(one.length > 0 ? one : other).toEqual(one.length > 0 ? ['OUTDATED id'] : ['INVALID_INPUT password']);
    expect(await stored(id)).toBe(one.length > 0 ? 'u@old:1/other for old' : 'u@old:2/d for old:2');
  });

  test('a name and an address are both kept', async () => {
    const { id } = await newConnection();
    const call = meeting(opened.database, 2);
    const outcomes = await Promise.all([
      change(call(), id, { name: 'renamed' }),
      change(call(), id, { database: 'other' }),
    ]);
    expect(outcomes.flatMap(codesOf)).toEqual([]);
    const [row] = await statement(opened.database.fork(), 'select name, "database" from connection where id = $1', [
      id,
    ]);
    expect(row).toEqual({ name: 'renamed', database: 'other' });
  });

  test('a connection that is deleted meanwhile is not found', async () => {
    const { id } = await newConnection();
    const call = meeting(opened.database, 2);
    const [updated] = await Promise.all([
      change(call(), id, { host: 'a', password: 'for a' }),
      deleteConnection(call(), { id }),
    ]);
    expect(updated.ok ? [] : codesOf(updated)).toEqual(updated.ok ? [] : ['NOT_FOUND id']);
    expect(await connectionAddress(callOf(opened.database), id, policy)).toBeNull();
  });

  test('of a provider’s name and its content neither is lost', async () => {
    const group = await newGroup(opened.database);
    const [{ id }] = valueOf(
      await createProviders(callOf(opened.database), { group, providers: [{ name: 'Plan', values: ['a'] }] }),
    );
    const call = meeting(opened.database, 2);
    const outcomes = await Promise.all([
      updateProvider(call(), { id, name: 'Tariff' }),
      updateProvider(call(), { id, values: ['b', 'c'] }),
    ]);
    expect(outcomes.flatMap(codesOf)).toEqual([]);
    const [row] = await statement(opened.database.fork(), 'select name, "rows", "values" from provider where id = $1', [
      id,
    ]);
    expect(row).toMatchObject({
      name: 'Tariff',
      rows: 2,
      values: { name: 'Tariff', columns: [{ values: ['b', 'c'] }] },
    });
  });

  test('of two models for one revision one is saved', async () => {
    const { project } = await newProject(opened.database);
    const save = async (n: number): Promise<Outcome<unknown>> =>
      await updateProjectModel(
        callOf(opened.database),
        { project, model: `A: { $count: ${n}, id: integer @id }`, revision: 1 },
        host,
      );
    const outcomes = await Promise.all([save(2), save(3), save(4)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(codesOf)).toEqual(['OUTDATED revision', 'OUTDATED revision']);
    expect(await countOf(opened.database, 'project_revision where project_id = $1', [project])).toBe(2);
  });

  test('of two projects that take one name one gets it', async () => {
    const [one, other] = await Promise.all([newProject(opened.database), newProject(opened.database)]);
    await statement(opened.database.fork(), `update project set group_id = $2, name = 'x' where id = $1`, [
      other.project,
      one.group,
    ]);
    const call = meeting(opened.database, 2);
    const name = randomUUID();
    const outcomes = await Promise.all([
      renameProject(call(), { id: one.project, name }),
      renameProject(call(), { id: other.project, name }),
    ]);
    expect(outcomes.flatMap(codesOf)).toEqual(['NAME_TAKEN name']);
  });
});
