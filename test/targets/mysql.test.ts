import { beforeEach, describe, expect, test } from 'vitest';
import { loadDriver, parseAddress, type TargetFailure, type TransactionId } from '../../src/targets/index.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';
import { losingProxy } from './losing-proxy.ts';
import { failureOf, loadModel, type LoadOptions } from './target.ts';

const EVERYTHING = `
$providers: { Odd: ['it''s "odd"', 'a,b', '', 'NULL', '\\\\N', "two\\nlines", "\\r\\n", ' x ', 'é', '😀', "nul\\0"] }
Everything:
  $count: 20_000
  id: integer @id
  uuid: uuid
  made: string @uuid null 10%
  small: integer -100..100 null 20%
  large: integer -9_007_199_254_740_991..9_007_199_254_740_991
  ratio: number 0..1
  price: decimal(10,2) 5.00-999.99 null 30%
  active: boolean null 10%
  born: date 1700-01-01..2400-12-31 null 5%
  seen: timestamp 1900-01-01..2100-12-31
  stamped: timestamp 1990-01-01..2030-12-31
  opens: time null 10%
  status: enum(open, shut, "a,b") null 10%
  odd: string @Odd null 10%
  words: [string @word]
  address: { city: string @city, postcode: string @postcode }
  note: string @paragraph null 10%
  bytes: binary
`;

const PAIR = `
Order:
  $count: 30_000
  id: integer @id
  customer: $Customer.id
Customer:
  $count: 1000
  id: integer @id
`;
const PAIR_TABLES = `
  create table Customer (id int primary key auto_increment);
  create table \`Order\` (id int primary key, customer int not null, foreign key (customer) references Customer (id));`;

