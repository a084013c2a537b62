import { closeSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Table } from '../../engine/table.ts';
import type { Column } from '../../engine/vector.ts';
import type { DatasetFile } from '../format.ts';
import { createTable, foreignKey, keyConstraints } from '../sql/create-table.ts';
import { loadable } from '../sql/loadable.ts';
import { sqlite } from '../sql/sqlite.ts';
import type { Canvas } from '../text/canvas.ts';
import { indexesOf } from './indexes.ts';
import { type RowInserter, rowInserter } from './row-inserter.ts';
import { systemError } from './system-error.ts';

/** Memory for pages and for sorting an index, in KiB. Keys that are no integers come in any order: their index should fit. */
const CACHE_KIB = 64 * 1024;

/**
 * A database on its way. It is nobody's before it is finished, so nothing is kept to undo a transaction and nothing synced;
 * references are not looked at, for the rows fit. Indexes are made after the rows, but for those of primary keys, which a
 * table has from the start or never. Memory is bounded by a batch and the cache.
 */
export class DatabaseFile implements DatasetFile {
  readonly #path: string;
  readonly #tables: readonly Table[];
  readonly #database: DatabaseSync;
  #isFinished = false;

  constructor(path: string, tables: readonly Table[]) {
    this.#path = path;
    this.#tables = loadable(tables, sqlite);
    // The system's own error says more than SQLite's.
    closeSync(openSync(path, 'wx'));
    // A defensive database keeps its journal.
    this.#database = new DatabaseSync(path, { enableForeignKeyConstraints: false, defensive: false });
    this.#database.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      PRAGMA cache_size = -${CACHE_KIB};
      BEGIN;
    `);
    for (const table of this.#tables) {
      const { key, references } = table;
      const constraints = [
        ...keyConstraints({ ...table, key, uniques: [] }),
        ...references.map((one) => foreignKey(one, sqlite)),
      ];
      this.#database.exec(createTable(table, sqlite, constraints));
    }
  }

  table(table: Table, columns: readonly Column[], canvas: Canvas): RowInserter {
    const inserter = rowInserter(this.#database, table.name, columns, canvas);
    return { write: (length) => written(() => inserter.write(length)) };
  }

  finish(): void {
    if (this.#isFinished) return;
    written(() => {
      for (const index of indexesOf(this.#tables)) this.#database.exec(index);
      this.#database.exec('COMMIT');
    });
    this.#database.close();
    this.#isFinished = true;
  }

  abandon(): void {
    if (this.#isFinished) return;
    if (this.#database.isOpen) this.#database.close();
    rmSync(this.#path, { force: true });
  }
}

/** Does what writes to the file; throws the system's error where that fails. */
function written(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw systemError(error);
  }
}
