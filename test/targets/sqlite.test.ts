import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { type Result, run, runWithin, start } from '../cli/run.ts';

const SHOP = `
Order:
  $count: 3000
  id: integer @id
  customer: $Customer.id
  note: string @word null 10%
Customer:
  $count: 100
  id: integer @id
  name: string @full_name
`;
const CIRCLE = `
Team: { $count: 20, id: integer @id, captain: { $ref: Player.id } }
Player: { $count: 300, id: integer @id, team: $Team.id, rival: { $ref: Player.id } }
`;
const EXAMPLE = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

const folder = useFolder({ 'shop.yaml': SHOP, 'circle.yaml': CIRCLE, 'example.yaml': EXAMPLE });
const path = join(folder, 'my shop.db');
const load = async (model: string, ...args: string[]): Promise<Result> =>
  await run(['generate', model, '--target', 'sqlite:my shop.db', ...args], folder);

/** Answers the rows of one statement, as somebody else. */
function query(sql: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

/** Makes the database anew. */
function make(sql: string): void {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

const counts = (): unknown[] =>
  query('SELECT (SELECT count(*) FROM "Order") AS orders, (SELECT count(*) FROM Customer) AS customers');

const TABLES = `
  CREATE TABLE customer (since TEXT NOT NULL DEFAULT 'ever', NAME TEXT, id INTEGER PRIMARY KEY);
  CREATE TABLE "order" (number INTEGER PRIMARY KEY, note TEXT, customer INT NOT NULL REFERENCES customer ON DELETE RESTRICT,
    id INT UNIQUE, half REAL AS (id / 2.0));`;

beforeEach(() => make(TABLES));

describe('generate --target sqlite:', () => {
  test('loads tables with other columns, in another order and case, and says what it loaded', async () => {
    const { code, stdout, stderr } = await load('shop.yaml', '--sample', '1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/100 % {2}3,100 of 3,100 rows/) });
    expect(stdout).toMatch(/^3,100 rows +[\d.]+ kB {2}my shop\.db$/m);
    expect(stdout).toContain('│ customer │');
    expect(counts()).toEqual([{ orders: 3000, customers: 100 }]);
    expect(query('SELECT since, id, typeof(name) AS name FROM customer LIMIT 1')).toEqual([
      { since: 'ever', id: 1, name: 'text' },
    ]);
    expect(query('SELECT number, id, half FROM "order" WHERE id = 3000')).toEqual([
      { number: 3000, id: 3000, half: 1500 },
    ]);
  });

  test('appends, or puts the rows in the place of those that are there', async () => {
    expect((await load('shop.yaml', '--entity', 'Customer', '--rows', '3000')).code).toBe(0);
    expect((await load('shop.yaml', '--entity', 'Order', '--rows', '7')).code).toBe(0);
    expect(counts()).toEqual([{ orders: 7, customers: 3000 }]);
    expect((await load('shop.yaml', '--mode', 'truncate')).code).toBe(0);
    expect(counts()).toEqual([{ orders: 3000, customers: 100 }]);
  });

  test('loads the same rows as format sqlite writes', async () => {
    await run(['generate', 'example.yaml', '--format', 'sqlite', '--out', '.'], folder);
    const written = new DatabaseSync(join(folder, 'example.sqlite'), { readOnly: true });
    const made = written.prepare(`SELECT type, name, sql FROM sqlite_schema WHERE sql > '' ORDER BY rowid`).all();
    make(made.map(({ sql }) => String(sql)).join(';'));
    expect((await load('example.yaml')).stderr).toContain('100 %');
    for (const { name } of made.filter(({ type }) => type === 'table')) {
      const sql = `SELECT * FROM "${String(name)}" ORDER BY 1, 2`;
      expect(query(sql)).toEqual(
        written
          .prepare(sql)
          .all()
          .map((row) => ({ ...row })),
      );
    }
    written.close();
  });

  test('loads references that lead in circles, twice', async () => {
    make(`CREATE TABLE Team (id INTEGER PRIMARY KEY, captain INT NOT NULL REFERENCES Player);
      CREATE TABLE Player (id INTEGER PRIMARY KEY, team INT NOT NULL REFERENCES Team, rival INT REFERENCES Player)`);
    for (const mode of ['append', 'truncate']) expect((await load('circle.yaml', '--mode', mode)).code).toBe(0);
    expect(query('PRAGMA foreign_key_check')).toEqual([]);
    expect(query('SELECT count(*) AS players FROM Player')).toEqual([{ players: 300 }]);
  });

  test('looks for no reference through a whole table, and leaves no index behind', async () => {
    make(`CREATE TABLE Team (id INTEGER PRIMARY KEY, captain INT REFERENCES player);
      CREATE TABLE "player" ("ID" INTEGER PRIMARY KEY, team INT REFERENCES Team, "rival" INT REFERENCES PLAYER);
      CREATE TABLE goal (scorer INT REFERENCES Player)`);
    const before = query('SELECT * FROM sqlite_schema');
    // Without the indexes it takes minutes.
    const rows = ['--rows', '100000'];
    expect((await load('circle.yaml', ...rows)).code).toBe(0);
    expect((await load('circle.yaml', ...rows, '--entity', 'Player')).stderr).toContain('KEY_TAKEN');
    expect(query('SELECT * FROM sqlite_schema')).toEqual(before);
    make(`CREATE TABLE Team (id INTEGER PRIMARY KEY);
      CREATE TABLE Player (id INTEGER PRIMARY KEY, team INT REFERENCES Team, rival INT REFERENCES Player)`);
    const { stderr } = await load('circle.yaml', ...rows, '--entity', 'Player');
    expect(stderr).toContain('(table Player) (REFERENCE_MISSING)');
    expect(query('SELECT (SELECT count(*) FROM Player) AS players, count(*) AS tables FROM sqlite_schema')).toEqual([
      { players: 0, tables: 2 },
    ]);
  });

  test('tells all problems of the tables at once', async () => {
    make(`CREATE VIEW customer AS SELECT 1;
      CREATE TABLE "ORDER" (id INT AS (1), note NUMBER NOT NULL, since TEXT NOT NULL, by TEXT NOT NULL DEFAULT '');
      CREATE TABLE outside (o INT REFERENCES "order" (note) ON DELETE CASCADE)`);
    const { code, stderr } = await load('shop.yaml', '--mode', 'truncate');
    expect(code).toBe(1);
    expect(stderr.match(/^[\w.]+ error \w+/gm)).toEqual([
      'Order.id error COLUMN_GENERATED',
      'Order.customer error COLUMN_MISSING',
      'Order.note error COLUMN_TYPE',
      'Order.note error COLUMN_NOT_NULL',
      'Order.since error COLUMN_REQUIRED',
      'Order error TABLE_REFERENCED',
      'Customer error TABLE_UNFIT',
    ]);
    expect(stderr).toContain('error: cannot load into sqlite:my shop.db: ');
    make('');
    expect((await load('shop.yaml')).stderr.match(/^\w+ error \w+/gm)).toEqual([
      'Order error TABLE_MISSING',
      'Customer error TABLE_MISSING',
    ]);
  });

  test.each([
    ['a key that is taken', `INSERT INTO "order" VALUES (9000, 'canary', 1, 3000)`, 'KEY_TAKEN', 'Order'],
    [
      'a trigger that refuses',
      `CREATE TRIGGER t BEFORE INSERT ON "order" WHEN new.id = 2999 BEGIN SELECT raise(ABORT, 'canary'); END`,
      'CHECK_FAILED',
      'Order',
    ],
    [
      'a check of the table',
      `DROP TABLE "order"; CREATE TABLE "order" (id INT, customer INT CHECK (customer < 1), note)`,
      'CHECK_FAILED',
      'Order',
    ],
    [
      'a strict type that a trigger offends',
      `CREATE TABLE log (name INT) STRICT;
       CREATE TRIGGER t AFTER INSERT ON customer BEGIN INSERT INTO log VALUES (new.name); END`,
      'VALUE_REFUSED',
      'Customer',
    ],
  ])('leaves the tables as they were after %s', async (_, sql, expected, table) => {
    make(`${TABLES} PRAGMA foreign_keys = OFF; INSERT INTO customer (id) VALUES (5000); ${sql}`);
    const before = counts();
    const { code, stdout, stderr } = await load('shop.yaml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`\\(table ${table}\\).* \\(${expected}\\)`));
    expect(stderr).not.toContain('canary');
    expect(counts()).toEqual(before);
  });

  test('says of a key that comes twice whether rows were there before', async () => {
    const tables = TABLES.replace('customer INT NOT NULL', 'customer INT UNIQUE NOT NULL');
    make(tables);
    const advice = async (...mode: string[]): Promise<string> => (await load('shop.yaml', ...mode)).stderr;
    expect(await advice()).toContain(
      '(table Order): the table was empty before, so rows of this load repeat a key: mark',
    );
    make(`${tables} PRAGMA foreign_keys = OFF; INSERT INTO "order" VALUES (9000, '', 5000, 3000)`);
    expect(await advice()).toContain('(table Order): an existing row may have the key: load with mode truncate');
    expect(await advice('--mode', 'truncate')).toContain('so rows of this load repeat a key');
  });

  test('names the table whose references lead nowhere', async () => {
    const { code, stderr } = await load('shop.yaml', '--entity', 'Order');
    expect(code).toBe(1);
    expect(stderr).toContain('(table Order) (REFERENCE_MISSING)');
    expect(counts()).toEqual([{ orders: 0, customers: 0 }]);
  });

  test('waits for the lock of somebody else, and gives up', async () => {
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const { code, stderr } = await load('shop.yaml');
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain('(TABLE_LOCKED)');
  });

  test('leaves the tables as they were when the disk takes no more', async () => {
    const args = ['generate', 'shop.yaml', '--rows', '200000', '--target', 'sqlite:my shop.db'];
    const { code, stderr } = await runWithin(64, args, folder);
    expect(code).toBe(1);
    expect(stderr).toContain('(TARGET_FULL)');
    expect(counts()).toEqual([{ orders: 0, customers: 0 }]);
  });

  test.each([
    ['SIGINT', 130, 'interrupted: the tables are unchanged'],
    ['SIGKILL', null, ''],
  ] as const)('leaves nothing after %s', async (signal, exitCode, words) => {
    const args = ['generate', 'shop.yaml', '--rows', '50_000_000', '--target', 'sqlite:my shop.db'];
    const child = start(args, folder);
    if (child.stderr === null) throw new Error('it has a stderr');
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      // Some of the rows are in the file already.
      if (statSync(path).size > 1_000_000) child.kill(signal);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(exitCode);
    expect(said).toContain(words);
    // Whoever opens it next, and may write, takes back what a killed load has left.
    const next = new DatabaseSync(path);
    next.exec('BEGIN IMMEDIATE; ROLLBACK');
    next.close();
    expect(counts()).toEqual([{ orders: 0, customers: 0 }]);
  });

  test.each([
    ['a file that is not there', 'absent.db', 1, 'DATABASE_MISSING'],
    ['a file of another kind', 'shop.yaml', 1, 'DATABASE_MISSING'],
    ['no path', '', 2, '--target: expected sqlite:PATH'],
  ])('refuses %s', async (_, file, expected, words) => {
    const { code, stderr } = await run(['generate', 'shop.yaml', '--target', `sqlite:${file}`], folder);
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
  });

  test('refuses a schema, and names that only case tells apart', async () => {
    expect(await load('shop.yaml', '--schema', 'main')).toMatchObject({ code: 2 });
    writeFileSync(
      join(folder, 'doubtful.yaml'),
      'User: { $count: 1, id: integer @id }\nuser: { $count: 1, id: integer @id }',
    );
    const { code, stderr } = await load('doubtful.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('because it ignores case');
  });
});
