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
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { GatewayClient } from '../gateway/client.ts';
import { type OpenGateway, openGateway } from '../gateway/open-gateway.ts';
import { leaveNoChild } from '../leave-no-child.ts';
import { createShop, readTask, startShop } from '../gateway/shop.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'rowmill-examples-'));
let gateway: OpenGateway;

beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Runs a program that must succeed, in a folder of its own, with the gateway's address and key. */
async function run(program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, GATEWAY_URL: gateway.app.url, GATEWAY_KEY: gateway.key };
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

test('the demo runs to its end', async () => {
  const { stdout, stderr } = await run(process.execPath, [join(ROOT, 'examples', 'demo.ts')]);
  expect(stderr).toMatch(/^100 %/m);
  expect(stdout).toMatch(/OrderLine: [\d,]+ rows in out\/OrderLine\.csv/);
  // Its gateway is gone before a reader can open an address.
  expect(stdout + stderr).not.toContain('://');
  expect(readFileSync(join(folder, 'out', 'User.csv'), 'utf8').split('\n')).toHaveLength(81_000 + 2);
}, 180_000);
