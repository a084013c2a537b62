import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { RowmillClient, Task } from '../src/client/index.ts';

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
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => gateway.kill());
const ended = once(gateway, 'close');
try {
  process.stdout.write('Starting a gateway in a temporary folder …');
  const { url, key } = await greeting();
  // What takes a while to load comes after the first words.
  const { RowmillClient } = await import('../src/client/index.ts');
  const task = await run(new RowmillClient({ url, key }));
  if (values.keep) {
    console.log('\nThe gateway stays up until Ctrl-C. The files again, and all of them as one zip:');
    for (const { url: address } of task.artifacts) console.log(`  ${address}`);
    console.log(`  ${task.archiveUrl}\nGraphiQL: ${url}/graphql   admin key: ${key}`);
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

/** What the gateway says when it listens, and a dot for every half second until then. Throws all that it said where it ends before. */
async function greeting(): Promise<{ url: string; key: string }> {
  let said = '';
  const dots = setInterval(() => process.stdout.write('.'), 500);
  try {
    for await (const chunk of gateway.stderr.setEncoding('utf8')) {
      said += String(chunk);
      const [, url] = /listening on (\S+)/.exec(said) ?? [];
      const [, key] = /admin key: (\S+)\n/.exec(said) ?? [];
      if (url !== undefined && key !== undefined) return { url, key };
    }
  } finally {
    clearInterval(dots);
    process.stdout.write('\n');
  }
  throw new Error(`the gateway did not start:\n${said}`);
}

/** Generates the shop and downloads it. Without --keep no address is shown: the gateway is gone before it can be opened. */
async function run(client: RowmillClient): Promise<Task> {
  const { drawProgress } = await import('./draw-progress.ts');
  const model = readFileSync(join(import.meta.dirname, 'shop.yaml'), 'utf8');
  const project = await client.putModel({ group: 'demo', name: 'shop', model });
  console.log('The model examples/shop.yaml is the project demo/shop. Generating it, watched through a subscription:');
  const overrides = { variables: [{ name: 'users', value: USERS }] };
  let task = await client.start({ project: project.id, format: 'CSV', overrides });
  const progress = drawProgress();
  for await (task of client.watch(task.id)) progress.show(task);
  progress.end();
  if (task.status !== 'COMPLETED') throw new Error(task.error?.message ?? `the task is ${task.status}`);

  const paths = await client.download(task, 'out');
  for (const [at, { entity, rows }] of task.artifacts.entries()) {
    console.log(`\n${entity}: ${rows.toLocaleString('en')} rows in ${relative('.', paths[at])}`);
    for (const line of await firstLines(paths[at])) console.log(`    ${line}`);
  }
  return task;
}

async function firstLines(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lines.push(line);
    if (lines.length === LINES) break;
  }
  return lines;
}
