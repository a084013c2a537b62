import { expect, test } from 'vitest';
import type { Table } from '../../../src/engine/table.ts';
import { nameFaults } from '../../../src/formats/sql/name-faults.ts';
import { mysql } from '../../../src/formats/sql/mysql.ts';
import { postgres } from '../../../src/formats/sql/postgres.ts';
import { sqlite } from '../../../src/formats/sql/sqlite.ts';
import { integer, tableWith } from './tables.ts';

const withColumns = (...names: readonly string[]): Table => ({ ...tableWith('T'), columns: names.map(integer) });

test('PostgreSQL cuts names after 63 bytes, and counts bytes, not characters', () => {
  const fits = 'é'.repeat(31) + 'x';
  expect(nameFaults([tableWith(fits)], postgres)).toEqual([]);
  expect(nameFaults([tableWith(`${fits}y`)], postgres)).toEqual([
    `entity ${fits}y: the name has 64 bytes, but the database truncates names to 63`,
  ]);
  expect(nameFaults([withColumns('a'.repeat(64))], postgres)).toEqual([
    `field of T ${'a'.repeat(64)}: the name has 64 bytes, but the database truncates names to 63`,
  ]);
  expect(nameFaults([tableWith('x'.repeat(200))], sqlite)).toEqual([]);
});

test('case does not count in SQLite', () => {
  expect(nameFaults([tableWith('User'), tableWith('user')], postgres)).toEqual([]);
  expect(nameFaults([tableWith('User'), tableWith('user')], sqlite)).toEqual([
    'entity user: the database treats the name as equal to User, because it ignores case',
  ]);
  expect(nameFaults([withColumns('a', 'A')], sqlite)).toHaveLength(1);
  // Only of A to Z.
  expect(nameFaults([tableWith('É'), tableWith('é')], sqlite)).toEqual([]);
});

test('names that a database keeps for itself', () => {
  expect(nameFaults([withColumns('CTID', 'xmin')], postgres)).toEqual([
    'field of T xmin: the database reserves this name',
  ]);
  expect(nameFaults([tableWith('pg_class'), tableWith('PG_class')], postgres)).toEqual([
    'entity pg_class: the database reserves this name',
  ]);
  expect(nameFaults([tableWith('sqlite_Thing')], sqlite)).toHaveLength(1);
  expect(nameFaults([tableWith('sqlite_Thing'), withColumns('oid')], postgres)).toEqual([]);
});

test('MySQL takes no names that are too long, and no characters beyond U+FFFF', () => {
  expect(nameFaults([tableWith('é'.repeat(40)), withColumns('x'.repeat(64), 'עברית', 'it`s')], mysql)).toEqual([]);
  expect(nameFaults([withColumns('x'.repeat(65), '😀', 'end ', 'DB_row_id', 'A', 'a')], mysql)).toEqual([
    expect.stringContaining('65 characters'),
    expect.stringContaining('beyond U+FFFF'),
    expect.stringContaining('no space at the end'),
    expect.stringContaining('reserves'),
    expect.stringContaining('ignores case'),
  ]);
  // A table is a file, in whose name such a character has five bytes.
  expect(nameFaults([tableWith('文'.repeat(50))], mysql)).toEqual([]);
  expect(nameFaults([tableWith('文'.repeat(51))], mysql)).toHaveLength(1);
});

test('tables of too many columns, or of none', () => {
  const columns = Array.from({ length: 1601 }, (_, k) => `c${k}`);
  expect(nameFaults([withColumns(...columns)], postgres)).toHaveLength(1);
  expect(nameFaults([withColumns(...columns.slice(1))], postgres)).toEqual([]);
  expect(nameFaults([withColumns()], sqlite)).toHaveLength(1);
});
