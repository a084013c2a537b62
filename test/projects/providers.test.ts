import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Provider } from '../../src/entities/provider.ts';
import { storedProviders } from '../../src/entities/queries/stored-model.ts';
import { createProviders, deleteProvider, findProvider, updateProvider } from '../../src/projects/index.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, codesOf, countOf, newGroup, valueOf } from './room.ts';

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());

  async function valuesOf(id: string): Promise<unknown> {
    return (await opened.database.fork().findOneOrFail(Provider, { id }, { populate: ['values'] })).values;
  }

  async function newProvider(group: string | null, name = 'Plan'): Promise<string> {
    const [made] = valueOf(
      await createProviders(callOf(opened.database), { group, providers: [{ name, values: ['a', 'b'] }] }),
    );
    return made.id;
  }

  describe('providers', () => {
    test('are made in order, and are what models take', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const providers = [
        { name: 'Zone 🛒', values: ['a', 1.5, true, null, '__proto__'] },
        { name: 'Plan', values: ['free', 'pro'], weights: [3, 1], columns: null },
        {
          name: '__proto__',
          columns: [
            { name: 'code', values: ['DE', 'FR'] },
            { name: 'name', values: ['Germany', 'France'] },
          ],
        },
      ];
      const made = valueOf(await createProviders(callOf(database), { group, providers }));
      expect(made).toMatchObject([
        { name: 'Zone 🛒', columns: [''], rows: 5, weighted: false, group: { id: group } },
        { name: 'Plan', columns: [''], rows: 2, weighted: true },
        { name: '__proto__', columns: ['code', 'name'], rows: 2, weighted: false },
      ]);
      expect(await valuesOf(made[0].id)).toEqual({
        name: 'Zone 🛒',
        columns: [{ name: '', values: ['a', { value: 1.5, text: '1.5' }, true, null, '__proto__'] }],
        weights: null,
      });
      const used = await storedProviders(database.fork(), group, 'x: string @Plan');
      expect(used).toEqual([{ name: 'Plan', columns: [{ name: '', values: ['free', 'pro'] }], weights: [3, 1] }]);
    });

    test('are found by id and by path, those of a group and shared ones apart', async () => {
      const { database } = opened;
      const groupName = randomUUID();
      const group = await newGroup(database, groupName);
      const name = randomUUID();
      const own = await newProvider(group, name);
      const shared = await newProvider(null, name);
      const call = callOf(database);
      expect(await findProvider(call, { id: own })).toMatchObject({ name });
      expect(await findProvider(call, { path: { group: groupName, name } })).toMatchObject({ id: own });
      expect(await findProvider(call, { path: { group: null, name } })).toMatchObject({ id: shared });
      expect(await findProvider(call, { path: { group: randomUUID(), name } })).toBeNull();
      expect(await findProvider(call, { path: { group: null, name: '\0' } })).toBeNull();
      expect(await findProvider(call, { path: { group: '\0', name } })).toBeNull();
      expect(await findProvider(call, { id: 'nothing' })).toBeNull();
    });

    test('are all made or none: everything that is wrong is told', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const providers = [
        { name: 'good', values: ['a'] },
        { name: ' a\0', values: [{}, ['x'], 'x\0'] },
        { name: 'b' },
        { name: 'c', values: ['a'], columns: [{ name: 'x', values: ['a'] }] },
        { name: 'd', columns: [{ name: 'x', values: ['a'] }], weights: [1] },
        { name: 'e', values: ['a', 'b'], weights: [0, 0] },
        { name: 'good', values: ['b'] },
      ];
      expect(codesOf(await createProviders(callOf(database), { group, providers }))).toEqual([
        'INVALID_INPUT providers.1.name',
        'INVALID_INPUT providers.1.values.0',
        'INVALID_INPUT providers.1.values.1',
        'INVALID_INPUT providers.1.values.2',
        'INVALID_INPUT providers.2.values',
        'INVALID_INPUT providers.3.values',
        'INVALID_INPUT providers.4.weights',
        'INVALID_INPUT providers.5.weights',
        'NAME_TAKEN providers.6.name',
      ]);
      expect(await countOf(database, 'provider where group_id = $1', [group])).toBe(0);
    });

    test('are at most 100, of at most 8 MiB each, and their refusals are as few', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const create = async (providers: Parameters<typeof createProviders>[1]['providers']) =>
        codesOf(await createProviders(callOf(database), { group, providers }));
      expect(await create([])).toEqual(['INVALID_INPUT providers']);
      const many = Array.from({ length: 101 }, (_, i) => ({ name: `p${i}`, values: [i] }));
      expect(await create(many)).toEqual(['INVALID_INPUT providers']);
      const text = 'x'.repeat(60_000);
      expect(await create([{ name: 'big', values: Array.from({ length: 140 }, () => text) }])).toEqual([
        'INVALID_INPUT providers.0.values',
      ]);
      const faulty = Array.from({ length: 100 }, (_, i) => ({ name: `p${i}`, values: [{}, {}] }));
      expect(await create(faulty)).toHaveLength(100);
      expect(await create(many.slice(1))).toEqual([]);
    });

    test('have names of their own in their group and among the shared ones, also in a race', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
      for (const place of [group, null]) {
        const create = async (...names: string[]) => {
          const providers = names.map((name) => ({ name, values: ['x'] }));
          return codesOf(await createProviders(callOf(database), { group: place, providers }));
        };
        // The same names crosswise, so that who locks in the order of the list would wait for ever.
        const [first, second] = await Promise.all([create(a, b), create(b, a)]);
        expect([first.length, second.length].sort((x, y) => x - y)).toEqual([0, 2]);
        expect(await create(c, b)).toEqual(['NAME_TAKEN providers.1.name']);
        const names = 'name = any($1) and group_id is not distinct from $2';
        expect(await countOf(database, `provider where ${names}`, [[a, b, c], place])).toBe(2);
      }
    });

    test('want a group that is there', async () => {
      const providers = [{ name: 'x', values: [] }];
      expect(codesOf(await createProviders(callOf(opened.database), { group: randomUUID(), providers }))).toEqual([
        'INVALID_INPUT providers.0.values',
        'NOT_FOUND group',
      ]);
    });
  });

  describe('a provider', () => {
    test('is renamed and keeps its content', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const id = await newProvider(group);
      const call = callOf(database);
      expect(await findProvider(call, { id })).toMatchObject({ name: 'Plan' });
      expect(valueOf(await updateProvider(call, { id, name: 'Tariff' }))).toMatchObject({ name: 'Tariff', rows: 2 });
      expect(await valuesOf(id)).toEqual({
        name: 'Tariff',
        columns: [{ name: '', values: ['a', 'b'] }],
        weights: null,
      });
      expect(codesOf(await updateProvider(call, { id, name: null, values: null }))).toEqual([]);
    });

    test('gets new content as a whole and keeps its name', async () => {
      const { database } = opened;
      const id = await newProvider(await newGroup(database));
      const weighted = valueOf(await updateProvider(callOf(database), { id, values: [1, 2, 3], weights: [1, 2, 3] }));
      expect(weighted).toMatchObject({ name: 'Plan', columns: [''], rows: 3, weighted: true });
      const columns = [{ name: 'code', values: ['DE'] }];
      const wide = valueOf(await updateProvider(callOf(database), { id, columns }));
      expect(wide).toMatchObject({ name: 'Plan', columns: ['code'], rows: 1, weighted: false });
      expect(await valuesOf(id)).toEqual({ name: 'Plan', columns, weights: null });
      const both = valueOf(await updateProvider(callOf(database), { id, name: 'Both', values: ['x'] }));
      expect(both).toMatchObject({ name: 'Both', columns: [''], rows: 1 });
      expect(await valuesOf(id)).toMatchObject({ name: 'Both' });
    });

    test('that is renamed and filled at once keeps both changes', async () => {
      const { database } = opened;
      const id = await newProvider(await newGroup(database));
      await Promise.all([
        updateProvider(callOf(database), { id, name: 'Tariff' }),
        updateProvider(callOf(database), { id, values: ['z'] }),
      ]);
      expect(await findProvider(callOf(database), { id })).toMatchObject({ name: 'Tariff', rows: 1 });
      expect(await valuesOf(id)).toEqual({ name: 'Tariff', columns: [{ name: '', values: ['z'] }], weights: null });
    });

    test('is refused with everything that is wrong', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const id = await newProvider(group);
      await newProvider(group, 'Taken');
      const update = async (input: Omit<Parameters<typeof updateProvider>[1], 'id'>, of = id) =>
        codesOf(await updateProvider(callOf(database), { id: of, ...input }));
      expect(await update({ name: 'Taken' })).toEqual(['NAME_TAKEN name']);
      expect(await update({ name: '' })).toEqual(['INVALID_INPUT name']);
      expect(await update({ weights: [1] })).toEqual(['INVALID_INPUT values']);
      expect(await update({ name: ' ', values: [] }, randomUUID())).toEqual([
        'NOT_FOUND id',
        'INVALID_INPUT name',
        'INVALID_INPUT values',
      ]);
      expect(await valuesOf(id)).toMatchObject({ name: 'Plan', columns: [{ values: ['a', 'b'] }] });
    });

    test('is deleted', async () => {
      const { database } = opened;
      const id = await newProvider(await newGroup(database));
      const call = callOf(database);
      expect(await findProvider(call, { id })).not.toBeNull();
      expect(await deleteProvider(call, { id })).toEqual({ ok: true, value: { id } });
      expect(await findProvider(call, { id })).toBeNull();
      expect(codesOf(await deleteProvider(call, { id }))).toEqual(['NOT_FOUND id']);
    });

    test('of another group is not there for a bound key; a shared one is seen and left alone', async () => {
      const { database } = opened;
      const own = await newGroup(database);
      const others = await newGroup(database);
      const [foreign, shared] = [await newProvider(others), await newProvider(null, randomUUID())];
      const call = callOf(database, { groups: [own] });
      expect(await findProvider(call, { id: foreign })).toBeNull();
      expect(await findProvider(call, { id: shared })).not.toBeNull();
      const change = { name: 'mine', values: ['stolen'] };
      expect(codesOf(await updateProvider(call, { id: foreign, ...change }))).toEqual(['NOT_FOUND id']);
      expect(codesOf(await deleteProvider(call, { id: foreign }))).toEqual(['NOT_FOUND id']);
      expect(codesOf(await updateProvider(call, { id: shared, ...change }))).toEqual(['NOT_ALLOWED id']);
      expect(codesOf(await deleteProvider(call, { id: shared }))).toEqual(['NOT_ALLOWED id']);
      expect(codesOf(await createProviders(call, { group: null, providers: [change] }))).toEqual(['NOT_ALLOWED group']);
      expect(codesOf(await createProviders(call, { group: others, providers: [change] }))).toEqual(['NOT_FOUND group']);
      for (const id of [foreign, shared]) {
        expect(await valuesOf(id)).toMatchObject({ columns: [{ values: ['a', 'b'] }] });
      }
      expect(await countOf(database, 'provider where group_id = any($1)', [[own, others]])).toBe(1);
      expect(codesOf(await createProviders(call, { group: own, providers: [change] }))).toEqual([]);
    });
  });
});
