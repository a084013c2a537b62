import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '../../src/access.ts';
import { ApiKey } from '../../src/entities/api-key.ts';
import { createApiKey, Keys, makeKey, readKey, revokeApiKey } from '../../src/projects/index.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, codesOf, countOf, type Holder, newGroup, valueOf } from './room.ts';

const HOUR = 3_600_000;

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  let keys: Keys;
  beforeAll(async () => {
    opened = await kind.open();
    keys = new Keys(opened.database);
  });
  afterAll(async () => await opened.drop());

  const create = async (input: Partial<Parameters<typeof createApiKey>[1]>, holder?: Holder) =>
    await createApiKey(callOf(opened.database, holder), { name: 'ci', scopes: ['read'], ...input });

  describe('an API key', () => {
    test('is made, with its secret said once and not kept', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const expiresAt = new Date(Date.now() + HOUR);
      const { key, secret } = valueOf(
        await create({ scopes: ['generate', 'read'], groups: [group, group], expiresAt }),
      );
      expect(key).toMatchObject({
        name: 'ci',
        scopes: ['read', 'generate'],
        groups: [group],
        expiresAt,
        revokedAt: null,
      });
      expect(readKey(secret)).toEqual({ publicId: key.publicId, hash: key.hash });
      const kept = JSON.stringify(await database.fork().findOneOrFail(ApiKey, { id: key.id }));
      expect(kept).not.toContain(secret.slice(12, 44));
      const access = await keys.authenticate(secret);
      expect(access).toEqual({
        keyId: key.id,
        scopes: new Set(['read', 'generate']),
        groups: new Set([group]),
        expiresAt,
      });
    });

    test('without groups sees all, without an end stays', async () => {
      const { key, secret } = valueOf(await create({ groups: null, expiresAt: null }));
      expect(key).toMatchObject({ groups: null, expiresAt: null });
      expect(await keys.authenticate(secret)).toMatchObject({ groups: null, expiresAt: null });
    });

    test('is refused with everything that is wrong, and none is made', async () => {
      const { database } = opened;
      const before = await countOf(database, 'api_key');
      const all = await create({ name: '\0', scopes: [], groups: [], expiresAt: new Date(0) });
      expect(codesOf(all)).toEqual([
        'INVALID_INPUT name',
        'INVALID_INPUT scopes',
        'INVALID_INPUT groups',
        'INVALID_INPUT expiresAt',
      ]);
      const own = await newGroup(database);
      expect(codesOf(await create({ groups: [own, 'x\0', randomUUID()] }))).toEqual([
        'NOT_FOUND groups.1',
        'NOT_FOUND groups.2',
      ]);
      expect(codesOf(await create({ groups: Array.from({ length: 101 }, () => own) }))).toEqual([
        'INVALID_INPUT groups',
      ]);
      const wrong: readonly Scope[] = JSON.parse('["read", "everything", "__proto__"]');
      expect(codesOf(await create({ scopes: wrong }))).toEqual(['INVALID_INPUT scopes.1', 'INVALID_INPUT scopes.2']);
      for (const time of [Number.NaN, Date.now() - HOUR, Date.UTC(10_000, 0, 1), 8.64e15, -8.64e15]) {
        expect(codesOf(await create({ expiresAt: new Date(time) }))).toEqual(['INVALID_INPUT expiresAt']);
      }
      expect(await countOf(database, 'api_key')).toBe(before);
    });

    test('gives no more than it has', async () => {
      const { database } = opened;
      const [own, other] = [await newGroup(database), await newGroup(database)];
      const repeated: readonly Scope[] = ['read', 'read', 'read', 'read', 'admin'];
      expect(codesOf(await create({ scopes: repeated }, { scopes: ['admin'] }))).toEqual(['INVALID_INPUT scopes']);
      expect(codesOf(await create({ scopes: ['write'] }, { scopes: ['admin'] }))).toEqual([]);

      const bound: Holder = { groups: [own] };
      expect(codesOf(await create({}, bound))).toEqual(['NOT_ALLOWED groups']);
      expect(codesOf(await create({ groups: [own, other] }, bound))).toEqual(['NOT_FOUND groups.1']);
      expect(codesOf(await create({ groups: [own] }, bound))).toEqual([]);

      const ending: Holder = { expiresAt: new Date(Date.now() + HOUR) };
      expect(codesOf(await create({}, ending))).toEqual(['NOT_ALLOWED expiresAt']);
      expect(codesOf(await create({ expiresAt: new Date(Date.now() + 2 * HOUR) }, ending))).toEqual([
        'NOT_ALLOWED expiresAt',
      ]);
      expect(codesOf(await create({ expiresAt: new Date(Date.now() + HOUR / 2) }, ending))).toEqual([]);
    });

    test('is revoked at once and for good', async () => {
      const { key, secret } = valueOf(await create({}));
      const access = await keys.authenticate(secret);
      expect(access).not.toBeNull();
      const revoked = valueOf(await revokeApiKey(callOf(opened.database), { id: key.id }, keys));
      expect(revoked.revokedAt).toBeInstanceOf(Date);
      expect(await keys.authenticate(secret)).toBeNull();
      expect(access !== null && (await keys.isValid(access))).toBe(false);
      const again = valueOf(await revokeApiKey(callOf(opened.database), { id: key.id }, keys));
      expect(again.revokedAt).toEqual(revoked.revokedAt);
    });

    test('is revoked only by a key that sees all its groups', async () => {
      const { database } = opened;
      const [own, other] = [await newGroup(database), await newGroup(database)];
      const call = () => callOf(database, { groups: [own] });
      for (const groups of [null, [other], [own, other]]) {
        const { key, secret } = valueOf(await create({ groups }));
        expect(codesOf(await revokeApiKey(call(), { id: key.id }, keys))).toEqual(['NOT_FOUND id']);
        expect(await keys.authenticate(secret)).not.toBeNull();
      }
      const { key } = valueOf(await create({ groups: [own] }));
      expect(codesOf(await revokeApiKey(call(), { id: key.id }, keys))).toEqual([]);
      for (const id of [randomUUID(), 'x\0', makeKey().publicId]) {
        expect(codesOf(await revokeApiKey(callOf(database), { id }, keys))).toEqual(['NOT_FOUND id']);
      }
    });
  });
});
