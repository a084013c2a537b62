import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseAddress, importDatabase } from '../../src/databases/index.ts';
import type { ImportedSchema } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';
import { errorsOf } from '../dialects/import-text.ts';
import { useTarget } from '../targets/target.ts';
import { importUrl } from './import-url.ts';

/** The same tables and rows in every database. */
const TABLES = `
create table shop (id integer primary key, name varchar(40) not null unique);
create table customer (
  id integer primary key, code char(9) not null, plan varchar(10) not null, secret varchar(40) not null,
  height integer, born date, spent decimal(10,2) not null, ratio double precision,
  joined_at timestamp null, shop_id integer references shop (id), low integer, high integer,
  check (low <= high)
);
create table visit (id integer primary key, customer_id integer not null references customer (id), line varchar(5));
create table entry (customer_id integer not null references customer (id), line integer not null, primary key (customer_id, line));
create table blank (id integer primary key, n integer);`;

const rowsOf = (count: number, row: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `(${row(n)})`).join(', ');

const ROWS = `
insert into shop values ${rowsOf(4, (n) => `${n}, 'shop ${n}'`)};
insert into customer values ${rowsOf(200, (n) =>
  [
    n,
    `'code-${n % 7}'`,
    n % 10 < 7 ? "'free'" : n % 10 < 9 ? "'pro plan'" : "'x'",
    `'canary-${n}'`,
    n % 4 === 0 ? 'null' : 150 + (n % 50),
    `'19${50 + (n % 50)}-01-15'`,
    `${n * 10}.25`,
    `${n / 4}`,
    n % 2 === 0 ? 'null' : `'2024-03-0${(n % 9) + 1} 10:00:00'`,
    n % 20 === 0 ? 'null' : n % 4,
    n,
    n + 5,
  ].join(', '),
)};
insert into visit values ${rowsOf(1000, (n) => `${n}, ${n % 200}, '${n % 100}'`)};
insert into entry values ${rowsOf(600, (n) => `${n % 200}, ${Math.floor(n / 200)}`)};`;

/** What the rows of these tables say, whatever the database. */
const FACTS = {
  customer: `customer:
  $count: "= 200 * vars.scale"
  $check: low <= high
  id: integer @id
  code: string
  plan: string
  secret: string
  height: integer 150-199 null 25%
  born: date 1950-01-15..1999-01-15
  spent: decimal(10,2) 0.25-1990.25
  ratio: number 0.00-49.75
  joined_at: timestamp 2024-03-01..2024-03-09 null 50%
  shop_id: $shop.id null 5%
  low: integer
  high: integer
`,
  visits: '  $count: "= 1000 * vars.scale"',
  entries: '  customer_id: { $ref: customer.id, $per: 1-5 }',
  blanks: '  $count: "= 100 * vars.scale"',
  noted: Array.of<string>(),
  values: ['  code: enum(', '  plan: enum(free 70%, pro plan 20%, x 10%)'],
  notedValues: ['VALUES_KEPT customer.code', 'VALUES_KEPT customer.plan'],
};

async function hinted(url: string, values = false): Promise<ImportedSchema> {
  return await importDatabase(
    databaseAddress(url),
    { schemas: [], hints: { values } },
    { catalogue, problemsOf: errorsOf },
  );
}

/** An entity of a model, as it is written. */
function entity(model: string, name: string): string {
  return new RegExp(`^${name}:\n(?: .*\n)+`, 'm').exec(model)?.[0] ?? '';
}

/** What an import with hints says, first without, then with the values of texts. */
async function factsOf(url: string): Promise<typeof FACTS> {
  const [plain, withValues] = [await hinted(url), await hinted(url, true)];
  const notes = ({ report }: ImportedSchema): string[] =>
    report.findings.flatMap(({ code, path }) => (/VALUES|HINTS/.test(code) ? `${code} ${path}` : [])).toSorted();
  expect(JSON.stringify(plain)).not.toMatch(/canary|free|pro plan/);
  expect(JSON.stringify(withValues)).not.toContain('canary');
  expect((await importUrl(url)).model).not.toContain('1990.25');
  const line = (name: string, at: number): string => entity(plain.model, name).split('\n')[at];
  return {
    customer: entity(plain.model, 'customer'),
    visits: line('visit', 1),
    entries: line('entry', 2),
    blanks: line('blank', 1),
    noted: notes(plain),
    values: withValues.model.match(/^ {2}code: enum\(|^ {2}plan: .*$/gm) ?? [],
    notedValues: notes(withValues),
  };
}

describe('hints of PostgreSQL', () => {
  const target = useTarget();
  beforeAll(async () => void (await target.query(TABLES + ROWS)));

  test('come from the rows where the planner knows nothing', async () => {
    expect(await factsOf(target.url)).toEqual(FACTS);
  });

  test('come from the statistics of the planner', async () => {
    await target.query('analyze');
    expect(await factsOf(target.url)).toEqual(FACTS);
  });

  test('of tables that the role may not read are left out, and noted', async () => {
    await target.query(`drop role if exists rowmill_reader; create role rowmill_reader login password 'reader'`);
    const url = new URL(target.url);
    url.username = 'rowmill_reader';
    url.password = 'reader';
    const { model, report } = await hinted(url.href);
    await target.query('drop role rowmill_reader');
    expect(entity(model, 'customer')).toContain('height: integer');
    const skipped = report.findings.filter(({ code }) => code === 'HINTS_SKIPPED');
    expect(skipped).toHaveLength(5);
    expect(skipped[0]).toMatchObject({ level: 'approximated', message: expect.stringContaining('not allowed') });
  });

  test('are read in a transaction that can write nothing', async () => {
    const { openPostgres } = await import('../../src/databases/postgres.ts');
    const { Socket } = await import('node:net');
    const address = databaseAddress(target.url);
    if (address.kind === 'sqlite') throw new Error('not the address of a server');
    const database = await openPostgres(address.address, [], () => new Socket());
    try {
      await database.ddl();
      const rows = await database.rows(false);
      await expect(rows.select('delete from public.visit')).rejects.toMatchObject({ code: 'READ_ONLY' });
      expect(await rows.select('select count(*) from public.visit')).toEqual([['1000']]);
    } finally {
      await database.close();
    }
  });
});

describe.skipIf(!hasMariadb())(`hints of MariaDB (skipped if ${NO_MARIADB})`, () => {
  const database = useMariadb();
  beforeAll(async () => void (await database.query((TABLES + ROWS).replace(/;$/, ''))));

  test('come from the rows', async () => {
    expect(await factsOf(database.url)).toEqual(FACTS);
  });
});

describe('hints of SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-hints-'));
  const path = join(folder, 'shop.db');
  beforeAll(() => {
    const database = new DatabaseSync(path);
    database.exec(TABLES + ROWS);
    database.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('come from the rows', async () => {
    expect(await factsOf(`sqlite:${path}`)).toEqual(FACTS);
  });
});
