import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample, string } from 'fast-check';
import { expect, test } from 'vitest';
import { fileNames } from '../../src/artifacts/file-names.ts';

const names = (...entities: string[]): string[] => [...fileNames(entities, 'csv').values()];

test('keeps the names of entities, in any script', () => {
  const kept = ['User', 'order_line', 'v1.2-b', '用户', 'Łódź', 'заказ', 'a b', "O'Brien", 'ｘ', '100%', '👩‍👩‍👧', 'नमस्ते'];
  expect(names(...kept)).toEqual(kept.map((name) => `${name}.csv`));
});

test('replaces whatever could lead elsewhere, and what some file system cannot hold', () => {
  expect(
    names('../../etc/passwd', 'c\0d', '.hidden', 'a:b*c?d"e<f>g|h\\i', 'dot.', 'blank ', 'x\u202Ey', '\uD800'),
  ).toEqual([
    '__.._etc_passwd.csv',
    'c_d.csv',
    '_hidden.csv',
    'a_b_c_d_e_f_g_h_i.csv',
    'dot_.csv',
    'blank_.csv',
    'x_y.csv',
    '_.csv',
  ]);
});

test('keeps off the devices of Windows', () => {
  expect(names('con', 'NUL.old', 'Com1', 'lpt³', 'aux .x', 'console', 'com10')).toEqual([
    'con_.csv',
    'NUL_.old.csv',
    'Com1_.csv',
    'lpt³_.csv',
    'aux_ .x.csv',
    'console.csv',
    'com10.csv',
  ]);
});

test('tells names apart that are the same to some file system', () => {
  expect(names('User', 'user', 'USER', 'user_2')).toEqual(['User.csv', 'user_2.csv', 'USER_3.csv', 'user_2_2.csv']);
  expect(names('é', 'e\u0301', 'É')).toEqual(['é.csv', 'é_2.csv', 'É_3.csv']);
  expect(names('straße', 'STRASSE', 'ﬁ', 'fi')).toEqual(['straße.csv', 'STRASSE_2.csv', 'ﬁ.csv', 'fi_2.csv']);
});

test('cuts names that no file system takes, in whole characters', () => {
  const [first, second] = names('x'.repeat(300), 'x'.repeat(301));
  expect(first).toBe(`${'x'.repeat(200)}.csv`);
  expect(second).toBe(`${'x'.repeat(200)}_2.csv`);
  expect(names('用'.repeat(100))).toEqual([`${'用'.repeat(66)}.csv`]);
  expect(names(`${'x'.repeat(190)}👩‍👩‍👧`)).toEqual([`${'x'.repeat(190)}.csv`]);
});

test('keeps off the names of other files', () => {
  expect([...fileNames(['load', 'LOAD', 'other'], 'sql', ['load.sql', 'schema.sql']).values()]).toEqual([
    'load_2.sql',
    'LOAD_3.sql',
    'other.sql',
  ]);
});

test('whatever entities are called, each has a file of its own in the folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-names-'));
  const entities = new Set(sample(string({ unit: 'binary', minLength: 1, maxLength: 90 }), { numRuns: 200, seed: 1 }));
  const made = names(...entities);
  for (const name of made) writeFileSync(join(folder, name), '');
  expect(readdirSync(folder).sort()).toEqual(made.sort());
  rmSync(folder, { recursive: true });
});
