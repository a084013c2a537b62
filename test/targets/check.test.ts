import { describe, expect, test } from 'vitest';
import { useTarget } from './target.ts';

const target = useTarget();

const SHOP = `
Order:
  $count: 10
  id: integer @id
  customer: $Customer.id
  total: decimal(10,4) 1..9
  note: string @word null 10%
  placed: timestamp
  paid: boolean
  status: enum(open, shut)
  lines: [string @word]
  sum: integer 1..9
Customer:
  $count: 10
  id: integer @id
Absent:
  $count: 10
  id: integer @id
Seen:
  $count: 10
  id: integer @id
`;

const problemsOf = async (mode: 'append' | 'truncate', url = target.url): Promise<[string, string][]> => {
  const { code, problems } = await target.failure(SHOP, { mode, url });
  expect(code).toBe('TABLES_UNFIT');
  return problems.map((problem): [string, string] => [problem.code, problem.path.join('.')]).toSorted(byText);
};

const byText = (a: [string, string], b: [string, string]): number => (a.join() < b.join() ? -1 : 1);

const WRONG = `
  drop table if exists "Outside", "Order", "Customer", seen cascade;
  drop type if exists state;
  create type state as enum ('open');
  create table seen (id int);
  create view "Seen" as select * from seen;
  create table "Customer" (ident int primary key);
  create table "Order" (id serial primary key, customer text not null, total numeric(10,2), note text not null, placed date,
    paid int, status state, lines int[], sum int generated always as (1) stored, since date not null, by text not null default '?');
  create table "Outside" (id int references "Order");`;

const COLUMNS: readonly [string, string][] = [
  ['COLUMN_GENERATED', 'Order.sum'],
  ['COLUMN_MISSING', 'Customer.id'],
  ['COLUMN_NOT_NULL', 'Order.note'],
  ['COLUMN_REQUIRED', 'Customer.ident'],
  ['COLUMN_REQUIRED', 'Order.since'],
  ['COLUMN_TYPE', 'Order.lines'],
  ['COLUMN_TYPE', 'Order.paid'],
  ['COLUMN_TYPE', 'Order.placed'],
  ['COLUMN_TYPE', 'Order.status'],
  ['COLUMN_TYPE', 'Order.total'],
];

describe('existing tables', () => {
  test('have all their problems told at once, before anything is sent', async () => {
    await target.query(WRONG);
    expect(await problemsOf('append')).toEqual([...COLUMNS, ['TABLE_MISSING', 'Absent'], ['TABLE_UNFIT', 'Seen']]);
  });

  test('of another schema are loaded by its name', async () => {
    await target.query(`create schema auth; create table auth.users (id uuid primary key);
      create table profiles (id uuid primary key references auth.users, nick text);`);
    const model = (users: string): string =>
      `${users}: { $count: 20, id: uuid @id }\nprofiles: { id: { $ref: ${users}.id, $per: 1 }, nick: string @username }`;
    await target.load(model('auth.users'));
    await target.load(model('auth.users'), { mode: 'truncate' });
    expect(await target.query('select count(*)::int as n from profiles join auth.users using (id)')).toEqual([
      { n: 20 },
    ]);
    const messages = async (name: string): Promise<string[]> =>
      (await target.failure(model(name))).problems.map(({ code, message }) => `${code} ${message}`);
    expect(await messages('users')).toEqual([expect.stringMatching(/^TABLE_MISSING .*call the entity auth\.users/)]);
    expect(await messages('auth.people')).toEqual([
      expect.stringMatching(/^TABLE_MISSING .*a table people in a schema auth/),
    ]);
    // What is called so itself comes first.
    await target.query(`create table "auth.users" (id uuid primary key); drop table profiles`);
    await target.load('auth.users: { $count: 7, id: uuid @id }');
    expect(await target.query('select count(*)::int as n from "auth.users"')).toEqual([{ n: 7 }]);
    await target.query('drop table "auth.users"; drop schema auth cascade');
  });

  test('that are to be emptied are not referred to from outside', async () => {
    await target.query(WRONG);
    expect(await problemsOf('truncate')).toEqual([
      ...COLUMNS,
      ['TABLE_MISSING', 'Absent'],
      ['TABLE_REFERENCED', 'Order'],
      ['TABLE_UNFIT', 'Seen'],
    ]);
  });

  test('have to be open to the role', async () => {
    await target.query(`${WRONG}
      create role clerk login password 'secret';
      grant insert (id, customer, placed), select (id) on "Order" to clerk;
      alter table "Customer" enable row level security; grant all on "Customer" to clerk`);
    const url = new URL(target.url);
    url.username = 'clerk';
    url.password = 'secret';
    const problems = await problemsOf('truncate', url.href);
    const denied = problems.filter(([code]) => code === 'NOT_PERMITTED').map(([, path]) => path);
    expect(denied).toEqual([
      'Order',
      'Order.id',
      ...['lines', 'note', 'paid', 'status', 'total'].map((name) => `Order.${name}`),
    ]);
    expect(problems).toContainEqual(['TABLE_UNFIT', 'Customer']);
    await target.query('drop owned by clerk; drop role clerk');
  });
});

test.each([
  ['no such database', (url: URL): void => void (url.pathname = '/nowhere'), 'DATABASE_MISSING'],
  ['another password', (url: URL): void => void (url.password = 'canary'), 'AUTHENTICATION_FAILED'],
  ['nobody there', (url: URL): void => void (url.port = '1'), 'TARGET_UNREACHABLE'],
  ['no such host', (url: URL): void => void (url.hostname = 'nowhere.invalid'), 'TARGET_UNREACHABLE'],
  ['a server without encryption', (url: URL): void => void (url.search = '?sslmode=require'), 'TLS_FAILED'],
] as const)('%s', async (_, change, code) => {
  const url = new URL(target.url);
  change(url);
  const failure = await target.failure(SHOP, { url: url.href });
  expect(failure.code).toBe(code);
  expect(failure.message).not.toContain('canary');
  expect(failure.cause).toBeUndefined();
});
