import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { GatewayClient } from '../gateway/client.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { leaveNoChild } from '../leave-no-child.ts';
import { createShop, readTask, startShop } from '../gateway/shop.ts';
import { runScript } from '../loading/run-script.ts';
import { useDatabase } from '../loading/use-database.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'rowmill-examples-'));
let gateway: OpenGateway;

beforeAll(async () => {
  gateway = await openGateway({ ROWMILL_TARGET_NETWORKS: '127.0.0.0/8' });
  await modelsRun(gateway);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Runs a program that must succeed, in a folder of its own, with the gateway's address and key. */
async function run(
  program: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, GATEWAY_URL: gateway.app.url, GATEWAY_KEY: gateway.key, ...more };
  const running = promisify(execFile)(program, args, { cwd: folder, env });
  leaveNoChild(running.child);
  return await running;
}

test('the TypeScript client generates, shows progress and downloads; run again, it uses the project that is there', async () => {
  const model = join(ROOT, 'examples', 'shop.yaml');
  const example = join(ROOT, 'examples', 'client.ts');
  const { stdout, stderr } = await run(process.execPath, [example, model, 'files']);
  expect(stderr).toMatch(/^100 % {2}[\d,]+ of [\d,]+ rows/m);
  expect(stdout.split('\n')).toContain(join('files', 'OrderLine.csv'));
  execFileSync(process.execPath, [join(ROOT, 'bin', 'rowmill.js'), 'generate', model, '--out', 'expected'], {
    cwd: folder,
    stdio: 'ignore',
  });
  for (const name of ['User', 'Order', 'OrderLine']) {
    expect(readFileSync(join(folder, 'files', `${name}.csv`))).toEqual(
      readFileSync(join(folder, 'expected', `${name}.csv`)),
    );
  }
  await run(process.execPath, [example, model, 'files']);
});

test('the TypeScript client says what is wrong', async () => {
  const example = join(ROOT, 'examples', 'client.ts');
  await expect(run(process.execPath, [example])).rejects.toMatchObject({ code: 2 });
});

test('the CI job generates with what its environment gives it', async () => {
  const workflow: { jobs: { test: { steps: { run?: string; env?: Record<string, string> }[] } } } = parse(
    readFileSync(join(ROOT, 'examples', 'ci', 'github-actions.yml'), 'utf8'),
  );
  const steps = workflow.jobs.test.steps.filter(
    ({ run: script }) => script !== undefined && !script.startsWith('npm '),
  );
  expect(steps).toHaveLength(2);
  // What `npm install --global` would bring.
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'rowmill'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin', 'rowmill.js')}" "$@"\n`,
  );
  chmodSync(join(bin, 'rowmill'), 0o755);
  const checkout = mkdtempSync(join(folder, 'checkout-'));
  copyFileSync(join(ROOT, 'examples', 'shop.yaml'), join(checkout, 'shop.yaml'));
  const given = { 'vars.ROWMILL_URL': gateway.app.url, 'secrets.ROWMILL_KEY': gateway.key };
  for (const { run: script = '', env = {} } of steps) {
    const variables = Object.entries(env).map(([name, value]) => {
      return [name, Object.entries(given).reduce((text, [from, to]) => text.replace(`\${{ ${from} }}`, to), value)];
    });
    const { PATH } = process.env;
    const job = { PATH: `${bin}:${PATH}`, GITHUB_REF_NAME: 'feature/data', GITHUB_SHA: 'abc' };
    // As GitHub runs it.
    await promisify(execFile)('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: checkout,
      env: { ...job, ...Object.fromEntries(variables) },
    });
  }
  expect(readdirSync(join(checkout, 'data')).sort()).toEqual(
    ['Country', 'Order', 'OrderLine', 'Product', 'User'].map((name) => `${name}.csv`),
  );
});

const hasCurl = spawnSync('curl', ['--version']).error === undefined;

test.skipIf(!hasCurl)('the curl client follows a task to its end (skipped where there is no curl)', async () => {
  const client = new GatewayClient(gateway.app.url, gateway.key);
  const task = await startShop(client, await createShop(client, 'curl'), 500);
  const { stdout } = await run('bash', [join(ROOT, 'examples', 'watch.sh'), task]);
  expect(stdout).toMatch(/^id: \d+$/m);
  const told = [...stdout.matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => JSON.parse(data).data.taskProgress);
  expect(told.at(-1)).toMatchObject({ status: 'COMPLETED', progress: { fraction: 1 } });
  expect(told.at(-1).archiveUrl).toBe((await readTask(client, task)).archiveUrl);
  expect(stdout).toMatch(/^event: complete$/m);
});

