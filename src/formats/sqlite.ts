import type { DatasetFormat } from './format.ts';
import { nameFaults } from './sql/name-faults.ts';
import { sqlite as dialect } from './sql/sqlite.ts';
import { DatabaseFile } from './sqlite/database-file.ts';

/** A database that SQLite 3.23 and later opens, of tables with keys, references and the indexes that belong to them. */
export const sqlite = {
  name: 'sqlite',
  summary: 'One SQLite database with a table for each entity, and with its keys, references and indexes.',
  extension: 'sqlite',
  mediaType: 'application/vnd.sqlite3',
  piece: 'dataset',
  nested: false,
  options: {},
  faults: (tables) => nameFaults(tables, dialect),
  create: (path, tables) => new DatabaseFile(path, tables),
} satisfies DatasetFormat;
