import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { PreparingPglite } from '../../src/entities/database/preparing-pglite.ts';

const VALUES = [
  ['int', 7],
  ['int', null],
  ['float8', 0.1],
  ['bigint', '9007199254740993'],
  ['boolean', true],
  ['text', "it's \\ $1 ü 🛒"],
  ['uuid', '01a212dd-2620-705a-a57e-ac91a52c1a63'],
  ['jsonb', JSON.stringify({ a: [1, null, 'x'] })],
  ['json', { a: 1 }],
  ['timestamptz', '2026-11-25 13:00:00.123+00'],
  ['timestamptz', new Date(0)],
  ['date', '2026-11-25'],
  ['text[]', ['a', 'b,"c']],
  ['uuid[]', ['01a212dd-2620-705a-a57e-ac91a52c1a63']],
  ['int[]', []],
] as const;

describe('a database that prepares', () => {
  let database: PreparingPglite;
  beforeAll(async () => {
    database = new PreparingPglite({ loadDataDir: new Blob([readFileSync(inject('pgliteImage'))]) });
    await database.exec('create table thing (id int primary key, name text)');
  });
  afterAll(async () => await database.close());

  const nameOf = async (id: number): Promise<string | undefined> => {
    const { rows } = await database.query<{ name: string }>('select name from thing where id = $1', [id]);
    return rows.at(0)?.name;
  };

  test.each(VALUES)('answers a %s as PGlite does: %j', async (type, value) => {
    const text = `select $1::${type} as value, ($1::${type})::text as text`;
    const plain = await database.transaction(async (tx) => await tx.query(text, [value]));
    expect(await database.query(text, [value])).toEqual(plain);
    expect(await database.query(text, [value])).toEqual(plain);
  });

  test('tells how many rows a write touched, and what it returns', async () => {
    const text = 'insert into thing select n, $1 from generate_series(100, 102) as n';
    expect(await database.query(text, ['many'])).toMatchObject({ rows: [], affectedRows: 3 });
    const returning = await database.query('delete from thing where name = $1 returning id', ['many']);
    expect(returning).toMatchObject({ rows: [{ id: 100 }, { id: 101 }, { id: 102 }], affectedRows: 3 });
  });

  test('an error is the server’s, and harms nothing that follows', async () => {
    const add = async (id: number) => await database.query('insert into thing values ($1, $2)', [id, 'one']);
    await add(1);
    await expect(add(1)).rejects.toMatchObject({ code: '23505' });
    await expect(database.query('select $1 frum thing', [1])).rejects.toMatchObject({ code: '42601' });
    await add(2);
    expect(await nameOf(2)).toBe('one');
  });

  test('thousands of errors leave it as it was', async () => {
    await database.exec(`insert into thing values (50, 'there')`);
    for (let i = 0; i < 3500; i++) {
      await expect(database.query('insert into thing values ($1)', [50])).rejects.toMatchObject({ code: '23505' });
    }
    expect(await nameOf(50)).toBe('there');
  });

  test('a statement beside an open transaction waits for its end', async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<never>();
    const failing = database.transaction(async (tx) => {
      await tx.query('insert into thing values ($1, $2)', [3, 'undone']);
      begun.resolve();
      await ended.promise;
    });
    await begun.promise;
    const beside = database.query('insert into thing values ($1, $2)', [4, 'kept']);
    ended.reject(new Error('roll back'));
    await expect(failing).rejects.toThrow('roll back');
    await beside;
    expect([await nameOf(3), await nameOf(4)]).toEqual([undefined, 'kept']);
  });

  test('more statements than are kept, more runs than a plan has, and a table that changes', async () => {
    for (let run = 0; run < 1200; run++) {
      const { rows } = await database.query(`select $1::int + ${run % 120} as sum`, [run]);
      expect(rows).toEqual([{ sum: run + (run % 120) }]);
    }
    const { rows } = await database.query<{ count: number }>(
      'select count(*)::int as count from pg_prepared_statements where $1',
      [true],
    );
    expect(rows[0].count).toBeLessThanOrEqual(100);
    await database.exec('alter table thing add column size int default 5');
    expect(await nameOf(4)).toBe('kept');
  });
});