describe.skipIf(!hasMariadb())(`MariaDB (skipped where ${NO_MARIADB})`, () => {
  const database = useMariadb();
  beforeEach(async () => await database.empty());

  const load = async (model: string, { url = database.url, ...options }: LoadOptions = {}): Promise<void> =>
    await loadModel(url, model, options);
  const failure = async (model: string, options?: LoadOptions): Promise<TargetFailure> =>
    await failureOf(load(model, options));
  const count = async (table: string): Promise<unknown> =>
    (await database.query(`select count(*) as n from ${table}`))[0]['n'];
  /** The address as another user, who has these rights; dropped with the test's database server. */
  const as = async (user: string, grants: readonly string[]): Promise<string> => {
    const name = `${user}_${database.name.slice(-16)}`;
    await database.query(`create or replace user ${name} identified by 'secret'`);
    for (const grant of grants) await database.query(`grant ${grant} to ${name}`);
    const url = new URL(database.url);
    url.username = name;
    url.password = 'secret';
    return url.href;
  };

  test('every type comes back as it was made', async () => {
    await database.query(`create table Everything (note varchar(2000), id bigint primary key auto_increment, uuid char(36) unique,
      made text, small smallint, large bigint, ratio double, price decimal(12,2), active boolean, born date, seen datetime(3),
      stamped timestamp(3), opens time(3), status enum('open', 'a,b', 'more', 'shut'), odd varchar(100), words json, address json,
      bytes blob, extra int default 5) character set utf8mb4`);
    await load(EVERYTHING);
    expect(
      await database.query(`select count(*) as n, max(extra) as extra, sum(large) as large, sum(price) as price, min(born) as born,
        count(distinct odd collate utf8mb4_bin) as odd, sum(json_valid(words) and json_valid(address)) as valid, max(seen) as seen,
        sum(abs(timestampdiff(year, stamped, utc_timestamp())) < 50) as stamped, count(distinct uuid) as uuids from Everything`),
    ).toEqual([
      {
        n: 20_000,
        extra: 5,
        large: expect.stringMatching(/^-?\d+$/),
        price: expect.stringMatching(/^\d+\.\d\d$/),
        born: expect.stringMatching(/^17/),
        odd: 11,
        valid: '20000',
        seen: expect.stringMatching(/^2100-12-.*\.\d{3}$/),
        stamped: '20000',
        uuids: 20_000,
      },
    ]);
    await database.query(`insert into Everything (note) values ('x')`);
    expect(await database.query('select max(id) as id from Everything')).toEqual([{ id: 20_001 }]);
  });

  describe('modes', () => {
    test('append adds rows, and fails where keys are taken, with nothing changed', async () => {
      await database.query(`${PAIR_TABLES} insert into Customer values (5000), (5001)`);
      await load(PAIR);
      expect(await count('Customer')).toBe(1002);
      expect(await count('`Order`')).toBe(30_000);
      const { code, message, table } = await failure(PAIR);
      expect({ code, table }).toEqual({ code: 'KEY_TAKEN', table: 'Customer' });
      expect(message).toContain('(table Customer, constraint PRIMARY) on id: an existing row may have the key');
      expect(await count('Customer')).toBe(1002);
    });

    test('a key that the rows repeat is told before they are sent', async () => {
      await database.query(
        'create table Repeated (id int primary key, N int, o int default 1, unique (o, N), unique once (N))',
      );
      const model = 'Repeated: { $count: 30, id: integer @id, n: integer 1-9 }\n';
      const { problems } = await failure(model);
      expect(problems).toEqual([
        {
          code: 'KEY_REPEATED',
          path: ['Repeated', 'n'],
          message: expect.stringContaining('have the same n, which once'),
        },
      ]);
      await load(model.replace('1-9', '1-9 null 100%'));
    });

    test('a key that is one in the eyes of the database only is told by it, and whose rows repeat it', async () => {
      await database.query(
        'create table Repeated (id int primary key, n varchar(9) collate utf8mb4_general_ci unique)',
      );
      const repeats =
        'on n: the table was empty before, so rows of this load repeat a key: mark its field unique in the model';
      const model = `Repeated: { $count: 2, id: integer @id, n: "= if(id = 1, 'red', 'RED')" }\n`;
      expect((await failure(model)).message).toContain(repeats);
      await database.query("insert into Repeated values (999, 'x')");
      expect((await failure(model)).message).not.toContain(repeats);
      expect((await failure(model, { mode: 'truncate' })).message).toContain(repeats);
      expect(await count('Repeated')).toBe(1);
    });

    test('truncate puts the rows in place of others, in one transaction', async () => {
      await database.query(
        `${PAIR_TABLES} insert into Customer values (5000), (5001); insert into \`Order\` values (7, 5000)`,
      );
      const committing = (): never => {
        throw new Error('no');
      };
      await expect(load(PAIR, { mode: 'truncate', committing })).rejects.toThrow('no');
      expect(await count('Customer')).toBe(2);
      await load(PAIR, { mode: 'truncate' });
      await load(PAIR, { mode: 'truncate' });
      expect([await count('Customer'), await count('`Order`')]).toEqual([1000, 30_000]);
    });

    test('another database of the server can be named', async () => {
      const other = `${database.name}_b`;
      await database.query(`create database ${other}; use ${other}; ${PAIR_TABLES} use ${database.name}`);
      try {
        await load(PAIR, { schema: other });
        expect(await count(`${other}.\`Order\``)).toBe(30_000);
      } finally {
        await database.query(`drop database ${other}`);
      }
    });
  });

  describe('references that form cycles are checked after the rows', () => {
    const CYCLE = `
A: { $count: 100, id: integer @id, b: $B.id, twin: { $ref: A.id, $null: 50% } }
B: { $count: 100, id: integer @id, a: integer 1..NUMBER }
`;
    const TABLES = `create table A (id int primary key, b int, twin int, foreign key (twin) references A (id));
      create table B (id int primary key, a int, constraint to_a foreign key (a) references A (id));
      alter table A add foreign key (b) references B (id);`;

    test('and loaded, also in place of others', async () => {
      await database.query(TABLES);
      await load(CYCLE.replace('NUMBER', '100'));
      await load(CYCLE.replace('NUMBER', '100'), { mode: 'truncate' });
      expect([await count('A'), await count('B')]).toEqual([100, 100]);
    });

    test('and refused where one is missing', async () => {
      await database.query(TABLES);
      const { code, message } = await failure(CYCLE.replace('NUMBER', '1000'));
      expect(code).toBe('REFERENCE_MISSING');
      expect(message).toContain('(table B, constraint to_a)');
      expect([await count('A'), await count('B')]).toEqual([0, 0]);
    });
  });

  test('keys and references of several columns hold in tables that have them', async () => {
    await database.query(`create table Tenant (id int primary key);
      create table Member (id int primary key, tenant int not null, unique (tenant, id), foreign key (tenant) references Tenant (id));
      create table Task (_id char(36) primary key, tenant int not null, owner int not null, label varchar(9),
        unique (owner, label), foreign key (tenant, owner) references Member (tenant, id))`);
    const model = (tenant: string): string => `
Tenant: { $count: 20, id: integer @id }
Member: { id: integer @id, tenant: { $ref: Tenant.id, $per: 5 } }
Task: { $count: 200, $unique: [owner, label], owner: $Member.id, tenant: ${tenant}, label: "enum(a, b, c)" }`;
    await load(model('{ $lookup: owner.tenant }'));
    expect(await count('Task')).toBe(200);
    const { code, message } = await failure(model('$Tenant.id'), { mode: 'truncate' });
    expect(code).toBe('REFERENCE_MISSING');
    expect(message).toContain('take all columns of the reference from one row');
  });

  describe('a load that fails on its way leaves the tables as they were', () => {
    test.each([
      ['a check', 'id int check (id < 25000)', 'CHECK_FAILED', /table Order, constraint/],
      [
        'a value of another type',
        'id int, odd inet6',
        'VALUE_REFUSED',
        /table Order, column odd, row 10000 of those loaded/,
      ],
      [
        'a label that an enumeration lacks',
        "id int, odd enum('::1')",
        'VALUE_REFUSED',
        /table Order, column odd, row 10000 of those loaded/,
      ],
      [
        'a reference',
        'id int, foreign key (id) references Customer (id)',
        'REFERENCE_MISSING',
        /constraint Order_ibfk_1/,
      ],
    ])('%s', async (_, columns, code, message) => {
      await database.query(
        `create table Customer (id int primary key); create table \`Order\` (customer int, ${columns})`,
      );
      const odd = `odd: "= if(id = 10000, 'secret', '::1')"\n  customer:`;
      const model = code === 'VALUE_REFUSED' ? PAIR.replace('customer:', odd) : PAIR;
      const found = await failure(model);
      expect(found.code).toBe(code);
      expect(found.message).toMatch(message);
      expect(found.message).not.toMatch(/Duplicate|Incorrect|insert|secret/i);
      expect([await count('Customer'), await count('`Order`')]).toEqual([0, 0]);
    });

    test('a cancel, while rows are sent', async () => {
      await database.query(PAIR_TABLES);
      const cancel = new AbortController();
      const reason = new Error('enough');
      const sent = (): void => cancel.abort(reason);
      await expect(load(PAIR, { signal: cancel.signal, sent })).rejects.toBe(reason);
      await expect.poll(async () => await count('Customer')).toBe(0);
    });
  });

  describe('the end of a transaction', () => {
    const settled = async (transaction: TransactionId | undefined): Promise<boolean> => {
      const address = parseAddress(database.url);
      const driver = await loadDriver(address);
      if (transaction === undefined) throw new Error('it was not told');
      return await driver.settle({ address }, transaction);
    };

    test('is a success where the server committed and could not say so', async () => {
      await database.query(PAIR_TABLES);
      const proxy = await losingProxy(new URL(database.url));
      let known: TransactionId | undefined;
      await load(PAIR, { url: proxy.url, committing: (transaction) => void (known = transaction) });
      proxy.close();
      expect(proxy.lost()).toBe(1);
      expect(await count('`Order`')).toBe(30_000);
      expect([await settled(known), await settled(known)]).toEqual([true, true]);
    });

    test('is a failure where the server never heard of it, and its session is ended', async () => {
      await database.query(PAIR_TABLES);
      const proxy = await losingProxy(new URL(database.url), 'before');
      let known: TransactionId | undefined;
      const loading = failure(PAIR, { url: proxy.url, committing: (transaction) => void (known = transaction) });
      expect((await loading).code).toBe('TARGET_LOST');
      expect(proxy.lost()).toBe(1);
      expect(await count('`Order`')).toBe(0);
      const session = `select 1 from information_schema.processlist where id = ${known?.pid ?? 0}`;
      await expect.poll(async () => await database.query(session)).toEqual([]);
      proxy.close();
      expect([await settled(known), await settled(known)]).toEqual([false, false]);
      await load(PAIR);
      expect(await count('`Order`')).toBe(30_000);
    });

    test('is unknown where the user may not create the table that tells', async () => {
      await database.query(PAIR_TABLES);
      const url = await as('writer', [`insert on ${database.name}.*`]);
      const proxy = await losingProxy(new URL(url));
      expect((await failure(PAIR, { url: proxy.url })).code).toBe('TRANSACTION_UNKNOWN');
      proxy.close();
      await database.query('delete from `Order`; delete from Customer');
      await load(PAIR, { url });
      expect(await database.query("show tables like 'rowmill%'")).toEqual([]);
      expect(await count('`Order`')).toBe(30_000);
    });
  });

  describe('existing tables', () => {
    test('have all their problems told at once, before anything is sent', async () => {
      await database.query(`
        create table Customer (id int primary key, name varchar(4), kind enum('a', 'b'), ratio float, born int, active text,
          made binary(16), total decimal(9,1), needed int not null, twice int as (id * 2), seen varchar(40)) engine = InnoDB;
        create table Log (id int) engine = MyISAM; create view Seen as select 1 as id;
        create table Outside (id int, foreign key (id) references Customer (id))`);
      const model = `
Customer: { $count: 9, id: integer @id, name: "enum(long, longer)", kind: "enum(a, b, c)", ratio: number 0..1, born: date, active: boolean,
  made: uuid, total: "decimal(9,2) 1-9", twice: integer 1-9, seen: timestamp, absent: string }
Log: { $count: 9, id: integer @id }
Seen: { $count: 9, id: integer @id }
Absent: { $count: 9, id: integer @id }
`;
      const { code, problems } = await failure(model, { mode: 'truncate' });
      expect(code).toBe('TABLES_UNFIT');
      expect(problems.map((one) => [one.code, one.path.join('.')].join(' ')).sort()).toEqual([
        'COLUMN_GENERATED Customer.twice',
        'COLUMN_MISSING Customer.absent',
        'COLUMN_REQUIRED Customer.needed',
        ...['active', 'born', 'kind', 'made', 'name', 'ratio', 'seen', 'total'].map(
          (name) => `COLUMN_TYPE Customer.${name}`,
        ),
        'TABLE_MISSING Absent',
        'TABLE_REFERENCED Customer',
        'TABLE_UNFIT Log',
        'TABLE_UNFIT Seen',
      ]);
    });

    test('have the values told that they would change or refuse, before anything is sent', async () => {
      const columns = (short: boolean): string =>
        short
          ? `id int, name varchar(3), title tinytext, code varbinary(2), small tinyint, plus int unsigned, made year, price decimal(4,1), ratio double,
             placed datetime(2), opens time, stays datetime, fits varchar(40)`
          : `id int, name varchar(9), title text, code varbinary(9), small smallint, plus int, made int, price decimal(8,2), ratio decimal(20,4),
             placed datetime(3), opens time, stays datetime, fits varchar(40)`;
      const model = `
T: { $count: 200, id: integer @id, name: string 4-9, title: "= repeat('ä', 128)", code: "= 'abc'", small: integer 0..300, plus: integer -9..9, made: integer 1..99,
  price: integer 1000..2000, ratio: "decimal(18,4) 1..90_000_000_000_000", placed: "= timestamp('2024-01-01') + seconds(0.25 * (id % 3) + 0.005)", opens: time, stays: timestamp, fits: string 1-40 }`;
      await database.query(`create table T (${columns(true)})`);
      const names = ['name', 'title', 'code', 'small', 'plus', 'made', 'price', 'ratio', 'placed'];
      const { code, problems } = await failure(model);
      expect([code, ...problems.map((one) => `${one.code} ${one.path.join('.')}`)]).toEqual([
        'TABLES_UNFIT',
        ...names.map((name) => `COLUMN_TYPE T.${name}`),
      ]);
      await database.query(`drop table T; create table T (${columns(false)})`);
      await load(model);
      expect(await count('T')).toBe(200);
    });

    test('that are to be emptied are not referred to from another database', async () => {
      const other = `${database.name}_c`;
      await database.query(`${PAIR_TABLES} create database ${other};
        create table ${other}.\`Order\` (id int, foreign key (id) references ${database.name}.Customer (id))`);
      try {
        const { problems } = await failure(PAIR, { mode: 'truncate' });
        expect(problems.map((one) => [one.code, ...one.path])).toEqual([['TABLE_REFERENCED', 'Customer']]);
        await load(PAIR);
      } finally {
        await database.query(`drop database ${other}`);
      }
    });

    test('have to be open to the user', async () => {
      await database.query('create table T (id int, name varchar(20))');
      const url = await as('clerk', [`insert (id), select on ${database.name}.T`]);
      const { problems } = await failure('T: { $count: 1, id: integer @id, name: string @first_name }', { url });
      expect(problems.map((one) => [one.code, ...one.path])).toEqual([['NOT_PERMITTED', 'T', 'name']]);
    });
  });

  test.each([
    ['no such database', (url: URL): void => void (url.pathname = '/nowhere'), 'DATABASE_MISSING'],
    ['another password', (url: URL): void => void (url.password = 'canary'), 'AUTHENTICATION_FAILED'],
    ['nobody there', (url: URL): void => void (url.port = '1'), 'TARGET_UNREACHABLE'],
    ['no such host', (url: URL): void => void (url.hostname = 'nowhere.invalid'), 'TARGET_UNREACHABLE'],
    ['a server without encryption', (url: URL): void => void (url.search = '?sslmode=require'), 'TLS_FAILED'],
    ['an address in place of a name', (url: URL): void => void (url.search = '?sslmode=verify-full'), 'TLS_FAILED'],
  ] as const)('%s', async (_, change, code) => {
    const url = new URL(database.url);
    change(url);
    const found = await failure(PAIR, { url: url.href });
    expect(found.code).toBe(code);
    expect(found.message).not.toContain('canary');
    expect(found.cause).toBeUndefined();
  });
});
