import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Program } from '../../src/engine/compile/program.ts';
import { Canvas } from '../../src/formats/index.ts';
import { sqlite } from '../../src/formats/sqlite.ts';
import { Buffers } from '../../src/workers/making/buffers.ts';
import { makeDataset } from '../../src/workers/making/dataset-maker.ts';
import { estimateDatasetBytes } from '../../src/workers/making/estimate-dataset.ts';
import { programOf } from '../engine/rows.ts';
import { encodeDataset, tableOf } from './encode.ts';
import { column, make } from './vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshPath = (): string => join(folder, `${++files}.sqlite`);

const shop = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

/** The database of all entities of a program. */
function databaseOf({ entities }: Program, path = freshPath()): DatabaseSync {
  const tables = entities.map(({ table }) => table);
  const file = sqlite.create(path, tables);
  for (const rows of makeDataset(entities, file)) expect(rows).toBeGreaterThan(0);
  file.finish();
  return new DatabaseSync(path);
}

function opened(bytes: Uint8Array): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  return database;
}

/** Rows as arrays. */
function select(database: DatabaseSync, sql: string): unknown[][] {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.all().map((row) => Object.values(row));
}

function expectSound(database: DatabaseSync): void {
  expect(select(database, 'PRAGMA integrity_check')).toEqual([['ok']]);
  expect(select(database, 'PRAGMA foreign_key_check')).toEqual([]);
}

describe('the example shop', () => {
  const program = programOf(shop, false);
  const database = databaseOf(program);

  test('is sound and whole', () => {
    expectSound(database);
    for (const { name, rows } of program.entities) {
      expect(select(database, `SELECT count(*) FROM "${name}"`)).toEqual([[rows]]);
    }
    expect(
      select(
        database,
        'SELECT count(*) FROM "Order" o WHERE abs(total - (SELECT coalesce(sum(amount), 0) FROM OrderLine WHERE order_id = o.id)) > 1e-6',
      ),
    ).toEqual([[0]]);
  });

  test('has keys, references, and the indexes that belong to them', () => {
    expect(select(database, `SELECT name FROM pragma_table_info('OrderLine') WHERE pk > 0 ORDER BY pk`)).toEqual([
      ['order_id'],
      ['line_no'],
    ]);
    expect(
      select(database, `SELECT "from", "table", "to" FROM pragma_foreign_key_list('OrderLine') ORDER BY 1`),
    ).toEqual([
      ['order_id', 'Order', 'id'],
      ['product_id', 'Product', 'id'],
    ]);
    expect(
      select(database, `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql > '' ORDER BY 1`),
    ).toEqual([
      ['Country_code', 'CREATE UNIQUE INDEX "Country_code" ON "Country" ("code")'],
      ['Country_name', 'CREATE UNIQUE INDEX "Country_name" ON "Country" ("name")'],
      ['OrderLine_product_id', 'CREATE INDEX "OrderLine_product_id" ON "OrderLine" ("product_id")'],
      ['Order_user_id', 'CREATE INDEX "Order_user_id" ON "Order" ("user_id")'],
      ['Product_made_in', 'CREATE INDEX "Product_made_in" ON "Product" ("made_in")'],
      ['Product_name', 'CREATE UNIQUE INDEX "Product_name" ON "Product" ("name")'],
      ['User_email', 'CREATE UNIQUE INDEX "User_email" ON "User" ("email")'],
    ]);
  });

  test('without an entity that others refer to', () => {
    const some = program.entities.filter(({ name }) => name !== 'Product');
    const database = databaseOf({ passes: [], entities: some });
    expectSound(database);
    expect(select(database, `SELECT "table" FROM pragma_foreign_key_list('OrderLine')`)).toEqual([['Order']]);
  });

  test('is about as large as estimated', () => {
    const large = programOf(shop.replace('users: 1000', 'users: 5000'), false);
    const path = freshPath();
    databaseOf(large, path).close();
    const estimated = large.entities.reduce(
      (sum, entity) => sum + estimateDatasetBytes(entity, sqlite, {}, freshPath(), new Buffers()),
      0,
    );
    const { length } = readFileSync(path);
    expect(estimated / length).toBeGreaterThan(0.8);
    expect(estimated / length).toBeLessThan(1.25);
  });
});

test('references that lead in circles hold', () => {
  const database = databaseOf(
    programOf(
      `
Team: { $count: 20, id: integer @id, captain: { $ref: Player.id, $null: 10% } }
Player: { $count: 300, id: uuid @id, team: $Team.id, rival: { $ref: Player.id, $null: 50% } }
`,
      false,
    ),
  );
  expectSound(database);
  expect(select(database, 'SELECT count(*) FROM Team JOIN Player ON captain = Player.id')[0][0]).toBeGreaterThan(10);
});

test('a million rows', () => {
  const database = databaseOf(programOf('Number: { $count: 1000000, id: integer @id }', false));
  expect(select(database, 'SELECT count(*), min(id), max(id), sum(id) FROM Number')).toEqual([
    [1_000_000, 1, 1_000_000, 500_000_500_000],
  ]);
});

