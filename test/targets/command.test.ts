import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run, start } from '../cli/run.ts';
import { useTarget } from './target.ts';

const target = useTarget();
const folder = useFolder({
  'shop.yaml': `
Order:
  $count: 3000
  id: integer @id
  customer: $Customer.id
Customer:
  $count: 100
  id: integer @id
  name: string @full_name
`,
});

/** The target's address without its password, which goes by the environment. */
function address(): string {
  const url = new URL(target.url);
  vi.stubEnv('PGPASSWORD', url.password);
  url.password = '';
  return url.href;
}

const counts = async (): Promise<unknown[]> =>
  await target.query(
    'select (select count(*)::int from "Order") as orders, (select count(*)::int from "Customer") as customers',
  );

beforeEach(async () => {
  await target.query(`drop table if exists "Order", "Customer"; create table "Customer" (id int primary key, name text);
    create table "Order" (id int primary key, customer int references "Customer")`);
});
afterEach(() => vi.unstubAllEnvs());

describe('generate --target', () => {
  test.each(['1', '3'])('loads the tables with %s threads, and says what it loaded', async (threads) => {
    const { code, stdout, stderr } = await run(
      ['generate', 'shop.yaml', '--target', address(), '--threads', threads, '--sample', '1'],
      folder,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/100 % {2}3,100 of 3,100 rows/) });
    expect(stdout).toMatch(/^3,000 rows +[\d.]+ kB {2}Order$/m);
    expect(stdout).toMatch(/^3,100 rows in /m);
    expect(stdout).toContain('│ customer │');
    expect(await counts()).toEqual([{ orders: 3000, customers: 100 }]);
  });

  test('takes the mode and the entities that are named', async () => {
    const load = async (...args: string[]): Promise<number | null> =>
      (await run(['generate', 'shop.yaml', '--target', address(), ...args], folder)).code;
    expect(await load('--entity', 'Customer', '--rows', '3000')).toBe(0);
    expect(await load('--entity', 'Order', '--rows', '7')).toBe(0);
    expect(await load('--mode', 'truncate', '--schema', 'public')).toBe(0);
    expect(await counts()).toEqual([{ orders: 3000, customers: 100 }]);
  });

  test('tells all problems of the tables, and changes nothing', async () => {
    await target.query(
      'alter table "Customer" drop name; alter table "Order" drop customer; alter table "Order" add customer date',
    );
    const { code, stderr } = await run(['generate', 'shop.yaml', '--target', address()], folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Order\.customer error COLUMN_TYPE .*\nCustomer\.name error COLUMN_MISSING .*\nerror: cannot load /m,
    );
    expect(await counts()).toEqual([{ orders: 0, customers: 0 }]);
  });

  test('never repeats a password', async () => {
    const url = new URL(target.url);
    url.password = 'canary';
    const { code, stdout, stderr } = await run(['generate', 'shop.yaml', '--target', url.href], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('AUTHENTICATION_FAILED');
    expect(stdout + stderr).not.toContain('canary');
  });

  test.each([
    [['--target', 'postgres://a:canary@b'], '--target: expected postgres://'],
    [['--target', 'postgres://a@b/c', '--format', 'csv'], 'cannot be used with option'],
    [['--mode', 'truncate'], 'name a database with --target'],
    [['--target', 'postgres://a@b/c', '--mode', 'merge'], 'Allowed choices are append, truncate'],
  ])('refuses %j', async (args, words) => {
    const { code, stderr } = await run(['generate', 'shop.yaml', ...args], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('canary');
  });

  test.each([
    ['SIGINT', 'interrupted: the tables are unchanged'],
    ['SIGKILL', ''],
  ] as const)('leaves nothing after %s', async (signal, words) => {
    const args = ['generate', 'shop.yaml', '--target', address(), '--rows', '50_000_000', '--threads', '3'];
    const child = start(args, folder);
    if (child.stderr === null) throw new Error('it has a stderr');
    await once(child.stderr, 'readable');
    const said = text(child.stderr);
    child.kill(signal);
    await once(child, 'exit');
    expect(await said).toContain(words);
    // A lock that nobody else has: the server has given the load up.
    await target.query('begin; lock table "Order", "Customer" in access exclusive mode; commit');
    expect(await counts()).toEqual([{ orders: 0, customers: 0 }]);
  });
});
