import type { Table } from '../../src/engine/table.ts';
import { column, make } from '../formats/vectors.ts';
import type { TableRows } from './write-tables.ts';

/** Names and texts that end quotes, begin comments, look like commands, or are special to somebody. */
export const NAUGHTY = [
  'quote "s" and \'s\'',
  'back\\slash',
  '\\.',
  '\\N',
  'emoji 👩‍👩‍👧',
  'עברית',
  '__proto__',
  ' spaces ',
  ':variable',
  "'); DROP TABLE x; --",
  '/* comment',
  '$$',
  '.read x',
  'select',
  '%s{}[]()',
  'load',
  'schema',
  'constraints',
];

/** A text with lines that mean something to psql and to sqlite3. */
const scriptOf = (name: string): string => `${name}\n.quit\n/\ngo\n\\.\n\\q\n;\n`;

/** A table for each name, all of whose columns have such names: the first is the key, the last refers to the table before. */
export const naughtyTables: readonly TableRows[] = NAUGHTY.map((name, k) => {
  const others = NAUGHTY.slice(1, -1);
  const columns = [
    column(NAUGHTY[0], 'integer', make.int32([1, 2, 3])),
    ...others.map((other) => column(other, 'string', make.utf8([other, scriptOf(name), null]))),
    column(NAUGHTY[NAUGHTY.length - 1], 'integer', make.int32([3, null, 1])),
  ];
  const last = columns[columns.length - 1].name;
  const table: Table = {
    name,
    columns,
    key: [columns[0].name],
    uniques: [[others[0]]],
    references: [
      { columns: [last], table: NAUGHTY[(k + NAUGHTY.length - 1) % NAUGHTY.length], targets: [columns[0].name] },
    ],
  };
  return { table, columns, rows: 3 };
});

/** The rows of each table as texts. */
export function naughtyRows(name: string): (string | null)[][] {
  const others = NAUGHTY.slice(1, -1);
  return [
    ['1', ...others, '3'],
    ['2', ...others.map(() => scriptOf(name)), null],
    ['3', ...others.map(() => null), '1'],
  ];
}
