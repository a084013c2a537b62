import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { drawProgress } from './draw-progress.ts';
import { GatewayClient } from './gateway-client.ts';
import { download, generate, putProject } from './generate.ts';

/*
 * npm run demo [-- --keep]
 *
 * Starts a gateway of its own on a free port and a temporary folder, generates about a million rows of the shop, shows how far
 * that is, and downloads the files into ./out. With --keep the gateway stays up until Ctrl-C.
 */

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
/** Makes about 1,000,000 rows in all five entities. */
const USERS = 81_000;
const LINES = 4;

const data = mkdtempSync(join(tmpdir(), 'rowmill-demo-'));
// What is set up for another gateway is not for this one.
const environment = Object.entries(process.env).filter(([name]) => !/^ROWMILL_|^DATABASE_URL$/.test(name));
const gateway = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'rowmill.js'), 'serve'], {
  env: { ...Object.fromEntries(environment), ROWMILL_DATA: data, ROWMILL_PORT: '0' },
  stdio: ['ignore', 'ignore', 'pipe'],
});
process.once('SIGINT', () => gateway.kill());
const ended = once(gateway, 'close');
try {
  console.log('Starting a gateway in a temporary folder …');
  const { url, key } = await greeting();
  await run(new GatewayClient(url, key), url);
  if (values.keep) {
    console.log(`\nThe gateway stays up until Ctrl-C. GraphiQL: ${url}/graphql   admin key: ${key}`);
    await ended;
  } else {
    console.log(
      '\nGo on: `npm start` runs a gateway that stays, `npm run demo -- --keep` keeps this one for GraphiQL.',
    );
  }
} finally {
  gateway.kill();
  await ended;
  rmSync(data, { recursive: true, force: true });
}

/** What the gateway says when it listens. Throws all that it said where it ends before. */
async function greeting(): Promise<{ url: string; key: string }> {
  let said = '';
  for await (const chunk of gateway.stderr.setEncoding('utf8')) {
    said += String(chunk);
    const [, url] = /listens on (\S+)/.exec(said) ?? [];
    const [, key] = /admin key: (\S+)\n/.exec(said) ?? [];
    if (url !== undefined && key !== undefined) return { url, key };
  }
  throw new Error(`the gateway did not start:\n${said}`);
}

async function run(client: GatewayClient, url: string): Promise<void> {
  const model = readFileSync(join(import.meta.dirname, 'shop.yaml'), 'utf8');
  const project = await putProject(client, 'demo', 'shop', model);
  console.log(`Project demo/shop is at ${url}. Generating, and watching it by a subscription:`);
  const overrides = { variables: [{ name: 'users', value: USERS }] };
  const progress = drawProgress();
  const task = await generate(client, { project, format: 'CSV', overrides }, progress.show);
  progress.end();

  mkdirSync('out', { recursive: true });
  const paths = await download(task, 'out');
  for (const [at, { entity, rows, url: address }] of task.artifacts.entries()) {
    console.log(`\n${entity}: ${rows.toLocaleString('en')} rows in ${relative('.', paths[at])}\n  ${address}`);
    for (const line of await firstLines(paths[at])) console.log(`    ${line}`);
  }
  console.log(`\nAll of it as one zip:\n  ${task.archiveUrl}`);
}

async function firstLines(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lines.push(line);
    if (lines.length === LINES) break;
  }
  return lines;
}
