import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

/** What is in an SQLite database. */
export interface DatabaseContents {
  /** Names and definitions of tables and indexes. */
  readonly schema: unknown;
  /** Of each table: how many rows, and a sum of them in the order of the first column. */
  readonly rows: readonly { readonly name: string; readonly rows: number; readonly sum: number }[];
  readonly integrity: unknown;
}

/** @param file the bytes of the database. */
export function contentsOf(file: Uint8Array): DatabaseContents {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-contents-'));
  const path = join(folder, 'database');
  writeFileSync(path, file);
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name));
    const rows = tables.map((name) => {
      let count = 0;
      let sum = 0;
      for (const row of database.prepare(`SELECT * FROM "${name}" ORDER BY 1`).iterate()) {
        count++;
        sum = crc32(JSON.stringify(row), sum);
      }
      return { name, rows: count, sum };
    });
    return { schema, rows, integrity: database.prepare('PRAGMA integrity_check').all() };
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}
