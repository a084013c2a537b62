import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useFolder } from './cli/folder.ts';
import { NUMBERS } from './cli/models.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const folder = useFolder({ 'numbers.yaml': NUMBERS });

/** Installs the package as npm would, but with the dependencies that are here. */
async function install(): Promise<string> {
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const installed = join(folder, 'node_modules', 'rowmill');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components', '1']);
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
  return installed;
}

test('the package that npm installs has what it needs, threads included', async () => {
  const installed = await install();
  expect(readdirSync(installed)).not.toContain('src');
  const command = join(installed, 'bin', 'rowmill.js');
  const rowmill = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, [command, ...args], { cwd: folder })).stdout;
  expect(await rowmill('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await rowmill('generators', 'city')).toContain('city');
  const generate = ['generate', 'numbers.yaml', '--rows', '300_000', '--threads'];
  expect(await rowmill(...generate, '2', '--out', '2')).toContain('300,000 rows');
  const [here, there] = ['1', '2'].map((out) => join(out, 'Number.csv'));
  await rowmill(...generate, '1', '--out', '1');
  await run('cmp', [here, there], { cwd: folder });
});