const lacksTools = ['curl', 'jq'].some((tool) => spawnSync(tool, ['--version']).error !== undefined);

test.skipIf(lacksTools)('a script for Drafta gets its data (skipped where there is no curl or jq)', async () => {
  for (const base of ['', '/drafta']) {
    const out = `drafta${base}`;
    const more = { DRAFTA_URL: gateway.app.url + base, DRAFTA_KEY: gateway.key };
    await run('bash', [join(ROOT, 'examples', 'drafta.sh'), out], more);
    const read = (name: string): string => readFileSync(join(folder, out, name), 'utf8');
    const orders: { id: number; user: { id: string; plan: string }; total: number }[] = JSON.parse(read('Order.json'));
    expect(orders.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    const users: { id: string; plan: string }[] = JSON.parse(read('User.json'));
    expect(new Set(users.map(({ plan }) => plan))).toEqual(new Set(['free', 'team', 'pro']));
    expect(users).toEqual(expect.arrayContaining([orders[0].user]));
    expect(read('Order.csv').split('\n')).toHaveLength(100 + 2);
    for (const name of ['Order', 'User']) expect(read(`${name}.parquet`).slice(0, 4)).toBe('PAR1');
  }
});

test.skipIf(lacksTools)(
  'a script for Fabricate gets and loads its data (skipped where there is no curl or jq)',
  async () => {
    const { url, client } = await useDatabase();
    await client.query(`CREATE TABLE plans (code varchar(8) PRIMARY KEY, price numeric(10,2));
    CREATE TABLE users (id int PRIMARY KEY, first_name text, email text, plan varchar(8) REFERENCES plans);
    CREATE TABLE orders (id uuid PRIMARY KEY, user_id int REFERENCES users, total numeric(10,2))`);
    const { hostname: host, port, pathname, username, password } = new URL(url);
    const address = { host, port: Number(port), database_name: pathname.slice(1), username, password, tls: false };
    await run('bash', [join(ROOT, 'examples', 'fabricate.sh'), 'fabricate'], {
      FABRICATE_URL: `${gateway.app.url}/api/v1`,
      FABRICATE_KEY: gateway.key,
      TARGET: JSON.stringify(address),
    });
    const out = join(folder, 'fabricate');
    const counts = async (from: Client): Promise<unknown> =>
      (
        await from.query(`SELECT (SELECT count(*)::int FROM plans) AS plans, (SELECT count(*)::int FROM users) AS users,
        (SELECT count(*)::int FROM orders JOIN users u ON u.id = user_id JOIN plans ON code = plan) AS orders`)
      ).rows[0];
    const loaded = await counts(client);
    expect(loaded).toEqual({ plans: 2, users: 40, orders: expect.toSatisfy((n: number) => n >= 40 && n <= 160) });

    const ids = readFileSync(join(out, 'users.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',')[0]);
    expect(ids).toEqual(['id', ...Array.from({ length: 30 }, (_, i) => String(1000 + i))]);
    for (const name of ['csv', 'sql'])
      execFileSync('python3', ['-m', 'zipfile', '-e', `${name}.zip`, name], { cwd: out });
    expect(readdirSync(join(out, 'csv')).sort()).toEqual(['orders.csv', 'plans.csv', 'users.csv']);
    expect(readFileSync(join(out, 'csv', 'plans.csv'), 'utf8')).toBe('code,price\nfree,0.00\npro,19.90\n');
    const other = await useDatabase();
    const script = join(out, 'sql', 'load.sql');
    if (spawnSync('psql', ['--version']).status === 0)
      execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', script, other.url], { cwd: tmpdir() });
    else await runScript(other.client, script);
    expect(await counts(other.client)).toEqual(loaded);
  },
);

test('the demo runs to its end', async () => {
  const { stdout, stderr } = await run(process.execPath, [join(ROOT, 'examples', 'demo.ts')]);
  expect(stderr).toMatch(/^100 %/m);
  expect(stdout).toMatch(/OrderLine: [\d,]+ rows in out\/OrderLine\.csv/);
  // Its gateway is gone before a reader can open an address.
  expect(stdout + stderr).not.toContain('://');
  expect(readFileSync(join(folder, 'out', 'User.csv'), 'utf8').split('\n')).toHaveLength(81_000 + 2);
});
