import { expect, test } from 'vitest';
import type { Table } from '../../../src/engine/table.ts';
import { nameFaults } from '../../../src/formats/sql/name-faults.ts';
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

test('tables of too many columns, or of none', () => {
  const columns = Array.from({ length: 1601 }, (_, k) => `c${k}`);
  expect(nameFaults([withColumns(...columns)], postgres)).toHaveLength(1);
  expect(nameFaults([withColumns(...columns.slice(1))], postgres)).toEqual([]);
  expect(nameFaults([withColumns()], sqlite)).toHaveLength(1);
});
