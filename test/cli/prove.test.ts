import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { proveModel, type ProveOptions } from '../../src/cli/prove.ts';
import { type Result, run } from './run.ts';

const MODEL =
  'shop: { $count: 300, id: integer @id, name: string @word }\nsale: { $count: 50, id: integer @id, shop: $shop.id, day: date }\n';
const TABLES = `CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE sale (id INTEGER PRIMARY KEY AUTOINCREMENT, shop INTEGER NOT NULL REFERENCES shop, day TEXT NOT NULL);
`;

const folder = useFolder({
  'shop.yaml': MODEL,
  'good.sql': TABLES,
  'bad.sql': TABLES.replace('name TEXT', "name TEXT CONSTRAINT short CHECK (name = '')"),
});

beforeAll(() => {
  const database = new DatabaseSync(join(folder, 'shop.db'));
  database.exec(`${TABLES} INSERT INTO shop VALUES (1, 'there');`);
  database.close();
});

describe('prove', () => {
  test('exits with 0 where all rows are taken, and says where', async () => {
    const { code, stdout } = await run(['prove', 'shop.yaml', '--ddl', 'good.sql'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^table {2}rows {2}refused\nshop {4}100 {8}0\nsale {5}50 {8}0\n\n0 of 150 rows refused, in 2 tables \(SQLite /,
    );
  });

  test('exits with 1 for refused rows, and names what refused them', async () => {
    const { code, stdout } = await run(['prove', 'shop.yaml', '--ddl', 'bad.sql', '--rows', '20', '--json'], folder);
    expect(code).toBe(1);
    const { refused, tables } = JSON.parse(stdout);
    expect(refused).toBe(40);
    expect(tables[0]).toMatchObject({ table: 'shop', rows: 20, refused: 20, refusals: [{ constraint: 'short' }] });
  });

  test('takes the tables of a database, whose rows do not matter', async () => {
    const { code } = await run(['prove', 'shop.yaml', '--target', 'sqlite:shop.db'], folder);
    expect(code).toBe(0);
  });

  const WRONG: readonly (readonly [options: Partial<ProveOptions>, message: RegExp])[] = [
    [{}, /name the tables: --ddl FILE, or --target ADDRESS/],
    [{ ddl: 'missing.sql' }, /missing\.sql/],
    [{ ddl: 'good.sql', from: 'oracle' }, /which is Oracle DDL: scripts of PostgreSQL, MySQL and SQLite/],
    [{ ddl: 'good.sql', from: 'mysql' }, /is tried on a server: name one as mysql:/],
    [{ ddl: 'good.sql', from: 'postgres', target: 'mysql://a@localhost/b' }, /name one as postgres:/],
    [{ target: 'mysql://a@localhost/b', schema: 'x' }, /--schema applies/],
    [{ ddl: 'good.sql', from: 'orakel' }, /unknown dialect "orakel"/],
    [{ target: 'mongodb://x' }, /--target: expected postgres:.* or sqlite:PATH/],
    [{ target: 'sqlite:missing.db' }, /cannot be opened/],
    [{ ddl: 'good.sql', schema: 'x' }, /--schema applies/],
  ];

  test.each(WRONG)('%j is wrong usage', async ({ ddl, ...others }, message) => {
    const options = { set: new Map(), override: [], rows: 1, ...others };
    const script = ddl === undefined ? {} : { ddl: join(folder, ddl) };
    const proof = proveModel(join(folder, 'shop.yaml'), { ...options, ...script });
    await expect(proof).rejects.toThrow(message);
    await expect(proof).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('check --target', () => {
  let result: Result;
  beforeAll(async () => {
    const model = MODEL.replace('name:', 'nam:').replace('day: date', 'day: date null 10%');
    result = await run(['check', '-', '--target', 'sqlite:shop.db', '--json'], folder, model);
  });

  test('lists everything that a load would refuse', async () => {
    expect(result.code).toBe(2);
    const { errors, target } = JSON.parse(result.stdout);
    expect(errors).toBe(0);
    expect(target.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`)).toEqual([
      'COLUMN_MISSING shop.nam',
      'COLUMN_REQUIRED shop.name',
      'COLUMN_NOT_NULL sale.day',
    ]);
  });

  test('says that the tables fit', async () => {
    const { code, stdout } = await run(['check', 'shop.yaml', '--target', 'sqlite:shop.db'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('the tables of the target fit the model');
  });
});
