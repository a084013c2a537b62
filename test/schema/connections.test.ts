import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeCursor } from '../../src/schema/cursor.ts';
import { databases } from '../database/databases.ts';
import { GroupsDocument, type GroupsQueryVariables } from './generated/graphql.ts';
import { World } from './world.ts';

describe.each(databases)('connections on $name', ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await World.open(open());
  });
  afterAll(async () => await world.close());
  // Of one moment each two, so that the id decides as well.
  beforeEach(async () => {
    await world.sql('delete from project_group');
    await add('a', 1);
    await add('b', 1);
    await add('c', 2);
    await add('d', 2);
    await add('e', 3);
  });

  async function add(name: string, second: number): Promise<void> {
    await world.sql(`insert into project_group (id, name, created_at) values ($1, $2, to_timestamp($3))`, [
      newId(),
      name,
      second,
    ]);
  }

  async function page(variables: GroupsQueryVariables) {
    const { data, errors } = await world.run(GroupsDocument, variables);
    expect(errors).toEqual([]);
    const { edges, pageInfo } = data!.projectGroups;
    return { names: edges.map(({ node }) => node.name).join(''), cursors: edges.map(({ cursor }) => cursor), pageInfo };
  }

  test('are newest first and read on from where a page ended', async () => {
    const first = await page({ first: 2 });
    expect(first).toMatchObject({ names: 'ed', pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ names: 'cb', pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    const third = await page({ first: 2, after: second.pageInfo.endCursor });
    expect(third).toMatchObject({ names: 'a', pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const end = await page({ first: 2, after: third.pageInfo.endCursor });
    expect(end).toMatchObject({ names: '', pageInfo: { startCursor: null, endCursor: null, hasNextPage: false } });
  });

  test('can be read from the end', async () => {
    const last = await page({ last: 2 });
    expect(last).toMatchObject({ names: 'ba', pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const before = await page({ last: 2, before: last.pageInfo.startCursor });
    expect(before).toMatchObject({ names: 'dc', pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    const start = await page({ last: 9, before: before.pageInfo.startCursor });
    expect(start).toMatchObject({ names: 'e', pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  });

  test('stay as they are while rows come and go', async () => {
    const first = await page({ first: 2 });
    await add('new', 9);
    await world.sql(`delete from project_group where name = 'd'`);
    expect(await page({ first: 2, after: first.pageInfo.endCursor })).toMatchObject({ names: 'cb' });
    expect(await page({ first: 9, before: first.cursors[0] })).toMatchObject({ names: 'new' });
  });

  test('can be bounded on both sides', async () => {
    const { cursors } = await page({});
    expect(await page({ after: cursors[0], before: cursors[4] })).toMatchObject({ names: 'dcb' });
  });

  test('take 0 to 100 items, in one direction', async () => {
    expect(await page({ first: 0 })).toMatchObject({ names: '', pageInfo: { hasNextPage: true } });
    expect(await page({ first: 100 })).toMatchObject({ names: 'edcba' });
    const refused = async (variables: GroupsQueryVariables) => (await world.run(GroupsDocument, variables)).errors;
    expect(await refused({ first: 101 })).toEqual(['INVALID_INPUT first is a number from 0 to 100']);
    expect(await refused({ last: -1 })).toEqual(['INVALID_INPUT last is a number from 0 to 100']);
    expect(await refused({ first: 1, last: 1 })).toEqual([
      'INVALID_INPUT `first` and `last` cannot be combined: give one of them',
    ]);
  });

  test.each([
    '',
    'rubbish',
    '\0',
    Buffer.from('1,2').toString('base64'),
    Buffer.from(`999999999999999,${newId()}`).toString('base64'),
    'x'.repeat(10_000),
    writeCursor({ createdAt: new Date(1), id: 'no' }),
  ])('refuse a cursor that is none: %#', async (after) => {
    const { errors } = await world.run(GroupsDocument, { after });
    expect(errors).toEqual([expect.stringMatching(/^INVALID_INPUT the cursor does not belong to this list/)]);
  });

  test('find by name, whatever is asked for', async () => {
    await add('100% Über', 4);
    expect(await page({ filter: { nameContains: '% ÜB' } })).toMatchObject({ names: '100% Über' });
    expect(await page({ filter: { nameContains: '_' } })).toMatchObject({ names: '' });
    expect(await page({ filter: { nameContains: '\0' } })).toMatchObject({ names: '' });
    expect(await page({ filter: { nameContains: 'x'.repeat(10_000) } })).toMatchObject({ names: '' });
  });

  test('read the pages of many owners at once, and count each', async () => {
    const groups = await world.sql<{ id: string; name: string }>('select id, name from project_group order by name');
    for (const [i, { id }] of groups.entries()) {
      for (let n = 0; n < i; n++) {
        await world.sql(
          `insert into project (id, group_id, name, revision, created_at) values ($1, $2, $3, 1, to_timestamp($4))`,
          [newId(), id, `p${n}`, n],
        );
      }
    }
    const { data, errors } = await world.run(
      `{ projectGroups(last: 5) { nodes { name projects(first: 2, filter: { nameContains: "p" }) { totalCount pageInfo { hasNextPage } nodes { name } } } } }`,
    );
    expect(errors).toEqual([]);
    const expected = (name: string, totalCount: number, ...names: string[]) => ({
      name,
      projects: { totalCount, pageInfo: { hasNextPage: totalCount > 2 }, nodes: names.map((name) => ({ name })) },
    });
    expect(data).toEqual({
      projectGroups: {
        nodes: [
          expected('e', 4, 'p3', 'p2'),
          expected('d', 3, 'p2', 'p1'),
          expected('c', 2, 'p1', 'p0'),
          expected('b', 1, 'p0'),
          expected('a', 0),
        ],
      },
    });
  });
});
