import { readdirSync, readFileSync } from 'node:fs';
import type { Columns } from '../src/engine/data/tables.ts';
import { airports } from './airports.ts';
import { list, toColumns } from './faker-lists.ts';
import { drugCodes, shortTitles } from './medical.ts';

const FOLDER = new URL('tables/', import.meta.url);

/** Tables that are made from a package, and columns that are made from others of a text file. */
const MADE: Readonly<Record<string, () => Columns>> = {
  airport: airports,
  emoji: () => ({ name: list('internet.emoji') }),
};
const ADDED: Readonly<Record<string, (columns: Columns) => Columns>> = {
  diagnosis: ({ name }) => ({ short: shortTitles(name) }),
  procedure: ({ name }) => ({ short: shortTitles(name) }),
  drug: ({ company }) => ({ code: drugCodes(company) }),
};

/** The names of all tables. */
export function tableNames(): readonly string[] {
  const written = readdirSync(FOLDER).map((file) => file.replace(/\.txt$/, ''));
  return [...written, ...Object.keys(MADE)].toSorted();
}

/** The content of a file in `src/engine/data/tables` before compression. */
export function tableFile(name: string): string {
  const made = MADE[name];
  const columns = made === undefined ? written(name) : made();
  return `${JSON.stringify({ ...columns, ...ADDED[name]?.(columns) })}\n`;
}

/** A text file of rows, one a line, after the names of the columns. Cells end at `|`; a line of one column is a cell. */
function written(name: string): Columns {
  const [head, ...lines] = readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('|');
  return toColumns(
    columns,
    lines.map((line) => (columns.length === 1 ? [line] : line.split('|'))),
  );
}
