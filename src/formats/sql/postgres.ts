import type { ColumnType } from '../../engine/vector.ts';
import { identifier, literal } from './quote.ts';
import { qualified } from './schema-names.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** https://www.postgresql.org/docs/current/ddl-system-columns.html */
const SYSTEM_COLUMNS = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

/** PostgreSQL, any version that is maintained. */
export const postgres: SqlDialect = {
  identifier,
  tableName: qualified,
  literal,
  columnTypes: ({ columns }) => columns.map(({ type }) => columnType(type)),
  tableOptions: '',
  // A btree entry has at most 2,704 bytes (BTMaxItemSize on pages of 8 KiB), the heads of the entry and its values included.
  longestKey: 2600,
  // Values of which no length is known are seldom long: the index refuses those that are.
  indexWidth: ({ width = 0 }) => width,
  // NAMEDATALEN - 1
  longestName: 63,
  // MaxHeapAttributeNumber
  maxColumns: 1600,
  folded: (name) => name,
  nameFault: () => null,
  // Those of the system's own tables lead there, whatever else is called so.
  isReservedTable: (name) => name.startsWith('pg_'),
  isReservedColumn: (name) => SYSTEM_COLUMNS.includes(name),
};

/** Enums are text: a type or a check would refuse what an application adds later, and slow the load. */
function columnType(type: ColumnType): string {
  switch (type.kind) {
    case 'string':
    case 'enum':
      return 'text';
    case 'integer':
      return 'bigint';
    case 'number':
      return 'double precision';
    case 'decimal':
      return `numeric(${(type.stored ?? type).precision},${(type.stored ?? type).scale})`;
    case 'timestamp':
      return 'timestamptz';
    case 'binary':
      return 'bytea';
    case 'list':
      return type.isArray === true ? `${columnType(type.item)}[]` : 'jsonb';
    case 'json':
    case 'struct':
      return 'jsonb';
    case 'boolean':
    case 'date':
    case 'time':
    case 'uuid':
      return type.kind;
  }
}
