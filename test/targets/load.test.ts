import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../src/engine/plan.ts';
import { jsonl } from '../../src/formats/jsonl.ts';
import { openClient, parseAddress, type TransactionId, wasCommitted } from '../../src/targets/index.ts';
import { LocalParts } from '../../src/workers/making/local-parts.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { PartMakers } from '../../src/workers/making/part-makers.ts';
import { losingProxy } from './losing-proxy.ts';
import { useTarget } from './target.ts';

const target = useTarget();

const count = async (table: string): Promise<number> =>
  (await target.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0].n;

/** Rows as jsonl has them. */
async function expected(text: string): Promise<Record<string, unknown>[]> {
  const { program } = loadProgram({ text }, true);
  const entities = program?.entities ?? [];
  const decoder = new TextDecoder();
  let lines = '';
  const source = new LocalParts(new PartMakers(entities, jsonl, {}));
  for await (const { bytes } of source.make(partsOf(entities[0]))) lines += decoder.decode(bytes);
  return lines
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
}

const EVERYTHING = `
$providers: { Odd: ['it''s "odd"', 'a,b', '', 'NULL', '\\N', '\\.', "two\\nlines", "\\r\\n", ' x ', 'é', '😀'] }
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
  opens: time null 10%
  status: enum(open, shut, "a,b") null 10%
  odd: string @Odd null 10%
  words: [string @word]
  address: { city: string @city, postcode: string @postcode }
  address_of: string @ipv4
  note: string @paragraph null 10%
  bytes: binary
`;

