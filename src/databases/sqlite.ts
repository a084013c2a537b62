import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { identifier } from '../formats/sql/quote.ts';
import { sqliteFailure } from '../targets/index.ts';
import { MAX_STATEMENTS, type OpenDatabase, type Rows, tooLarge } from './database.ts';

/** Milliseconds that somebody else's lock is waited for. */
const LOCK_TIMEOUT = 5000;

/**
 * SQLite keeps the statements as they were written. Its own tables begin with its name, and those that virtual tables keep their
 * content in take no rows of others.
 */
const STATEMENTS = `
  SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')
  ORDER BY rowid LIMIT ${MAX_STATEMENTS + 1}`;

/** Opens a file to read it. Throws a TargetFailure. */
export function openSqlite(path: string): OpenDatabase {
  return explained(() => {
    const url = pathToFileURL(resolve(path));
    url.search = 'mode=ro';
    const database = new DatabaseSync(url, { readOnly: true, timeout: LOCK_TIMEOUT, allowExtension: false });
    return {
      dialect: 'sqlite',
      ddl: async () => await Promise.resolve(explained(() => ddlOf(database))),
      rows: async () => await Promise.resolve(rowsOf(database)),
      close: async () => {
        database.close();
        await Promise.resolve();
      },
    };
  });
}

function ddlOf(database: DatabaseSync): string {
  const rows = database.prepare(STATEMENTS).all();
  if (rows.length > MAX_STATEMENTS) throw tooLarge();
  return rows.map(({ sql }) => `${String(sql)}\n;`).join('\n');
}

function rowsOf(database: DatabaseSync): Rows {
  return {
    statistics: new Map(),
    textType: 'text',
    quoted: identifier,
    select: async (text) =>
      await Promise.resolve(
        explained(() => {
          const statement = database.prepare(text);
          statement.setReturnArrays(true);
          statement.setReadBigInts(true);
          return statement.all().map((row) => Object.values(row));
        }),
      ),
  };
}

function explained<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw sqliteFailure(error);
  }
}
