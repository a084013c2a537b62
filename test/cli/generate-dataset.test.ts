import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytes } from '../../src/cli/print/figures.ts';
import { useFolder } from './folder.ts';
import { DOUBTFUL, NUMBERS, SHOP } from './models.ts';
import { type Result, run, runWithin, start } from './run.ts';

const folder = useFolder({ 'my shop.yaml': SHOP, 'numbers.yaml': NUMBERS, 'doubtful.yaml': DOUBTFUL });
const generate = async (model: string, ...args: string[]): Promise<Result> =>
  await run(['generate', model, '--format', 'sqlite', ...args], folder);

/** The names of a database's tables with their numbers of rows. */
function tablesOf(path: string): unknown[] {
  const database = new DatabaseSync(join(folder, path), { readOnly: true });
  const names = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all();
  const counts = names.map(({ name }) => {
    return [name, database.prepare(`SELECT count(*) AS count FROM "${String(name)}"`).get()?.count];
  });
  database.close();
  return counts;
}

describe('generate --format sqlite', () => {
  test('writes one database that is called as the model', async () => {
    const { code, stdout, stderr } = await generate('my shop.yaml', '--out', 'out');
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['my shop.sqlite']);
    expect(tablesOf('out/my shop.sqlite')).toEqual([
      ['Order', 30],
      ['User', 20],
    ]);
    const path = join('out', 'my shop.sqlite');
    expect(stdout).toContain(`50 rows  ${bytes(statSync(join(folder, path)).size)}  ${path}\n`);
    expect(stderr).toMatch(/(^|\n)100 % {2}50 of 50 rows .*\n$/);
  });

  test('replaces the one that was there, with the entities that are named', async () => {
    mkdirSync(join(folder, 'again'));
    writeFileSync(join(folder, 'again', 'my shop.sqlite'), 'old');
    expect((await generate('my shop.yaml', '--entity', 'Order', '--rows', '5000', '--out', 'again')).code).toBe(0);
    expect(tablesOf('again/my shop.sqlite')).toEqual([['Order', 5000]]);
  });

  test.each([
    ['stdout', 'my shop.yaml', '-', 'cannot be streamed to stdout: name a folder with --out'],
    ['names that only case tells apart', 'doubtful.yaml', 'refused', 'because it ignores case'],
  ])('refuses %s', async (_, model, out, message) => {
    const { code, stdout, stderr } = await generate(model, '--out', out);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  test('refuses more than the disk holds', async () => {
    const { code, stderr } = await generate('numbers.yaml', '--rows', '9_000_000_000_000_000', '--out', 'huge');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: the files would take about [\d.]+ PB, but the disk of huge has .* free.*\n$/);
    expect(readdirSync(join(folder, 'huge'))).toEqual([]);
  });

  test('leaves the old one when the disk takes no more', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'numbers.sqlite'), 'old');
    const args = ['generate', 'numbers.yaml', '--rows', '200000', '--format', 'sqlite', '--out', 'full'];
    const { code, stderr } = await runWithin(64, args, folder);
    expect(code).toBe(1);
    expect(stderr).toContain(`error: cannot write ${join('full', 'numbers.sqlite')}: the disk has failed`);
    expect(readdirSync(join(folder, 'full'))).toEqual(['numbers.sqlite']);
    expect(statSync(join(folder, 'full', 'numbers.sqlite')).size).toBe(3);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves no file', async (signal, exitCode) => {
    const args = ['generate', 'numbers.yaml', '--rows', '10_000_000', '--format', 'sqlite', '--out', signal];
    const child = start(args, folder);
    if (child.stderr !== null) await once(child.stderr, 'readable');
    expect(readdirSync(join(folder, signal))).toHaveLength(1);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([exitCode, null]);
    expect(readdirSync(join(folder, signal))).toEqual([]);
  });
});
