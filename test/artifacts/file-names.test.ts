import { expect, test } from 'vitest';
import { fileNames } from '../../src/artifacts/file-names.ts';

const names = (...entities: string[]): string[] => [...fileNames(entities, 'csv').values()];

test('keeps the names of entities', () => {
  expect(names('User', 'order_line', 'v1.2-b')).toEqual(['User.csv', 'order_line.csv', 'v1.2-b.csv']);
});

test('replaces whatever could lead elsewhere', () => {
  expect(names('../../etc/passwd', 'a b', 'c\0d', '.hidden', 'é')).toEqual([
    '__.._etc_passwd.csv',
    'a_b.csv',
    'c_d.csv',
    '_hidden.csv',
    '_.csv',
  ]);
});

test('tells names apart that are the same to some file system', () => {
  expect(names('User', 'user', 'USER', 'user_2')).toEqual(['User.csv', 'user_2.csv', 'USER_3.csv', 'user_2_2.csv']);
  expect(names('ä', 'ö')).toEqual(['_.csv', '__2.csv']);
});

test('cuts names that no file system takes', () => {
  const [first, second] = names('x'.repeat(300), 'x'.repeat(301));
  expect(first).toBe(`${'x'.repeat(200)}.csv`);
  expect(second).toBe(`${'x'.repeat(200)}_2.csv`);
});

test('keeps off the names of other files', () => {
  expect([...fileNames(['load', 'LOAD', 'other'], 'sql', ['load.sql', 'schema.sql']).values()]).toEqual([
    'load_2.sql',
    'LOAD_3.sql',
    'other.sql',
  ]);
});
