import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useFolder } from './cli/folder.ts';
import { NUMBERS } from './cli/models.ts';
import { copiedForBuild } from './dockerfile.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const folder = useFolder({ 'numbers.yaml': NUMBERS });

/** Node that is older than what the sources need, as far as the command line can tell. */
const OLD = '--no-experimental-strip-types';

/** What npm installs for a user: every package that the published one needs, however indirectly, by its path. */
function installedPackages(manifest: Manifest): ReadonlyMap<string, Manifest> {
  const { packages }: { packages: Record<string, Manifest> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const installed = new Map<string, Manifest>();
  const names = new Set(neededBy(manifest));
  // A set is walked in the order of insertion, what is added on the way included.
  for (const name of names) {
    for (const [path, found] of Object.entries(packages)) {
      if (!path.endsWith(`node_modules/${name}`)) continue;
      for (const other of neededBy(found)) names.add(other);
      installed.set(path, found);
    }
  }
  return installed;
}

/** The names of the commands of a package. */
function commandsOf([path, { bin }]: [string, Manifest]): readonly string[] {
  return typeof bin === 'string' ? [path.slice(path.lastIndexOf('/') + 1)] : Object.keys(bin ?? {});
}

/** The Node from which on a package runs, as a number such as 22.019; 0 where it does not say one alone. */
function lowestNode({ engines }: Manifest): number {
  const [, major, minor] = /^>= ?(\d+)(?:\.(\d+))?/.exec(engines?.node ?? '') ?? [];
  return major === undefined ? 0 : Number(major) + Number(minor ?? 0) / 1000;
}

interface Manifest {
  readonly bin?: string | Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly engines?: { readonly node?: string };
}

const neededBy = ({ dependencies, optionalDependencies }: Manifest): string[] =>
  Object.keys({ ...dependencies, ...optionalDependencies });

/**
 * Installs the package as npm would, but with the dependencies that are here. It is built from no more than the Dockerfile copies
 * for its build, and from what is published as it is.
 */
async function install(): Promise<string> {
  const { files }: { files: readonly string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const source = join(folder, 'source');
  for (const path of new Set([...copiedForBuild, ...files.filter((name) => name !== 'dist')])) {
    cpSync(join(root, path), join(source, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: source });
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
  const manifest: Manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(Object.keys(manifest.bin ?? {})).toEqual(['rowmill']);
  const packages = installedPackages(manifest);
  const commands = [...packages].flatMap(commandsOf);
  expect(commands).toContain('yaml');
  expect(commands).not.toContain('node');
  const newer = [...packages].filter(([, one]) => lowestNode(one) > lowestNode(manifest));
  expect(newer.map(([path, { engines }]) => `${path} ${engines?.node}`)).toEqual([]);
  await expect(run(process.execPath, [OLD, command], { cwd: folder })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: rowmill needs Node 22\.19 or later, and this is v[\d.]+: .*npx -y -p .*\n$/),
  });
}, 900_000);

/** A program of somebody who has installed the package. */
const PROGRAM = `import { RowmillClient, RowmillError, type Task } from 'rowmill/client';
const client = new RowmillClient({ url: 'http://127.0.0.1:1', key: 'rm_x', retryFor: 0 });
const last: Task['status'] | undefined = await client.task('x').then(({ status }) => status, (error: RowmillError) => void console.log(error.code));
for await (const { progress } of client.watch('x')) console.log(progress.fraction.toFixed(2), last);
`;

test('rowmill/client works for who has installed the package, and has types', async () => {
  const installed = join(folder, 'node_modules', 'rowmill');
  // The test before this one has installed it, unless it runs alone.
  if (!existsSync(installed)) await install();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  await expect(run(process.execPath, ['program.ts'], { cwd: folder })).rejects.toMatchObject({
    code: 1,
    stdout: 'UNREACHABLE\n',
    stderr: expect.stringContaining('Cannot reach http://127.0.0.1:1'),
  });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const check = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', '', 'program.ts'];
  await run(process.execPath, [tsc, ...check], { cwd: folder });
  writeFileSync(join(folder, 'program.ts'), PROGRAM.replace('fraction.toFixed', 'fraction.toUpperCase'));
  await expect(run(process.execPath, [tsc, ...check], { cwd: folder })).rejects.toMatchObject({
    stdout: expect.stringMatching(/^program\.ts\(4,[^\n]*toUpperCase[^\n]*\n$/),
  });
}, 900_000);

const bundled = existsSync(join(root, 'node_modules', '.bin', 'node'));

test.runIf(bundled)(
  'in a clone an older Node runs the one that npm ci installed (skipped where it has none)',
  async () => {
    const command = join(root, 'bin', 'rowmill.js');
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect((await run(process.execPath, [OLD, command, '--version'])).stdout).toBe(`${version}\n`);
    await expect(run(process.execPath, [OLD, command, 'generate', 'missing.yaml'])).rejects.toMatchObject({ code: 2 });
  },
);

test('a clone without its Node says what brings it', async () => {
  const clone = join(folder, 'clone');
  cpSync(join(root, 'bin'), join(clone, 'bin'), { recursive: true });
  cpSync(join(root, 'src', 'main.ts'), join(clone, 'src', 'main.ts'));
  await expect(run(process.execPath, [OLD, join(clone, 'bin', 'rowmill.js')])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: .*npm ci.*npx rowmill`\n$/),
  });
});
