import { DatabaseSync } from 'node:sqlite';
import { ProofFailure } from './judge.ts';

/** The statements that created the tables and indexes of a SQLite database, which is only read. */
export function sqliteScript(path: string): string {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const rows = database
      .prepare(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY type = 'index', rowid`,
      )
      .all();
    return rows.map(({ sql }) => `${String(sql)};\n`).join('');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error)) throw error;
    throw new ProofFailure('the database cannot be opened, or is not one of SQLite', { cause: error, isUsage: true });
  } finally {
    database?.close();
  }
}
