import { expect, test } from 'vitest';
import { generators } from '../../src/engine/generators/registry.ts';
import { useFolder } from './folder.ts';
import { run } from './run.ts';

const folder = useFolder({});

test('every generator is listed with a sample, but for the one that makes none', async () => {
  const { code, stdout } = await run(['generators', '--json'], folder);
  expect(code).toBe(0);
  const listed: { name: string; sample: string | null }[] = JSON.parse(stdout);
  expect(listed.map(({ name }) => name).sort()).toEqual(generators.map(({ name }) => name).sort());
  expect(listed.filter(({ sample }) => sample === null).map(({ name }) => name)).toEqual(['blank']);
});

test('a search finds names', async () => {
  const { code, stdout } = await run(['generators', 'email'], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}email \(string\) /m);
  expect(stdout).toMatch(/^ {4}sample +\S+@\S+$/m);
  expect(stdout).not.toMatch(/^ {2}uuid /m);
});

test('a search of several words finds what has all of them', async () => {
  const { code, stdout } = await run(['generators', 'Card', 'credit'], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}credit_card \(string\) /m);
  expect(stdout).not.toMatch(/^ {2}email /m);
});

test('a search that finds nothing says so', async () => {
  const { code, stdout, stderr } = await run(['generators', 'emial'], folder);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('did you mean email?');
});

test('the language has a JSON Schema', async () => {
  const { code, stdout } = await run(['schema'], folder);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org'), type: 'object' });
});

test('names of another system lead to generators, or to a reason', async () => {
  const { code, stdout } = await run(['generators', '--for', 'mockaroo', 'credit'], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Credit Card # +@credit_card$/m);
  const reasons = await run(['generators', '--for', 'faker', 'helpers.fake'], folder);
  expect(reasons.stdout).toMatch(/^helpers\.fake {2}- write \{ \$template: .*\}\n$/);
});

test('samples are in a locale, and an unknown one is refused with the closest', async () => {
  const { stdout } = await run(['generators', 'company_suffix', '--locale', 'de-DE', '--json'], folder);
  expect(stdout).toMatch(/"sample": "(?:GmbH|AG|UG|KG|OHG|Gruppe|GmbH & Co)/);
  const wrong = await run(['generators', '--locale', 'pt_BX'], folder);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean pt_BR?')]);
});

test('a family limits the list, and an unknown one is refused with those there are', async () => {
  const { stdout } = await run(['generators', '--family', 'Place', '--json'], folder);
  const listed: { family: string }[] = JSON.parse(stdout);
  expect(new Set(listed.map(({ family }) => family))).toEqual(new Set(['place']));
  const wrong = await run(['generators', '--family', 'palce'], folder);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('place, person, finance')]);
});
