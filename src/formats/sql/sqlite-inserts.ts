import type { Table } from '../../engine/table.ts';
import { indexesOf } from '../sqlite/indexes.ts';
import { createTable, foreignKey, isIndexed, keyConstraints } from './create-table.ts';
import type { InsertScripts } from './insert-scripts.ts';
import { sqliteText } from './literal-text.ts';
import { loadOrder } from './load-order.ts';
import { nameFaults } from './name-faults.ts';
import { sqlite } from './sqlite.ts';
import type { TableOrder } from './table-order.ts';

const encoder = new TextEncoder();

/**
 * For the shell sqlite3. SQLite adds no constraint to a table that is there: `load.sql` makes the tables with their
 * references, before the files that would make them without. Where these lead in circles they are looked at in the end, and have
 * indexes: for every row SQLite looks for those that lead to it.
 */
export const sqliteInserts: InsertScripts = {
  faults: (tables) => nameFaults(tables, sqlite),
  identifier: sqlite.identifier,
  literals: {
    nothing: encoder.encode('NULL'),
    // A decimal is read as a number where its column is one, and else keeps its digits.
    isQuoted: ({ kind }) => kind !== 'integer' && kind !== 'number' && kind !== 'boolean',
    text: sqliteText,
    json: sqliteText,
    hex: [encoder.encode("X'"), encoder.encode("'")],
  },
  tableName: sqlite.tableName,
  // Alone a savepoint is a transaction, and so all rows or none are there, and soon.
  header: (table) =>
    `SAVEPOINT rowmill;\n${createTable(table, sqlite, keyConstraints(table, sqlite), 'IF NOT EXISTS ')}`,
  footer: 'RELEASE rowmill;\n',
  load(given) {
    const { files, tables, late } = loadOrder(given, sqlite);
    return `-- In the folder of this file: sqlite3 DATABASE ".read load.sql"
.bail on
PRAGMA foreign_keys = ON;
BEGIN;
${late.length === 0 ? '' : 'PRAGMA defer_foreign_keys = ON;\n'}${tables
      .map((table) => createTable(table, sqlite, allConstraints(table)))
      .join(
        '',
      )}${lateIndexes({ tables, late }).join('')}${files.map((file) => `.read ${argument(file)}\n`).join('')}COMMIT;
`;
  },
};

function allConstraints(table: Table): readonly string[] {
  return [...keyConstraints(table, sqlite), ...table.references.map((reference) => foreignKey(reference, sqlite))];
}

/** A file name as the shell reads it. No file of ours has a double quote or a backslash in its name. */
function argument(file: string): string {
  return /^[\w.-]+$/.test(file) ? file : `"${file}"`;
}

/** On columns that refer to rows which come later; unique ones have their index from the start. */
function lateIndexes({ tables, late }: TableOrder): string[] {
  const waiting = tables.map((table) => {
    const references = late.filter((one) => one.table === table).map(({ reference }) => reference);
    return { ...table, uniques: [], references: references.filter(({ columns }) => !isIndexed(table, columns)) };
  });
  return [...indexesOf(waiting)].map((statement) => `${statement};\n`);
}
