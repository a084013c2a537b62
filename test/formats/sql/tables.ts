import type { Reference, Table } from '../../../src/engine/table.ts';
import type { ColumnSchema } from '../../../src/engine/vector.ts';

/** A table with a key `id`, whose other columns refer to tables of the same names. */
export function tableWith(name: string, ...references: readonly string[]): Table {
  return {
    name,
    columns: ['id', ...references].map((column) => integer(column)),
    key: ['id'],
    uniques: [],
    references: references.map((table): Reference => ({ columns: [table], table, targets: ['id'] })),
  };
}

export function integer(name: string): ColumnSchema {
  return { name, type: { kind: 'integer' }, nullable: false };
}
