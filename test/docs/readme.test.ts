import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useFolder } from '../cli/folder.ts';
import { run } from '../cli/run.ts';
import { Page } from './blocks.ts';

const root = join(import.meta.dirname, '..', '..');
const page = new Page('README.md');
const shell = page.blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n'));
const commands = shell.map((line) => line.replace(/\s+#.*$/, '')).filter((line) => line.startsWith('npx rowmill '));
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What the commands find and leave as in the root of a clone. */
const clone = useFolder({});
symlinkSync(join(root, 'examples'), join(clone, 'examples'));

test.each(commands)('%s works as it stands there', async (command) => {
  const { code, stdout, stderr } = await run(command.split(/\s+/).slice(2), clone);
  expect([code, stderr.replaceAll(/^\d+ % .*\n/gm, '')]).toEqual([0, '']);
  expect(stdout).not.toBe('');
});

test('it shows generate, preview, check and generators', () => {
  expect(commands.map((command) => command.split(' ')[2])).toEqual(['generate', 'preview', 'check', 'generators']);
});

test('the scripts of npm that it names are there', () => {
  const named = [...page.text.matchAll(/\bnpm (?:run )?(?<script>start|test|(?<=run )[\w:]+)/g)];
  expect(named.length).toBeGreaterThan(3);
  for (const { groups } of named) expect(Object.keys(scripts)).toContain(groups?.['script']);
});

test('the demo says something before it loads what takes long', () => {
  const demo = readFileSync(join(root, 'examples', 'demo.ts'), 'utf8');
  const loaded = [...demo.matchAll(/^import (?!type\b).* from '(?<name>.*)';$/gm)].map(
    ({ groups }) => groups?.['name'],
  );
  expect(loaded.length).toBeGreaterThan(3);
  expect(loaded.filter((name) => name?.startsWith('node:') !== true)).toEqual([]);
});