test('every type comes back as it was made', async () => {
  await target.query(`
    create type status as enum ('open', 'a,b', 'more', 'shut');
    create domain cents as numeric(12,2) check (value > 0);
    create table "Everything" (note varchar(2000), id bigserial primary key, uuid uuid unique, made text, small smallint, large int8,
      ratio float8, price cents, active boolean, born date, seen timestamptz, opens time, status status, odd text, words jsonb,
      address json, address_of inet, bytes bytea, extra int default 5)`);
  await target.load(EVERYTHING);
  const rows = await target.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(e) - 'extra' || jsonb_build_object('bytes', translate(encode(bytes, 'base64'), E'\\n', '')) || jsonb_build_object('seen', to_char(seen at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       as row from "Everything" e order by id`,
  );
  expect(rows.map(({ row }) => row)).toEqual(await expected(EVERYTHING));
  expect(await target.query(`select distinct extra from "Everything"`)).toEqual([{ extra: 5 }]);
  const [{ id }] = await target.query<{ id: string }>(`insert into "Everything" (note) values ('x') returning id`);
  expect(id).toBe('20001');
});

test('a NUL is written as U+FFFD', async () => {
  await target.query('create table "Odd" (text text)');
  await target.load(`
Odd:
  $rows:
    - { text: "a\\0b" }
`);
  expect(await target.query('select text from "Odd"')).toEqual([{ text: 'a\ufffdb' }]);
});

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
  drop table if exists "Order", "Customer";
  create table "Customer" (id int generated always as identity primary key);
  create table "Order" (id int primary key, customer int not null references "Customer");`;

describe('modes', () => {
  test('append adds rows, and fails where keys are taken, with nothing changed', async () => {
    await target.query(`${PAIR_TABLES} insert into "Customer" overriding system value values (0), (5000)`);
    await target.load(PAIR);
    expect(await count('"Customer"')).toBe(1002);
    expect(await count('"Order"')).toBe(30_000);
    const failure = await target.failure(PAIR);
    expect(failure.code).toBe('KEY_TAKEN');
    expect(failure.message).toContain('constraint Customer_pkey');
    expect(failure.message).not.toMatch(/\(id\)=/);
    expect(failure.message).toContain('an existing row may have the key: load with mode truncate');
    expect(await count('"Customer"')).toBe(1002);
  });

  const REPEATED = 'Repeated: { $count: 30, id: integer @id, n: integer 1-9 }\n';

  test.each(['', 'deferrable initially deferred'])(
    'a key that the rows repeat is told before they are sent, %s',
    async (when) => {
      await target.query(
        `drop table if exists "Repeated"; create table "Repeated" (id int primary key, n int, o int default 1, unique (o, n), unique (n) ${when})`,
      );
      const { problems } = await target.failure(REPEATED);
      expect(problems).toEqual([
        {
          code: 'KEY_REPEATED',
          path: ['Repeated', 'n'],
          message: expect.stringMatching(
            /^rows of this load have the same n, which Repeated_n_key .*n: \{ …, \$unique: true \}/,
          ),
        },
      ]);
      await target.load(REPEATED.replace('1-9', '1-9 null 100%'));
    },
  );

  test('a key that only some rows must have is told by the server, and whose rows repeat it', async () => {
    await target.query(
      `drop table if exists "Repeated"; create table "Repeated" (id int primary key, n int); create unique index on "Repeated" (n) where id > 3`,
    );
    const repeats =
      'on n: the table was empty before, so rows of this load repeat a key: mark its field unique in the model';
    expect((await target.failure(REPEATED)).message).toContain(repeats);
    await target.query('insert into "Repeated" values (999, 999)');
    expect((await target.failure(REPEATED)).message).not.toContain(repeats);
    expect((await target.failure(REPEATED, { mode: 'truncate' })).message).toContain(repeats);
    expect(await count('"Repeated"')).toBe(1);
  });

  test('truncate puts the rows in place of others, in one transaction', async () => {
    await target.query(`${PAIR_TABLES} insert into "Customer" overriding system value values (0), (5000)`);
    const failure = await target
      .failure(PAIR, {
        mode: 'truncate',
        committing: () => {
          throw new Error('no');
        },
      })
      .catch((error: unknown) => error);
    expect(String(failure)).toBe('Error: no');
    expect(await count('"Customer"')).toBe(2);
    await target.load(PAIR, { mode: 'truncate' });
    await target.load(PAIR, { mode: 'truncate' });
    expect(await count('"Customer"')).toBe(1000);
    expect(await count('"Order"')).toBe(30_000);
  });

  test('a schema can be named', async () => {
    await target.query(`${PAIR_TABLES} create schema other; create table other."Customer" (id int primary key);
      create table other."Order" (id int primary key, customer int references other."Customer")`);
    await target.load(PAIR, { schema: 'other' });
    expect(await count('"Customer"')).toBe(0);
    expect(await count('other."Order"')).toBe(30_000);
  });
});

const CYCLE = `
A:
  $count: 100
  id: integer @id
  b: $B.id
B:
  $count: 100
  id: integer @id
  a: integer 1..100
`;

describe('references that lead back', () => {
  test('are loaded where a constraint can wait', async () => {
    await target.query(`create table "A" (id int primary key, b int); create table "B" (id int primary key, a int);
      alter table "A" add constraint to_b foreign key (b) references "B" deferrable;
      alter table "B" add constraint to_a foreign key (a) references "A"`);
    await target.load(CYCLE);
    expect(await count('"A"')).toBe(100);
  });

  test('are loaded where none can, whatever else the tables have', async () => {
    await target.query(`drop table "A", "B";
      create table "A" (note text default 'x', id int generated always as identity primary key, b int not null);
      create table "B" (id int primary key, a int not null, more text not null default 'y');
      alter table "A" add constraint to_b foreign key (b) references "B";
      alter table "B" add constraint to_a foreign key (a) references "A"`);
    await target.load(CYCLE, { mode: 'truncate' });
    await target.load(CYCLE, { mode: 'truncate' });
    expect(await target.query('select count(*)::int as n, min(more) as more from "B"')).toEqual([
      { n: 100, more: 'y' },
    ]);
    const { code, message } = await target.failure(CYCLE.replace('1..100', '1..101'), { mode: 'truncate' });
    expect([code, message]).toEqual(['REFERENCE_MISSING', expect.stringContaining('constraint to_a')]);
    expect(await count('"A"')).toBe(100);
  });

  test('are a problem where the role may not make temporary tables either', async () => {
    const { name } = (await target.query<{ name: string }>('select current_database() as name'))[0];
    await target.query(`create role plain login password 'secret'; grant all on "A", "B" to plain;
      revoke temporary on database ${name} from public`);
    const url = new URL(target.url);
    url.username = 'plain';
    url.password = 'secret';
    const { problems } = await target.failure(CYCLE, { url: url.href });
    await target.query('drop owned by plain; drop role plain');
    expect(problems.map(({ code, path }) => [code, ...path])).toEqual(
      expect.arrayContaining([
        ['REFERENCE_CYCLE', 'A'],
        ['REFERENCE_CYCLE', 'B'],
      ]),
    );
  });
});

test('keys and references of several columns hold in tables that have them', async () => {
  await target.query(`
    create table "Tenant" (id int primary key);
    create table "Member" (id int primary key, tenant int not null references "Tenant", unique (tenant, id));
    create table "Task" (_id uuid primary key, tenant int not null, owner int not null, label text, unique (owner, label),
      foreign key (tenant, owner) references "Member" (tenant, id));`);
  const model = (tenant: string): string => `
Tenant: { $count: 20, id: integer @id }
Member: { id: integer @id, tenant: { $ref: Tenant.id, $per: 5 } }
Task: { $count: 200, $unique: [owner, label], owner: $Member.id, tenant: ${tenant}, label: "enum(a, b, c)" }`;
  await target.load(model('{ $lookup: owner.tenant }'));
  expect(await count('"Task"')).toBe(200);
  const { code, message } = await target.failure(model('$Tenant.id'), { mode: 'truncate' });
  expect(code).toBe('REFERENCE_MISSING');
  expect(message).toContain('take all columns of the reference from one row');
});

describe('a load that fails on its way leaves the tables as they were', () => {
  test.each([
    ['a check', 'check (id < 25000)', 'CHECK_FAILED', /constraint Order_id_check, row 25000 of/],
    ['a key that comes twice', `generated always as (1) stored`, 'TABLES_UNFIT', /./],
    ['a reference', `references "Customer"`, 'REFERENCE_MISSING', /constraint Order_id_fkey/],
    [
      'a reference that waits',
      `references "Customer" deferrable initially deferred`,
      'REFERENCE_MISSING',
      /constraint/,
    ],
  ])('%s', async (_, constraint, code, message) => {
    await target.query(`${PAIR_TABLES} drop table "Order"; create table "Order" (id int ${constraint}, customer int)`);
    const failure = await target.failure(PAIR);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(message);
    expect(await count('"Customer"')).toBe(0);
  });

  test('a value that is too large', async () => {
    await target.query(`${PAIR_TABLES} alter table "Order" add "no: 1" text, add "no" inet`);
    const model = PAIR.replace('customer:', "no: \"= if(id = 10000, 'secret', '10.0.0.1')\"\n  customer:");
    const failure = await target.failure(model);
    expect(failure.code).toBe('VALUE_REFUSED');
    expect(failure.message).toBe(
      "a value is not of the column's type, or too long or too large for it (table Order, column no, row 10000 of those loaded)",
    );
    expect(await count('"Customer"')).toBe(0);
  });

  test('a cancel, while rows are sent', async () => {
    await target.query(PAIR_TABLES);
    const cancel = new AbortController();
    const reason = new Error('enough');
    let sent = 0;
    const loading = target.load(PAIR, {
      signal: cancel.signal,
      sent: (rows) => {
        sent += rows;
        if (sent > 5000) cancel.abort(reason);
      },
    });
    await expect(loading).rejects.toBe(reason);
    expect(await count('"Customer"')).toBe(0);
    expect(await count('"Order"')).toBe(0);
  });

  test('a cancel, while a lock is waited for', async () => {
    await target.query(PAIR_TABLES);
    const holder = await openClient(parseAddress(target.url));
    await holder.query('begin; lock table "Customer"');
    const cancel = new AbortController();
    const loading = target.load(PAIR, { signal: cancel.signal });
    const reason = new Error('enough');
    const cancelLater = async (): Promise<void> => {
      await waiting('relation');
      cancel.abort(reason);
    };
    const [ended] = await Promise.allSettled([loading, cancelLater()]);
    expect(ended).toEqual({ status: 'rejected', reason });
    await holder.end();
    expect(await count('"Customer"')).toBe(0);
  });

  test('a server process that is ended', async () => {
    await target.query(PAIR_TABLES);
    const failure = await target.failure(PAIR, {
      through: async function* (rows) {
        let parts = 0;
        for await (const row of rows) {
          yield row;
          if (parts++ === 1) await endOthers();
        }
      },
    });
    expect(failure.code).toBe('TARGET_LOST');
    expect(await count('"Customer"')).toBe(0);
  });
});

describe('the end of a transaction', () => {
  test('is a success where the server committed and could not say so', async () => {
    await target.query(PAIR_TABLES);
    const proxy = await losingProxy(new URL(target.url));
    await target.load(PAIR, { url: proxy.url });
    proxy.close();
    expect(proxy.lost()).toBe(1);
    expect(await count('"Order"')).toBe(30_000);
  });

  test('is a failure where the server was stopped before it had committed', async () => {
    await target.query(PAIR_TABLES);
    let known: TransactionId | undefined;
    await target.query(`create function pause() returns trigger language plpgsql as 'begin perform pg_sleep(30); return null; end';
      create constraint trigger pause after insert on "Order" deferrable initially deferred for each row when (new.id = 1)
      execute function pause()`);
    const loading = target.failure(PAIR, {
      committing: (transaction) => {
        known = transaction;
      },
    });
    await waiting('PgSleep');
    await endOthers();
    expect((await loading).code).toBe('TARGET_LOST');
    expect(await count('"Order"')).toBe(0);
    const client = await openClient(parseAddress(target.url));
    if (known === undefined) throw new Error('it was not told');
    expect(await wasCommitted(client, known)).toBe(false);
    await client.query(`drop trigger pause on "Order"`);
    await target.load(PAIR, {
      committing: (transaction) => {
        known = transaction;
      },
    });
    expect(await wasCommitted(client, known)).toBe(true);
    await client.end();
    expect(await count('"Order"')).toBe(30_000);
  });

  test('is settled by ending it where it is still open', async () => {
    const [one, other] = await Promise.all([
      openClient(parseAddress(target.url)),
      openClient(parseAddress(target.url)),
    ]);
    await one.query('begin; create table half (id int)');
    const { rows } = await one.query<TransactionId>(
      'select pg_current_xact_id()::text as xid, pg_backend_pid() as pid',
    );
    expect(await wasCommitted(other, rows[0])).toBe(false);
    await expect(one.query('commit')).rejects.toThrow(/not queryable/);
    expect(await target.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    await Promise.all([one.end(), other.end()]);
  });
});

/** Until a connection of a load waits for this. */
async function waiting(event: string): Promise<void> {
  for (;;) {
    const found = await target.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'rowmill' and wait_event = $1`,
      [event],
    );
    if (found.length > 0) return;
    await setTimeout(10);
  }
}

async function endOthers(): Promise<void> {
  await target.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'rowmill'`,
  );
}
