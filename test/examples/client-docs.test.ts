import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { RowmillClient } from '../../src/client/index.ts';
import { useFolder } from '../cli/folder.ts';
import { Relay } from '../client/relay.ts';
import { Page } from '../docs/blocks.ts';
import { openGateway, modelsRun } from '../gateway/open-gateway.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = useFolder({});
const programs = new Page('docs/client.md').blocks.filter(({ language }) => language === 'ts').map(({ text }) => text);

/** A program of the page, as a file: packages are those of the repository, the address is that of a gateway. */
function programFile(name: string, text: string, url: string): string {
  const path = join(folder, name);
  const port = new URL(url).host;
  writeFileSync(
    path,
    text
      .replace("'rowmill/client'", JSON.stringify(join(ROOT, 'src', 'client', 'index.ts')))
      .replace("'graphql-ws'", JSON.stringify(import.meta.resolve('graphql-ws')))
      .replaceAll('localhost:4000', port),
  );
  return path;
}

test('the programs of docs/client.md work as they are shown; the one of graphql-ws goes on after a break', async () => {
  expect(programs).toHaveLength(2);
  await using relay = await Relay.open(null);
  await using gateway = await openGateway({ ROWMILL_PUBLIC_URL: relay.url });
  await modelsRun(gateway);
  relay.target = new URL(gateway.app.url);
  const { PATH } = process.env;
  const env = { PATH, ROWMILL_KEY: gateway.key };
  copyFileSync(join(ROOT, 'examples', 'shop.yaml'), join(folder, 'shop.yaml'));
  const first = programFile('first.ts', programs[0], relay.url);
  const { stdout } = await promisify(execFile)(process.execPath, [first], { cwd: folder, env });
  expect(stdout).toContain('COMPLETED 1\n');
  expect(existsSync(join(folder, 'data', 'User.csv'))).toBe(true);
  expect(readdirSync(join(folder, 'data'))).toHaveLength(5);

  const client = new RowmillClient({ url: relay.url, key: gateway.key });
  const model = 'Number:\n  $count: 900_000_000\n  id: integer @id\n';
  const { id: project } = await client.putModel({ group: 'shop', name: 'endless', model });
  const { id } = await client.start({ project });
  const second = programFile('second.ts', programs[1], relay.url);
  const child = spawn(process.execPath, [second], { cwd: folder, env: { ...env, TASK: id } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  await expect.poll(() => said).toMatch(/PROCESSING\n$/);
  // The gateway is away for some attempts.
  const { target } = relay;
  relay.target = null;
  relay.cut();
  const before = relay.accepted;
  await expect.poll(() => relay.accepted).toBeGreaterThan(before + 1);
  const shown = said.length;
  relay.target = target;
  await expect.poll(() => said.length).toBeGreaterThan(shown);
  await client.cancel(id);
  expect(await once(child, 'close')).toEqual([0, null]);
  const lines = said.trim().split('\n');
  expect(lines.at(-1)).toMatch(/^\d+ CANCELED$/);
  const sequences = lines.map((line) => Number(line.split(' ')[0]));
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
});