test('how values are stored', () => {
  const columns = [
    column('whole', 'integer', make.int53([2 ** 53 - 1, null])),
    column('real', 'number', make.int32([3, null])),
    column('money', { kind: 'decimal', precision: 10, scale: 2 }, make.decimal(2, [1230, -5])),
    column('exact', { kind: 'decimal', precision: 16, scale: 2 }, make.decimal(2, [123_456_789_012_345_6, -5])),
    column('wide', { kind: 'decimal', precision: 15, scale: 3 }, make.decimal64(3, [999_999_999_999_999n, null])),
    column('flag', 'boolean', make.bool([true, false])),
    column('raw', 'binary', make.binary([new Uint8Array(0), Uint8Array.of(0, 255)])),
    column('zip', 'string', make.int32([1234, null])),
  ];
  const database = opened(encodeDataset(sqlite, columns, [2]));
  const names = columns.map(({ name }) => name);
  expect(select(database, `SELECT ${names.join()} FROM Thing`)).toEqual([
    [2 ** 53 - 1, 3, 12.3, '12345678901234.56', 999_999_999_999.999, 1, new Uint8Array(0), '1234'],
    [null, null, -0.05, '-0.05', null, 0, Uint8Array.of(0, 255), null],
  ]);
  expect(select(database, `SELECT ${names.map((name) => `typeof(${name})`).join()} FROM Thing LIMIT 1`)).toEqual([
    ['integer', 'real', 'real', 'text', 'real', 'integer', 'blob', 'text'],
  ]);
  expectSound(database);
});

test('decimals of up to fifteen digits are the numbers that their texts are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 15 }),
      fc.array(fc.integer({ min: 1 - 1e15, max: 1e15 - 1 }), { minLength: 1 }),
      (scale, values) => {
        const type = { kind: 'decimal', precision: 15, scale } as const;
        const database = opened(
          encodeDataset(sqlite, [column('n', type, make.decimal(scale, values))], [values.length]),
        );
        expect(select(database, 'SELECT n FROM Thing')).toEqual(values.map((value) => [Number(`${value}e-${scale}`)]));
        database.close();
      },
    ),
    { seed: 20_240_101, numRuns: 30 },
  );
});

test('any text and any name comes back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', "'", '\0', '\ufeff', '\n', '😀', 'א', 'é', 'a', '?') }),
  );
  const cells = fc.array(fc.tuple(fc.option(text), text), { minLength: 1, maxLength: 50 });
  const name = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => !one.includes('\0'));
  fc.assert(
    fc.property(cells, name, (rows, name) => {
      const maybe = rows.map((row) => row[0]);
      const sure = rows.map((row) => row[1]);
      const columns = [
        column(`${name}1`, 'string', make.utf8(maybe)),
        column(`${name}2`, 'enum', make.dictionary(maybe)),
        column(`${name}3`, 'string', make.concat([make.entries(sure), '-', make.utf8(sure)])),
      ];
      const database = opened(encodeDataset(sqlite, columns, [rows.length]));
      expect(select(database, 'SELECT * FROM Thing')).toEqual(
        rows.map(([one, other]) => [one, one, `${other}-${other}`]),
      );
      expect(
        database
          .prepare('SELECT * FROM Thing')
          .columns()
          .map((one) => one.name),
      ).toEqual(columns.map((one) => one.name));
      database.close();
    }),
    { seed: 20_240_101, numRuns: 50 },
  );
});

test('indexes have names of their own', () => {
  const columns = [column('b_c', 'integer', make.int32([1])), column('c', 'integer', make.int32([1]))];
  const tables = [
    { ...tableOf(columns), name: 'a', uniques: [['b_c']] },
    { ...tableOf(columns), name: 'A_b', uniques: [['c']] },
    { ...tableOf(columns), name: '_a_B_c' },
    { ...tableOf(columns), name: 'SQLite', uniques: [['c']] },
  ];
  const path = freshPath();
  expect(sqlite.faults(tables)).toEqual([]);
  sqlite.create(path, tables).finish();
  expect(select(new DatabaseSync(path), `SELECT name FROM sqlite_schema WHERE type = 'index'`)).toEqual([
    ['a_b_c'],
    ['__A_b_c'],
    ['_SQLite_c'],
  ]);
});

test('names that only case tells apart are faults', () => {
  const tables = ['User', 'user'].map((name) => ({ ...tableOf([column('a', 'integer', make.int32([1]))]), name }));
  expect(sqlite.faults(tables)).toHaveLength(1);
});

test('what is abandoned is gone, and what is finished stays', () => {
  const path = freshPath();
  const columns = [column('a', 'integer', make.int32([1]))];
  const given = sqlite.create(path, [tableOf(columns)]);
  given.table(tableOf(columns), columns, new Canvas()).write(1);
  given.abandon();
  given.abandon();
  expect(existsSync(path)).toBe(false);
  const kept = sqlite.create(path, [tableOf(columns)]);
  kept.finish();
  kept.finish();
  kept.abandon();
  expect(existsSync(path)).toBe(true);
});

test('a file that is there, or a folder that is not, is an error of the system', () => {
  const path = freshPath();
  writeFileSync(path, 'mine');
  expect(() => sqlite.create(path, [])).toThrow('EEXIST');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(() => sqlite.create(join(folder, 'none', 'x'), [])).toThrow('ENOENT');
});
