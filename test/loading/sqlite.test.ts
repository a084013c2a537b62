import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { sql } from '../../src/formats/sql.ts';
import { identifier } from '../../src/formats/sql/quote.ts';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { CIRCLE, PAIRS, SHOP } from './models.ts';
import { NAUGHTY, naughtyRows, naughtyTables } from './naughty.ts';
import { writeTables } from './write-tables.ts';

const root = useFolder({ 'shop.yaml': SHOP, 'circle.yaml': CIRCLE, 'pairs.yaml': PAIRS });
const SQLITE = ['--format', 'sql', '--option', 'dialect=sqlite'];

/** Programs that run `load.sql` of a folder into a database file. */
const loaders = [
  {
    name: 'sqlite3',
    isThere: spawnSync('sqlite3', ['--version']).status === 0,
    load(folder: string, path: string): void {
      const { status, stdout, stderr } = spawnSync('sqlite3', [path, '.read load.sql'], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0 || stdout + stderr !== '') throw new Error(`sqlite3 ended with ${status}: ${stdout}${stderr}`);
    },
  },
  {
    name: 'node:sqlite',
    isThere: true,
    load(folder: string, path: string): void {
      const database = new DatabaseSync(path);
      const script = readFileSync(join(folder, 'load.sql'), 'utf8').replace('.bail on\n', '');
      const included = script.replaceAll(/^\.read "?(.*?)"?$/gm, (_, file: string) =>
        readFileSync(join(folder, file), 'utf8'),
      );
      database.exec(included);
      database.close();
    },
  },
];

let count = 0;
function load(loader: (typeof loaders)[number], folder: string): DatabaseSync {
  const path = join(root, `${++count}.db`);
  loader.load(join(root, folder), path);
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  return database;
}

function rowsOf(database: DatabaseSync, text: string): unknown[][] {
  const statement = database.prepare(text);
  statement.setReturnArrays(true);
  return statement.all().map((row) => Object.values(row));
}

beforeAll(async () => {
  for (const model of ['shop', 'circle', 'pairs'])
    await run(['generate', `${model}.yaml`, ...SQLITE, '--out', model], root);
});

for (const loader of loaders) {
  describe.skipIf(!loader.isThere)(`${loader.name} (skipped where it is not installed)`, () => {
    test('loads the shop with its references', () => {
      const database = load(loader, 'shop');
      const tables = ['Country', 'User', 'Product', 'Order', 'OrderLine'].map(identifier);
      expect(rowsOf(database, tables.map((table) => `SELECT count(*) FROM ${table}`).join(' UNION ALL '))).toEqual(
        [2, 1000, 200, 2921, 8756].map((rows) => [rows]),
      );
      // A sum equals its lines to the cent.
      const wrong = `SELECT count(*) FROM "Order" WHERE round(100 * total) <>
      (SELECT round(100 * sum(amount)) FROM "OrderLine" WHERE order_id = "Order".id)`;
      expect(rowsOf(database, wrong)).toEqual([[0]]);
      expect(
        rowsOf(database, `SELECT "from", "table", "to" FROM pragma_foreign_key_list('OrderLine') ORDER BY 1`),
      ).toEqual([
        ['order_id', 'Order', 'id'],
        ['product_id', 'Product', 'id'],
      ]);
      expect(() => database.exec('DELETE FROM "Product"')).toThrow(/FOREIGN KEY/);
    });

    test('loads keys, unique lists and references of several fields', () => {
      const database = load(loader, 'pairs');
      const references = `SELECT "table", group_concat("from"), group_concat("to") FROM pragma_foreign_key_list('Item') GROUP BY id ORDER BY 1, 2`;
      expect(rowsOf(database, references)).toEqual([
        ['Bill', 'a,b', 'org,no'],
        ['Bill', 'bill_org,bill_no', 'org,no'],
        ['Product', 'product', 'id'],
      ]);
      const unique = `SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        WHERE t.type = 'table' AND i."unique" GROUP BY t.name, i.name HAVING count(*) > 1 ORDER BY 1, 2`;
      expect(rowsOf(database, unique)).toEqual([
        ['Bill', 'org,no'],
        ['Item', 'bill_org,bill_no,line'],
        ['Item', 'bill_org,bill_no,product'],
        ['Member', 'tenant,id'],
        ['Project', 'owner,color'],
        ['Project', 'tenant,code'],
        ['Stock', 'tenant,product,size'],
        ['Taken', 'tenant,product'],
      ]);
    });

    test('loads entities that refer in circles', () => {
      const database = load(loader, 'circle');
      expect(rowsOf(database, 'SELECT (SELECT count(*) FROM A), (SELECT count(*) FROM B)')).toEqual([[50, 30]]);
      expect(rowsOf(database, `SELECT "from" FROM pragma_foreign_key_list('A') ORDER BY 1`)).toEqual([['b'], ['twin']]);
      // Rows of B, and some of A, came before those of A that they refer to.
      const steps = rowsOf(database, 'EXPLAIN QUERY PLAN DELETE FROM A WHERE id = 1').map((step) => step[3]);
      expect(steps.filter((step) => /^SCAN [AB]\b/.test(String(step)))).toEqual([]);
      expect(steps).toContainEqual(expect.stringMatching(/^SEARCH B\b/));
      // SQLite has indexes for texts of any length.
      expect(rowsOf(database, `SELECT "from" FROM pragma_foreign_key_list('B') ORDER BY 1`)).toEqual([['a'], ['of']]);
    });

    test('loads naughty names and texts', () => {
      const folder = mkdtempSync(join(root, 'naughty-'));
      writeTables(folder, sql, naughtyTables, { dialect: 'sqlite' });
      const database = load(loader, folder.slice(root.length));
      for (const name of NAUGHTY) {
        const cells = NAUGHTY.map((column) => `CAST(${identifier(column)} AS TEXT)`);
        const text = `SELECT ${cells.join(', ')} FROM ${identifier(name)} ORDER BY ${identifier(NAUGHTY[0])}`;
        expect(rowsOf(database, text)).toEqual(naughtyRows(name));
      }
    });
  });
}

test('the file of one entity loads alone, and leaves no transaction open', async () => {
  const { stdout } = await run(['generate', 'shop.yaml', '--entity', 'OrderLine', ...SQLITE, '--out', '-'], root);
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec(stdout);
  expect(rowsOf(database, 'SELECT count(*) FROM OrderLine')).toEqual([[8756]]);
  expect(database.isTransaction).toBe(false);
});

test('a number of up to 15 digits keeps all of them', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE T (d DECIMAL(15,2))');
  database.exec(`INSERT INTO T VALUES ('9999999999999.99'), ('-1234567890123.45'), ('0.05')`);
  expect(rowsOf(database, 'SELECT d FROM T')).toEqual([[9_999_999_999_999.99], [-1_234_567_890_123.45], [0.05]]);
});
