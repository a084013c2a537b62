import type { Table } from '../../engine/table.ts';
import type { ColumnSchema, ColumnType } from '../../engine/vector.ts';
import { backticked } from './quote.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Of utf8mb4, for a character. */
const CHARACTER_BYTES = 4;
/** Characters of a text column, so that an application can store longer texts than the model has. */
const ROOMY = 255;
/** Bytes of a TEXT. */
const MAX_TEXT = 65_535;
/** Bytes that all columns of a row may have, those of TEXT and the like left out. */
const MAX_ROW = 65_535;
/** What any other type takes of a row or an index at most: CHAR(36). */
const MAX_OTHER = 40;
/** Digits after the point of a DECIMAL. */
const MAX_DECIMALS = 30;
/** Bytes of a row that a page holds; of a long value, those that it keeps within the row. */
const MAX_PAGE_ROW = 8100;
const WITHIN_ROW = 41;
const MAX_NAME = 64;
/** Bytes of a file's name, less its extension: a table is a file, whose name has five bytes for a character that is none of ASCII. */
const MAX_FILE_NAME = 250;
const FILE_NAME_BYTES = 5;

/** InnoDB tables of MySQL from 5.7 on and MariaDB from 10.5 on. */
export const mysql: SqlDialect = {
  identifier: backticked,
  tableName: backticked,
  literal: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
  columnTypes,
  // Whatever the model tells apart is kept apart: other collations take texts as equal that differ in case or accents.
  tableOptions: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC',
  // Of an index of InnoDB's on pages of 16 KiB.
  longestKey: 3072,
  indexWidth,
  longestName: Infinity,
  maxColumns: 1017,
  // The names of tables too on most systems.
  folded: (name) => name.toLowerCase(),
  nameFault,
  isReservedTable: (name) => name.startsWith('#mysql50#'),
  isReservedColumn: (name) => ['db_row_id', 'db_trx_id', 'db_roll_ptr', 'gen_clust_index'].includes(name),
};

/** Why tables cannot be created for so many columns, a sentence for each. */
export function rowFaults(tables: readonly Table[]): readonly string[] {
  return tables.flatMap(({ name, columns }) => {
    const bytes = columns.reduce((sum, { type }) => sum + (isNumber(type) ? 8 : WITHIN_ROW), 0);
    if (bytes <= MAX_PAGE_ROW) return [];
    return [
      `entity ${name}: its ${columns.length} columns are more than a row of the database has room for: use fewer`,
    ];
  });
}

/** https://dev.mysql.com/doc/refman/8.4/en/identifiers.html */
function nameFault(name: string): string | null {
  const { length } = name;
  if (length > MAX_NAME) return `the name has ${length} characters, but the database allows at most ${MAX_NAME}`;
  if (/[\0\u{10000}-\u{10ffff}]/u.test(name))
    return 'the database allows no NUL and no character beyond U+FFFF in a name';
  if (/\s$/.test(name)) return 'the database allows no space at the end of a name';
  const bytes = name.replaceAll(/\W/g, '.'.repeat(FILE_NAME_BYTES)).length;
  return bytes > MAX_FILE_NAME ? 'the name is too long for the file of a table: make it shorter' : null;
}

function indexWidth({ type, width = Infinity }: ColumnSchema): number {
  switch (type.kind) {
    case 'string':
    case 'enum':
      return CHARACTER_BYTES * Math.max(1, width);
    case 'binary':
      return width;
    case 'json':
    case 'list':
    case 'struct':
      return Infinity;
    case 'boolean':
    case 'date':
    case 'decimal':
    case 'integer':
    case 'number':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return MAX_OTHER;
  }
}

/**
 * Texts are VARCHAR where an index needs a length, or where they are short and all of a row's fit: the others are TEXT. Enums are texts,
 * as in PostgreSQL.
 */
function columnTypes(table: Table): readonly string[] {
  const { columns } = table;
  const indexed = indexedLengths(table);
  const short = new Map(columns.flatMap((column) => (isShort(column) ? [[column.name, ROOMY] as const] : [])));
  const bytes = columns.reduce((sum, { name }) => {
    const length = indexed.get(name) ?? short.get(name);
    return sum + (length === undefined ? MAX_OTHER : CHARACTER_BYTES * length + 2);
  }, 0);
  return columns.map(({ name, type, width = Infinity }) => {
    const length = indexed.get(name) ?? (bytes > MAX_ROW ? undefined : short.get(name));
    if (isText(type)) return length === undefined ? (width <= MAX_TEXT ? 'TEXT' : 'LONGTEXT') : `VARCHAR(${length})`;
    return type.kind === 'binary' && length !== undefined ? `VARBINARY(${length})` : otherType(type);
  });
}

/** The lengths of the columns that keys, unique columns and references have, as roomy as the indexes let them be. */
function indexedLengths({ columns, key, uniques, references }: Table): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const names of [key, ...uniques, ...references.map((reference) => reference.columns)]) {
    const parts = columns.filter(({ name }) => names.includes(name));
    if (widthOf(parts) > mysql.longestKey) continue;
    const roomy = parts.map((column) => (isText(column.type) ? { ...column, width: roomyLength(column) } : column));
    for (const { name, type, width = ROOMY } of widthOf(roomy) <= mysql.longestKey ? roomy : parts) {
      if (!isText(type) && type.kind !== 'binary') continue;
      lengths.set(name, Math.min(lengths.get(name) ?? Infinity, Math.max(1, width)));
    }
  }
  return lengths;
}

const widthOf = (columns: readonly ColumnSchema[]): number =>
  columns.reduce((sum, column) => sum + indexWidth(column), 0);
const roomyLength = ({ width = 0 }: ColumnSchema): number => Math.max(ROOMY, width);
const isText = ({ kind }: ColumnType): boolean => kind === 'string' || kind === 'enum';
const isNumber = ({ kind }: ColumnType): boolean =>
  ['boolean', 'date', 'integer', 'number', 'time', 'timestamp'].includes(kind);
const isShort = ({ type, width = Infinity }: ColumnSchema): boolean => isText(type) && width <= ROOMY;

function otherType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
      return 'BIGINT';
    case 'number':
      return 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${(type.stored ?? type).precision},${Math.min(MAX_DECIMALS, (type.stored ?? type).scale)})`;
    case 'time':
      return 'TIME(3)';
    case 'timestamp':
      // In UTC: a TIMESTAMP ends in 2038.
      return 'DATETIME(3)';
    case 'uuid':
      // Readable, and written the same in MySQL, which has no type for it, and in every version of MariaDB.
      return 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
    case 'binary':
      return 'LONGBLOB';
    case 'json':
    case 'list':
    case 'struct':
      return 'JSON';
    case 'boolean':
    case 'date':
      return type.kind.toUpperCase();
    case 'string':
    case 'enum':
      return 'LONGTEXT';
  }
}
