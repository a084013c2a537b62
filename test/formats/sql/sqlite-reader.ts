import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Column } from '../../../src/engine/vector.ts';

/** Runs a script in an empty SQLite database and reads the table `Thing` back: the text of every value, bytes in base64. */
export function readSqlite(script: string, columns: readonly Column[]): (string | null)[][] {
  const database = new DatabaseSync(':memory:');
  database.exec(script);
  return rowsOf(database, columns);
}

/** The same from a database as it stands in a file. */
export function readDatabase(file: Uint8Array, columns: readonly Column[]): (string | null)[][] {
  const database = new DatabaseSync(':memory:');
  database.deserialize(file);
  return rowsOf(database, columns);
}

function rowsOf(database: DatabaseSync, columns: readonly Column[]): (string | null)[][] {
  const statement = database.prepare('SELECT * FROM "Thing"');
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const rows = statement.all().map((row) => Object.values(row).map((value, k) => textOf(value, columns[k])));
  database.close();
  return rows;
}

function textOf(value: SQLOutputValue, { type }: Column): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (type.kind === 'boolean') return value === 1n ? 'true' : 'false';
  if (type.kind === 'list' || type.kind === 'struct' || type.kind === 'json') {
    return JSON.stringify(JSON.parse(String(value)));
  }
  return String(value);
}
