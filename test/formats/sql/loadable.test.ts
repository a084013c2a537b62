import { expect, test } from 'vitest';
import { postgresOptimized } from '../../../src/formats/postgres-optimized.ts';
import { sql } from '../../../src/formats/sql.ts';
import type { Table } from '../../../src/engine/table.ts';
import { keyFaults } from '../../../src/formats/sql/key-faults.ts';
import { loadable } from '../../../src/formats/sql/loadable.ts';
import { postgres } from '../../../src/formats/sql/postgres.ts';
import { sqlite } from '../../../src/formats/sql/sqlite.ts';
import { tableWith } from './tables.ts';

const wide: Table = {
  ...tableWith('Wide'),
  columns: [
    { name: 'id', type: { kind: 'string' }, nullable: false, width: 36 },
    { name: 'story', type: { kind: 'string' }, nullable: false, width: 60_000 },
  ],
  uniques: [['story']],
};
const reader: Table = {
  ...tableWith('Reader'),
  references: [
    { columns: ['a'], table: 'Wide', targets: ['id'] },
    { columns: ['b'], table: 'Wide', targets: ['story'] },
  ],
};

test('what no index can hold is no constraint, and nothing refers to it', () => {
  const [first, second] = loadable([wide, reader], postgres);
  expect(first).toMatchObject({ key: ['id'], uniques: [] });
  expect(second.references).toEqual([{ columns: ['a'], table: 'Wide', targets: ['id'] }]);
  expect(loadable([wide, reader], sqlite)).toEqual([wide, reader]);
});

test('a key that is too long for an index is a fault, and never left out', () => {
  const both: Table = { ...wide, key: ['id', 'story'], uniques: [] };
  expect(loadable([both], postgres)[0].key).toEqual(['id', 'story']);
  const fault =
    "entity Wide: the key id, story can have 60036 bytes, and a key of the database's at most 2600: give its texts a length, such as string 1-100";
  expect(keyFaults([both, reader], postgres)).toEqual([fault]);
  expect(keyFaults([both, reader], sqlite)).toEqual([]);
  for (const { faults } of [sql, postgresOptimized])
    expect(faults([both], { dialect: 'postgres', arrays: [] })).toEqual([fault]);
});

test('references to tables that are not there are left out', () => {
  expect(loadable([tableWith('Order', 'User', 'Order')], postgres)[0].references).toEqual([
    { columns: ['Order'], table: 'Order', targets: ['id'] },
  ]);
});
