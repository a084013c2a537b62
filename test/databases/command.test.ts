import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSchema } from '../../src/cli/import/read-schema.ts';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { useTarget } from '../targets/target.ts';

const target = useTarget();
const folder = useFolder({});

beforeAll(async () => {
  await target.query(`
    create schema sales; create schema "More Sales";
    create table sales.customer (id int primary key, name text not null, net pg_snapshot);
    create table "More Sales"."order" (id int primary key, customer int not null references sales.customer);
    create table public.other (id int primary key)`);
  const database = new DatabaseSync(join(folder, 'shop.db'));
  database.exec('CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
  database.close();
});

describe('rowmill import of a database', () => {
  test('prints the model and what it does not keep, by table and column, and nothing of the address', async () => {
    const { password } = new URL(target.url);
    const { code, stdout, stderr } = await run(['import', target.url, '--report', 'report.json'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sales\.customer:$/m);
    expect(stderr).toMatch(/^approximated COLUMN_OPTIONAL (?:sales\.)?customer\.net: The type/m);
    expect(stderr).toMatch(/^Read as postgresql: 3 tables, 5 of 6 columns, 3 keys, 1 reference, /m);
    const report = readFileSync(join(folder, 'report.json'), 'utf8');
    for (const text of [stdout, stderr, report]) {
      expect(text).not.toContain(`:${password}@`);
      expect(text).not.toContain(new URL(target.url).host);
    }
  });

  test('takes schemas that are named', async () => {
    const named = ['--schema', 'sales', '--schema', 'More Sales'];
    const { code, stdout } = await run(['import', target.url, ...named], folder);
    expect({ code, entities: stdout.match(/^[\w ]+\.\w+:$/gm) }).toEqual({
      code: 0,
      entities: ['More Sales.order:', 'sales.customer:'],
    });
    const missing = await run(['import', target.url, '--schema', 'nowhere'], folder);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('there is no table in the schemas nowhere');
  });

  test('knows a SQLite file by its first bytes, whatever its name and size', async () => {
    const { code, stdout, stderr } = await run(['import', 'shop.db', '--from', 'sqlite3'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^customer:$/m);
    expect(stderr).toMatch(/^Read as sqlite: 1 table,/m);
    writeFileSync(join(folder, 'shop.sql'), 'create table a (id int primary key)');
    expect((await run(['import', 'shop.sql'], folder)).stdout).toMatch(/^a:$/m);
  });

  test.each([
    ['mongodb://me:canary@localhost/shop', {}, 2, 'expected postgres://user@host/database, mysql://user@host/database'],
    ['postgres://me:canary@127.0.0.1:1/shop', { from: 'mysql' }, 2, 'the database is read as postgresql'],
    ['mysql://me:canary@127.0.0.1:1/shop', { schema: ['a'] }, 2, '--schema applies to PostgreSQL databases only'],
    ['shop.yaml', { schema: ['a'] }, 2, '--schema applies to PostgreSQL databases only'],
    ['postgres://me:canary@127.0.0.1:1/shop', {}, 1, 'no server responds at this address'],
  ])(
    'refuses what is no address, or has no use, without a word of the address (%#)',
    async (path, options, code, why) => {
      const failing = readSchema(path, options);
      await expect(failing).rejects.toMatchObject({ exitCode: code, message: expect.stringContaining(why) });
      await expect(failing).rejects.not.toThrow('canary');
    },
  );
});
