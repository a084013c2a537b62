import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/entities/database/database.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { createApiKey, FaultyAdminKey, Keys, makeKey } from '../../src/projects/index.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, countOf, valueOf } from './room.ts';

/** Longer than any test. */
const LONG = 3_600_000;

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());
  beforeEach(async () => {
    await statement(opened.database.fork(), 'delete from api_key');
  });

  const newKey = async () => valueOf(await createApiKey(callOf(opened.database), { name: 'ci', scopes: ['read'] }));
  /** As another node does it: without a word to the keys here. */
  const change = async (id: string, set: string): Promise<void> => {
    await statement(opened.database.fork(), `update api_key set ${set} where id = $1`, [id]);
  };

  /** Counts the units of work that are begun on a database. */
  function counted(): { database: Pick<Database, 'fork'>; asked: () => number } {
    let asked = 0;
    const fork = () => {
      asked++;
      return opened.database.fork();
    };
    return { database: { fork }, asked: () => asked };
  }

  describe('keys', () => {
    test('know who holds one', async () => {
      const { key, secret } = await newKey();
      const keys = new Keys(opened.database);
      const access = await keys.authenticate(secret);
      expect(access).toEqual({ keyId: key.id, scopes: new Set(['read']), groups: null, expiresAt: null });
      expect(access !== null && (await keys.isValid(access))).toBe(true);
    });

    test('do not ask the database about what cannot be a key', async () => {
      const { secret } = await newKey();
      const { database, asked } = counted();
      const keys = new Keys(database);
      const last = secret.endsWith('a') ? 'b' : 'a';
      for (const token of [
        '',
        '\0',
        'x'.repeat(10_000_000),
        '🛒',
        secret.slice(0, -1) + last,
        `${secret} `,
        'rm_\ud800',
      ]) {
        expect(await keys.authenticate(token)).toBeNull();
      }
      expect(asked()).toBe(0);
    });

    test('do not take a key that is unknown, or another one with a known id', async () => {
      const { key, secret } = await newKey();
      const keys = new Keys(opened.database, LONG);
      expect(await keys.authenticate(makeKey().secret)).toBeNull();
      expect(await keys.authenticate(secret)).not.toBeNull();
      const other = makeKey();
      await change(key.id, `public_id = '${other.publicId}'`);
      // The row is found by its id, and its hash is another key's.
      expect(await new Keys(opened.database).authenticate(other.secret)).toBeNull();
    });

    test('ask once for a thousand subscribers', async () => {
      const { secret } = await newKey();
      const { database, asked } = counted();
      const keys = new Keys(database, LONG);
      const all = await Promise.all(Array.from({ length: 1000 }, async () => await keys.authenticate(secret)));
      expect(new Set(all).size).toBe(1);
      // One reads the key, one notes its use.
      expect(asked()).toBe(2);
      const [access] = all;
      if (access === null) throw new Error('the key is good');
      const valid = await Promise.all(Array.from({ length: 1000 }, async () => await keys.isValid(access)));
      expect(valid.every(Boolean)).toBe(true);
      expect(asked()).toBe(3);
    });

    test('see after a while what another node revoked', async () => {
      const { key, secret } = await newKey();
      const [believing, asking] = [new Keys(opened.database, LONG), new Keys(opened.database, 0)];
      const access = await believing.authenticate(secret);
      if (access === null) throw new Error('the key is good');
      expect(await believing.isValid(access)).toBe(true);
      await change(key.id, 'revoked_at = now()');
      expect(await believing.isValid(access)).toBe(true);
      expect(await asking.isValid(access)).toBe(false);
      expect(await asking.authenticate(secret)).toBeNull();
      believing.forget();
      expect(await believing.isValid(access)).toBe(false);
      expect(await believing.authenticate(secret)).toBeNull();
    });

    test('see that a key is expired, also while they believe what they read', async () => {
      const { key, secret } = await newKey();
      await change(key.id, `expires_at = now() - interval '1 second'`);
      expect(await new Keys(opened.database).authenticate(secret)).toBeNull();
      await change(key.id, `expires_at = now() + interval '1 second'`);
      const keys = new Keys(opened.database, LONG);
      const access = await keys.authenticate(secret);
      if (access === null) throw new Error('the key is still good');
      expect(access.expiresAt).toBeInstanceOf(Date);
      await expect.poll(async () => await keys.isValid(access)).toBe(false);
      expect(await keys.authenticate(secret)).toBeNull();
    });

    test('do not know a key that is deleted', async () => {
      const { key, secret } = await newKey();
      const keys = new Keys(opened.database, 0);
      const access = await keys.authenticate(secret);
      await statement(opened.database.fork(), 'delete from api_key where id = $1', [key.id]);
      expect(access !== null && (await keys.isValid(access))).toBe(false);
    });

    test('remember no failure', async () => {
      const { secret } = await newKey();
      let away = true;
      const fork = () => {
        if (away) throw new Error('the database is away');
        return opened.database.fork();
      };
      const keys = new Keys({ fork }, LONG);
      await expect(keys.authenticate(secret)).rejects.toThrow('away');
      away = false;
      expect(await keys.authenticate(secret)).not.toBeNull();
    });

    test('note the last use once a minute', async () => {
      const { key, secret } = await newKey();
      const keys = new Keys(opened.database, 0);
      const lastUse = async (): Promise<string | null> => {
        const [{ at }] = await statement<{ at: string | null }>(
          opened.database.fork(),
          'select last_used_at::text as at from api_key where id = $1',
          [key.id],
        );
        return at;
      };
      expect(await keys.authenticate(`${secret.slice(0, -1)}!`)).toBeNull();
      expect(await lastUse()).toBeNull();
      await keys.authenticate(secret);
      expect(await lastUse()).not.toBeNull();
      await change(key.id, `last_used_at = now() - interval '30 seconds'`);
      const recent = await lastUse();
      await keys.authenticate(secret);
      expect(await lastUse()).toBe(recent);
      await change(key.id, `last_used_at = now() - interval '61 seconds'`);
      const old = await lastUse();
      await keys.authenticate(secret);
      expect(await lastUse()).not.toBe(old);
    });
  });

  describe('the admin key', () => {
    test('is made by the very first start alone', async () => {
      const secret = await new Keys(opened.database).ensureAdminKey(null);
      if (secret === null) throw new Error('the first start makes a key');
      const access = await new Keys(opened.database).authenticate(secret);
      expect(access).toMatchObject({ scopes: new Set(['admin']), groups: null, expiresAt: null });
      expect(await new Keys(opened.database).ensureAdminKey(null)).toBeNull();
      await statement(opened.database.fork(), 'update api_key set revoked_at = now()');
      expect(await new Keys(opened.database).ensureAdminKey(null)).toBeNull();
    });

    test('is made once by nodes that start at the same time', async () => {
      const nodes = Array.from({ length: 8 }, () => new Keys(opened.database));
      // Opens a connection for each, so that none waits for one.
      await Promise.all(nodes.map(async () => await statement(opened.database.fork(), 'select pg_sleep(0.1)')));
      const made = await Promise.all(nodes.map(async (keys) => await keys.ensureAdminKey(null)));
      expect(made.filter((secret) => secret !== null)).toHaveLength(1);
      expect(await countOf(opened.database, 'api_key')).toBe(1);
    });

    test('works from then on where it is given, at every start', async () => {
      const { secret } = makeKey();
      await newKey();
      for (let start = 0; start < 2; start++) {
        const keys = new Keys(opened.database);
        expect(await keys.ensureAdminKey(secret)).toBeNull();
        expect(await keys.authenticate(secret)).toMatchObject({ scopes: new Set(['admin']), groups: null });
      }
      expect(await countOf(opened.database, 'api_key')).toBe(2);
    });

    test('that is given has all rights, also where it had less', async () => {
      const { key, secret } = await newKey();
      await change(key.id, `expires_at = now() - interval '1 second'`);
      const keys = new Keys(opened.database, LONG);
      expect(await keys.authenticate(secret)).toBeNull();
      await keys.ensureAdminKey(secret);
      expect(await keys.authenticate(secret)).toMatchObject({
        keyId: key.id,
        scopes: new Set(['admin']),
        expiresAt: null,
      });
    });

    test('that is malformed, revoked or like another one is refused without being said', async () => {
      const { key, secret } = await newKey();
      const keys = new Keys(opened.database);
      await change(key.id, 'revoked_at = now()');
      const other = makeKey();
      await statement(
        opened.database.fork(),
        `insert into api_key (id, public_id, hash, name, scopes) values (gen_random_uuid(), $1, $2, 'x', '{read}')`,
        [other.publicId, makeKey().hash],
      );
      for (const [given, why] of [
        [secret, 'revoked'],
        [other.secret, 'another key'],
        ['hunter2', 'form'],
      ]) {
        const error = await keys.ensureAdminKey(given).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(FaultyAdminKey);
        expect(String(error)).toContain(why);
        expect(String(error)).not.toContain(given);
      }
      expect(await keys.authenticate(secret)).toBeNull();
      expect(await keys.authenticate(other.secret)).toBeNull();
    });
  });
});
