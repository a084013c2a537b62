import { expect, test } from 'vitest';
import type { ColumnSchema } from '../../../src/engine/vector.ts';
import { sql } from '../../../src/formats/sql.ts';
import { mysql, rowFaults } from '../../../src/formats/sql/mysql.ts';
import { tableWith } from './tables.ts';

const text = (name: string, width?: number): ColumnSchema => ({
  name,
  type: { kind: 'string' },
  nullable: false,
  ...(width === undefined ? {} : { width }),
});
const typesOf = (columns: readonly ColumnSchema[], more: object = {}): readonly string[] =>
  mysql.columnTypes({ ...tableWith('T'), key: [], columns, ...more });

test('texts have the type that their length needs', () => {
  const columns = [text('a', 5), text('b', 255), text('c', 256), text('d', 65_535), text('e', 65_536), text('f')];
  expect(typesOf(columns)).toEqual(['VARCHAR(255)', 'VARCHAR(255)', 'TEXT', 'TEXT', 'LONGTEXT', 'LONGTEXT']);
});

test('texts of an index have a length that it holds', () => {
  expect(typesOf([text('a', 768), text('b', 3)], { key: ['a'] })).toEqual(['VARCHAR(768)', 'VARCHAR(255)']);
  // Four of 255 characters would have 4,080 bytes.
  const four = [text('a', 5), text('b', 0), text('c', 300), text('d', 20)];
  expect(typesOf(four, { uniques: [['a', 'b', 'c', 'd'], ['d']] })).toEqual([
    'VARCHAR(5)',
    'VARCHAR(1)',
    'VARCHAR(300)',
    'VARCHAR(20)',
  ]);
  expect(typesOf([text('a', 400)], { references: [{ columns: ['a'], table: 'U', targets: ['x'] }] })).toEqual([
    'VARCHAR(400)',
  ]);
  // No index holds it.
  expect(typesOf([text('a', 20_000)], { references: [{ columns: ['a'], table: 'U', targets: ['x'] }] })).toEqual([
    'TEXT',
  ]);
});

test('all texts of a row have room together', () => {
  const many = Array.from({ length: 70 }, (_, k) => text(`c${k}`, 10));
  expect(new Set(typesOf(many, { key: ['c0'] }))).toEqual(new Set(['VARCHAR(255)', 'TEXT']));
  expect(new Set(typesOf(many.slice(10), { key: ['c10'] }))).toEqual(new Set(['VARCHAR(255)']));
});

test('tables that the database has no room for, and keys that it cannot index, are faults', () => {
  const many = Array.from({ length: 250 }, (_, k) => text(`c${k}`, 10));
  expect(rowFaults([{ ...tableWith('T'), columns: many }])).toHaveLength(1);
  expect(rowFaults([{ ...tableWith('T'), columns: many.slice(100) }])).toEqual([]);
  const faults = (key: ColumnSchema): readonly string[] =>
    sql.faults([{ ...tableWith('T'), columns: [key], key: [key.name] }], { dialect: 'mysql', arrays: [] });
  expect(faults(text('a', 768))).toEqual([]);
  expect(faults(text('a', 769))).toEqual([expect.stringContaining('3076 bytes')]);
  expect(faults(text('a'))).toEqual([expect.stringContaining('any number of bytes')]);
  expect(sql.faults([tableWith('a;b')], { dialect: 'mysql', arrays: [] })).toEqual([
    expect.stringContaining('semicolon'),
  ]);
  expect(
    sql.faults([tableWith('sales.order'), tableWith('.a'), tableWith('b.')], { dialect: 'mysql', arrays: [] }),
  ).toEqual([expect.stringContaining('call it order or sales_order')]);
});
