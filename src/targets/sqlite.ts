import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Table } from '../engine/table.ts';
import type { Column } from '../engine/vector.ts';
import type { Canvas, DatasetFile } from '../formats/index.ts';
import { identifier } from '../formats/sql/quote.ts';
import { sqliteType } from '../formats/sql/sqlite.ts';
import { type RowInserter, rowInserter } from '../formats/sqlite/row-inserter.ts';
import type { LoadMode } from './check-tables.ts';
import { TargetFailure } from './failure.ts';
import { withAdvice } from './key-taken.ts';
import { folded, type SqliteColumn, sqliteColumns } from './sqlite-columns.ts';
import { keyColumns, sqliteFailure } from './sqlite-error.ts';
import { lendIndexes } from './sqlite-indexes.ts';
import { checkSqliteTables } from './sqlite-tables.ts';

/** Milliseconds that somebody else's lock is waited for; the thread hears nothing meanwhile. */
const LOCK_TIMEOUT = 5000;
/** Memory for pages, in KiB, as much as format sqlite takes: keys that are no integers come in any order. */
const CACHE_KIB = 64 * 1024;

/**
 * A load into the tables of a SQLite database: one transaction from the start until `finish`. Whatever happens before that, a
 * crash too, the tables are as they were. References are checked at the end. All of it throws TargetFailures.
 */
export class SqliteLoad implements DatasetFile {
  /** Names of the tables, in the order to load them. */
  readonly order: readonly string[];
  readonly #database: DatabaseSync;
  /** Names of the tables that had rows when the load began, and keep them. */
  #filled: ReadonlySet<string> = new Set();
  /** Statements that remove what the load has made for itself. */
  #cleaning = '';

  /** @param path of a file that exists, with the tables. */
  constructor(path: string, tables: readonly Table[], mode: LoadMode) {
    this.#database = explained(() => opened(path));
    try {
      this.order = explained(() => this.#begin(tables, mode));
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  table({ name }: Table, columns: readonly Column[], canvas: Canvas): RowInserter {
    const inserter = explained(() => {
      return rowInserter(this.#database, name, asStored(columns, sqliteColumns(this.#database, name)), canvas);
    }, name);
    return {
      write: (length) => {
        try {
          inserter.write(length);
        } catch (error) {
          throw withAdvice(sqliteFailure(error, name), {
            hadRows: this.#filled.has(name),
            columns: keyColumns(error, name),
            isNumber: false,
          });
        }
      },
    };
  }

  /** Commits. */
  finish(): void {
    try {
      this.#database.exec(`${this.#cleaning} COMMIT`);
    } catch (error) {
      const failure = sqliteFailure(error);
      const isDangling = failure instanceof TargetFailure && failure.code === 'REFERENCE_MISSING';
      throw isDangling ? sqliteFailure(error, this.#dangling()) : failure;
    }
    this.#database.close();
  }

  /** Takes everything back; harmless after `finish`. */
  abandon(): void {
    // What is not committed is rolled back.
    if (this.#database.isOpen) this.#database.close();
  }

  #begin(tables: readonly Table[], mode: LoadMode): readonly string[] {
    this.#database.exec(`
      PRAGMA busy_timeout = ${LOCK_TIMEOUT};
      PRAGMA cache_size = -${CACHE_KIB};
      BEGIN IMMEDIATE;
      PRAGMA defer_foreign_keys = ON;
    `);
    const { problems, order } = checkSqliteTables(this.#database, tables, mode);
    if (problems.length > 0) {
      throw new TargetFailure('TABLES_UNFIT', 'the tables do not fit the model', problems);
    }
    this.#cleaning = lendIndexes(this.#database, order);
    if (mode === 'append') {
      this.#filled = new Set(
        order.filter((name) => this.#database.prepare(`SELECT 1 FROM ${identifier(name)} LIMIT 1`).get() !== undefined),
      );
    }
    if (mode === 'truncate') {
      // Rows that refer to others first: ON DELETE RESTRICT does not wait.
      for (const name of order.toReversed()) {
        explained(() => this.#database.exec(`DELETE FROM ${identifier(name)}`), name);
      }
    }
    return order;
  }

  /** A table with a row that refers to none. */
  #dangling(): string | undefined {
    const statement = this.#database.prepare('SELECT 1 FROM pragma_foreign_key_check(?) LIMIT 1');
    return this.order.find((name) => statement.get(name) !== undefined);
  }
}

/** Opens a file to write to it; it is not made where it is not there. */
function opened(path: string): DatabaseSync {
  const url = pathToFileURL(resolve(path));
  url.search = 'mode=rw';
  return new DatabaseSync(url);
}

/** Numbers stand in columns of text as csv writes them; SQLite's own text of 5 is `5.0`. */
export function asStored(columns: readonly Column[], existing: readonly SqliteColumn[]): readonly Column[] {
  const texts = new Set(existing.filter(({ affinity }) => affinity === 'TEXT').map(({ name }) => folded(name)));
  return columns.map((column) => {
    const isText = texts.has(folded(column.name)) && sqliteType(column.type) !== 'TEXT';
    return isText ? { ...column, type: { kind: 'string' } } : column;
  });
}

function explained<T>(act: () => T, table?: string): T {
  try {
    return act();
  } catch (error) {
    throw sqliteFailure(error, table);
  }
}
