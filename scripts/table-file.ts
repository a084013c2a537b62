import { readdirSync, readFileSync } from 'node:fs';
import { airports } from './airports.ts';
import type { Columns, Tables } from '../src/engine/data/tables.ts';

const FOLDER = new URL('tables/', import.meta.url);

/** A table as written: the names of the columns in the first line, then a row a line, cells separated by `|`. */
function read(file: string): Columns {
  const [head, ...rows] = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  const cells = rows.map((row) => row.split('|'));
  const names = head.split('|');
  for (const [i, row] of cells.entries()) {
    if (row.length !== names.length) throw new Error(`${file}: line ${i + 2} has ${row.length} cells`);
  }
  return Object.fromEntries(names.map((name, column) => [name, cells.map((row) => row[column])]));
}

/** The content of `src/engine/data/tables.json.br` before compression. */
export function tableFile(): string {
  const files = readdirSync(FOLDER).sort();
  const tables: Tables = {
    airport: airports(),
    ...Object.fromEntries(files.map((file) => [file.replace('.txt', ''), read(file)])),
  };
  return `${JSON.stringify(tables)}\n`;
}
