import type { ColumnType } from '../../engine/vector.ts';
import { identifier, literal } from './quote.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Digits that every number of SQLite's, a double, keeps. */
const EXACT_DIGITS = 15;

/** SQLite from 3.23 on, the first with `true` and `false`. */
export const sqlite: SqlDialect = {
  identifier,
  // It has no schemas: a dot is a letter like any other.
  tableName: identifier,
  literal,
  columnTypes: ({ columns }) => columns.map(({ type }) => sqliteType(type)),
  tableOptions: '',
  longestKey: Infinity,
  indexWidth: () => 0,
  longestName: Infinity,
  // SQLITE_MAX_COLUMN
  maxColumns: 2000,
  folded: (name) => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
  nameFault: () => null,
  isReservedTable: (name) => name.startsWith('sqlite_'),
  isReservedColumn: () => false,
};

/** One of SQLite's storage classes. Times are text in the forms of ISO 8601, which its functions read and which sort. */
export function sqliteType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
    case 'boolean':
      return 'INTEGER';
    case 'number':
      return 'REAL';
    case 'decimal':
      return (type.stored ?? type).precision > EXACT_DIGITS ? 'TEXT' : `DECIMAL(${type.precision},${type.scale})`;
    case 'binary':
      return 'BLOB';
    case 'date':
    case 'enum':
    case 'json':
    case 'list':
    case 'string':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return 'TEXT';
  }
}
