import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run, start } from '../cli/run.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';

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

describe.skipIf(!hasMariadb())(`generate --target mysql://… (skipped where ${NO_MARIADB})`, () => {
  const database = useMariadb();
  beforeEach(async () => {
    await database.empty();
    await database.query(`create table Customer (id int primary key, name varchar(200));
      create table \`Order\` (id int primary key, customer int, foreign key (customer) references Customer (id))`);
  });
  afterEach(() => vi.unstubAllEnvs());

  /** The address without its password, which goes by the environment. */
  const address = (): string => {
    const url = new URL(database.url);
    vi.stubEnv('MYSQL_PWD', url.password);
    url.password = '';
    return url.href.replace('mysql:', 'mariadb:');
  };
  const counts = async (): Promise<unknown> =>
    await database.query(
      'select (select count(*) from `Order`) as orders, (select count(*) from Customer) as customers',
    );

  test.each(['1', '3'])('loads the tables with %s threads, and says what it loaded', async (threads) => {
    const args = ['generate', 'shop.yaml', '--target', address(), '--threads', threads];
    const { code, stdout, stderr } = await run(args, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/100 % {2}3,100 of 3,100 rows/) });
    expect(stdout).toMatch(/^3,000 rows +[\d.]+ kB {2}Order$/m);
    expect(await counts()).toEqual([{ orders: 3000, customers: 100 }]);
  });

  test('tells all problems of the tables, and never repeats a password', async () => {
    await database.query('alter table Customer drop name; alter table `Order` modify id date');
    const { code, stderr } = await run(['generate', 'shop.yaml', '--target', database.url], folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Order\.id error COLUMN_TYPE .*\nCustomer\.name error COLUMN_MISSING .*\nerror: cannot load .*mysql:\/\/rowmill@/m,
    );
    expect(stderr).not.toContain('password');
    expect(await counts()).toEqual([{ orders: 0, customers: 0 }]);
  });

  test('leaves nothing after SIGKILL', async () => {
    const child = start(['generate', 'shop.yaml', '--target', address(), '--rows', '50_000_000'], folder);
    if (child.stderr === null) throw new Error('it has a stderr');
    await once(child.stderr, 'readable');
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Waits for what the server has not taken back yet.
    await database.query('lock tables `Order` write, Customer write; unlock tables');
    expect(await counts()).toEqual([{ orders: 0, customers: 0 }]);
  });
});
