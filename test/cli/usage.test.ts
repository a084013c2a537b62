import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { run } from './run.ts';

const folder = useFolder({});
const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test('the version is that of the package', async () => {
  expect(await run(['--version'], folder)).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

test.each([[], ['generate'], ['preview'], ['check'], ['generators'], ['schema'], ['serve'], ['key']])(
  'rowmill %s --help shows an example',
  async (...command) => {
    const { code, stdout } = await run([...command, '--help'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`\nExamples?:\n {2}rowmill ${command[0] ?? 'generate'} `));
  },
);

test.each([
  ['no command', [], 'Usage: rowmill'],
  ['an unknown command', ['generat', 'x.yaml'], 'Did you mean generate?'],
  ['no model', ['check'], "missing required argument 'model'"],
])('%s is wrong usage', async (_, args, message) => {
  const { code, stdout, stderr } = await run(args, folder);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
