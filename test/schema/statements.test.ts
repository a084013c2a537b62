import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryOptions, Results } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PreparingPglite } from '../../src/entities/database/preparing-pglite.ts';
import { openNewPGlite } from '../database/databases.ts';
import { World } from './world.ts';

/** The statements of one operation: what runs beside it has another context. */
const counted = new AsyncLocalStorage<string[]>();

const { prototype } = PreparingPglite;
// oxlint-disable-next-line typescript/unbound-method -- it is called with the database it belongs to
const { query } = prototype;

let world: World;
beforeAll(async () => {
  // The database's driver takes the method when it connects.
  prototype.query = async function <T>(this: PreparingPglite, text: string, ...rest: [unknown[]?, QueryOptions?]) {
    counted.getStore()?.push(text);
    return await query.call<PreparingPglite, [string, ...typeof rest], Promise<Results<T>>>(this, text, ...rest);
  };
  world = await World.open(openNewPGlite());
});
afterAll(async () => {
  prototype.query = query;
  await world.close();
});

/** The beginnings of the statements that a query takes, up to where ids stand. */
async function statements(query: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const { errors } = await counted.run(texts, async () => await world.run(query));
  expect(errors).toEqual([]);
  expect(texts).not.toEqual([]);
  return texts.map((text) => text.split(' where ', 1)[0]);
}

/** Makes a group with three projects, one of them a draft, two providers and two tasks. */
async function addGroup(): Promise<void> {
  const { id, group, groupRow } = await world.project();
  await world.addProject(groupRow, 'second');
  await world.addProject(groupRow, 'draft', 'User:\n  name: string @no_such_thing\n');
  await world.run(
    `mutation ($group: ID!) {
      createProviders(input: { projectGroup: $group, providers: [{ name: "A", values: [1] }, { name: "B", values: [2] }] }) {
        errors { __typename }
      }
    }`,
    { group },
  );
  await Promise.all([world.start(id), world.start(id)]);
}

const TASK = `id status waitingFor artifacts { url rows } archiveUrl project { id name } projectGroup { id }`;
const PROJECT = `name model isDraft problems { message } projectGroup { name } revisions { totalCount nodes { number model } }`;
const LISTS: readonly string[] = [
  `{ projectGroups { totalCount nodes { projects { totalCount nodes { name } } providers { totalCount nodes { name } } } } }`,
  `{ projects { nodes { ${PROJECT} } } }`,
  `{ tasks { totalCount nodes { ${TASK} } } }`,
  `{ projectGroups { nodes { projects { nodes { tasks { totalCount nodes { ${TASK} } } } } } } }`,
];

test('nested lists take the same statements for many rows as for few, of tasks that are over and of those that wait', async () => {
  const look = async () => await Promise.all(LISTS.map(statements));
  await addGroup();
  await world.allEnded();
  const few = await look();
  await Promise.all([addGroup(), addGroup(), addGroup()]);
  await world.allEnded();
  expect(await look()).toEqual(few);

  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  world.host.before = async () => await promise;
  await addGroup();
  await addGroup();
  const waiting = await look();
  await addGroup();
  expect(await look()).toEqual(waiting);
  letGo();
  await world.allEnded();
});
