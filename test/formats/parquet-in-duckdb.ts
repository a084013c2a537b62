import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnSchema, ColumnType } from '../../src/engine/vector.ts';

/** The rows of a parquet file by DuckDB: the text of every value, JSON of nested ones. Works in a file of `folder`. */
export async function readInDuckDb(
  connection: DuckDBConnection,
  folder: string,
  bytes: Uint8Array,
  columns: readonly ColumnSchema[],
): Promise<(string | null)[][]> {
  const cells = columns.map(({ name, type }) => sqlOf(type, quoted(name)));
  const rows = await askDuckDb(connection, folder, bytes, `SELECT ${cells.join(', ')} FROM FILE`);
  return rows.map((row) => row.map((value, k) => textOf(columns[k].type, value)));
}

/** What DuckDB answers about a parquet file, which is called FILE in the question. */
export async function askDuckDb(
  connection: DuckDBConnection,
  folder: string,
  bytes: Uint8Array,
  question: string,
): Promise<unknown[][]> {
  // DuckDB remembers files by their names.
  const path = join(folder, `${randomUUID()}.parquet`);
  writeFileSync(path, bytes);
  try {
    return (await connection.runAndReadAll(question.replaceAll('FILE', `'${path}'`))).getRows();
  } finally {
    rmSync(path);
  }
}

/** A name as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The value in a form that DuckDB's own text of it does not blur: numbers of days and milliseconds for times. */
function sqlOf(type: ColumnType, value: string): string {
  const plain = plainSql(type, value);
  return isNested(type) ? `to_json(${plain})::VARCHAR` : plain;
}

function plainSql(type: ColumnType, value: string): string {
  switch (type.kind) {
    case 'integer':
    case 'number':
    case 'boolean':
      return value;
    case 'date':
      return `datediff('day', DATE '1970-01-01', ${value})`;
    case 'timestamp':
      return `epoch_ms(${value})`;
    case 'time':
      return `(date_part('hour', ${value}) * 60 + date_part('minute', ${value})) * 60000 + date_part('millisecond', ${value})`;
    case 'binary':
      return `base64(${value})`;
    case 'list':
      return `list_transform(${value}, lambda item${value.length}: ${plainSql(type.item, `item${value.length}`)})`;
    case 'struct': {
      if (type.members.length === 0) return `${value}::VARCHAR`;
      const members = type.members.map(
        (member) => `${quoted(member.name)} := ${plainSql(member.type, `${value}.${quoted(member.name)}`)}`,
      );
      return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
    }
    case 'decimal':
    case 'enum':
    case 'json':
    case 'string':
    case 'uuid':
      return `${value}::VARCHAR`;
  }
}

function isNested(type: ColumnType): boolean {
  return type.kind === 'list' || (type.kind === 'struct' && type.members.length > 0);
}

function textOf(type: ColumnType, value: unknown): string | null {
  if (value === null) return null;
  const scalar = typeof value === 'string' ? value : JSON.stringify(typeof value === 'bigint' ? Number(value) : value);
  const plain = plainOf(type, isNested(type) ? JSON.parse(scalar) : scalar);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

/** What `plainSql` made of a value, as JSON has it. */
function plainOf(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'date':
      return new Date(Number(value) * 86_400_000).toISOString().split('T')[0];
    case 'timestamp':
      return new Date(Number(value)).toISOString();
    case 'time':
      return new Date(Number(value)).toISOString().slice(11, 23).replace('.000', '');
    case 'decimal':
      // Where all digits are behind the point, DuckDB leaves out the zero before it.
      return typeof value === 'string' ? value.replace(/^-?(?=\.)/, '$&0') : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => plainOf(type.item, item)) : value;
    case 'struct': {
      if (typeof value === 'string') return JSON.parse(value);
      const found = new Map<string, unknown>(Object.entries(value));
      return Object.fromEntries(
        type.members.map((member) => [member.name, plainOf(member.type, found.get(member.name))]),
      );
    }
    case 'binary':
    case 'boolean':
    case 'enum':
    case 'integer':
    case 'json':
    case 'number':
    case 'string':
    case 'uuid':
      return value;
  }
}
