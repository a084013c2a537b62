import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/engine/vector.ts';
import { Canvas, formatNames, loadFormat, loadPartFormat, partFormatNames } from '../../src/formats/index.ts';
import { readArrow } from './arrow-reader.ts';
import { readCsv } from './csv-reader.ts';
import { encodeDataset, encodeParts, optionsOf, tableOf } from './encode.ts';
import { everything, ROWS } from './everything.ts';
import { readParquet } from './parquet-reader.ts';
import { readCopy } from './sql/copy-reader.ts';
import { readDatabase, readSqlite } from './sql/sqlite-reader.ts';
import { column, make, windowed } from './vectors.ts';

type Texts = (string | null)[][];
type Reader = (file: Uint8Array, columns: readonly Column[]) => Texts | Promise<Texts>;

/** Readers that know nothing of the encoders: each gives the text of every value, and JSON of nested ones. */
const readers: Record<string, Reader> = {
  arrow: readArrow,
  csv: (file, columns) =>
    readCsv(textOf(file))
      .slice(1)
      .map((row) => row.map((cell, k) => (cell.text === '' && !cell.quoted ? null : canonical(columns[k], cell.text)))),
  json: (file, columns) => rowsOf(textOf(file)).map((row) => textsOf(row, columns)),
  jsonl: (file, columns) =>
    textOf(file)
      .split('\n')
      .slice(0, -1)
      .map((line) => textsOf(rowOf(line), columns)),
  parquet: readParquet,
  sql: (file, columns) => readSqlite(textOf(file), columns),
  'postgres-optimized': (file, columns) => readCopy(textOf(file), columns),
  sqlite: readDatabase,
};

/** Options with which a file is what its reader takes. */
const chosen: Record<string, Record<string, string>> = { sql: { dialect: 'sqlite' } };

/** Throws where the bytes are no valid UTF-8. */
function textOf(file: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
}

function rowsOf(text: string): object[] {
  const rows: object[] = JSON.parse(text, keepNumbers);
  return rows;
}

function rowOf(line: string): object {
  const row: object = JSON.parse(line, keepNumbers);
  return row;
}

class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Keeps a number's digits as they stand in the file. */
function keepNumbers(_: string, value: unknown, context?: { source: string }): unknown {
  return typeof value === 'number' && context !== undefined ? new NumberText(context.source) : value;
}

function plain(_: string, value: unknown): unknown {
  return value instanceof NumberText ? Number(value.text) : value;
}

function textsOf(row: object, columns: readonly Column[]): (string | null)[] {
  expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
  return Object.values(row).map((value: unknown, k) => {
    if (value === null) return null;
    if (columns[k].type.kind === 'json') return JSON.stringify(value, plain);
    if (isNumeric(columns[k])) expect(value).toBeInstanceOf(NumberText);
    if (value instanceof NumberText) return value.text;
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : JSON.stringify(value, plain);
  });
}

function isNumeric({ type }: Column): boolean {
  return type.kind === 'integer' || type.kind === 'number' || type.kind === 'decimal';
}

function canonical({ type }: Column, text: string): string {
  return type.kind === 'list' || type.kind === 'struct' || type.kind === 'json'
    ? JSON.stringify(JSON.parse(text))
    : text;
}

test('every file in the folder is a registered format, and every format has a reader', () => {
  const others = ['format.ts', 'index.ts', 'options.ts', 'sink.ts'];
  const files = readdirSync(new URL('../../src/formats/', import.meta.url)).filter((file) => file.endsWith('.ts'));
  expect(files.filter((file) => !others.includes(file)).map((file) => file.slice(0, -3))).toEqual(
    [...formatNames].sort(),
  );
  expect(Object.keys(readers).sort()).toEqual([...formatNames].sort());
});

test('an unknown name is refused', async () => {
  await expect(loadFormat('constructor')).rejects.toThrow(RangeError);
});

describe.each(formatNames)('%s', (name) => {
  test.each(everything.map((one) => [one.column.name, one] as const))(
    'reads back %s',
    async (_, { column, expected }) => {
      // The same column three times: first, between others, and last, where nothing may reach into the next row.
      const columns = ['a', 'b', 'c'].map((label) => ({ ...column, name: label }));
      const rows = await readers[name](await fileOf(name, columns, [[ROWS]]), columns);
      expect(rows).toEqual(expected.map((text) => [text, text, text]));
    },
  );

  test.each(everything.map((one) => [one.column.name, one] as const))(
    'reads back %s alone',
    async (_, { column, expected }) => {
      const rows = await readers[name](await fileOf(name, [column], [[ROWS]]), [column]);
      expect(rows).toEqual(expected.map((text) => [text]));
    },
  );

  test('reads back every kind in one row', async () => {
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k} ${one.column.name}` }));
    const rows = await readers[name](await fileOf(name, columns, [[ROWS]]), columns);
    expect(rows).toEqual(Array.from({ length: ROWS }, (_, i) => everything.map((one) => one.expected[i])));
  });

  test.each([1, 5, ROWS - 1])('batches of %d rows make the same as one', async (capacity) => {
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k}` }));
    const lengths = lengthsOf(capacity);
    const window = windowed(columns, capacity);
    const file = await fileOf(name, window.columns, [lengths], (first) => window.move(first));
    const whole = await fileOf(name, columns, [[ROWS]]);
    expect(await essenceOf(name, file, columns)).toEqual(await essenceOf(name, whole, columns));
  });

  test.each([1, 5])('parts of %d rows make the same as one', async (capacity) => {
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k}` }));
    const lengths = lengthsOf(capacity);
    const window = windowed(columns, capacity);
    const parts = lengths.map((length) => [length]);
    const file = await fileOf(name, window.columns, parts, (first) => window.move(first));
    const whole = await fileOf(name, columns, [[ROWS]]);
    expect(await essenceOf(name, file, columns)).toEqual(await essenceOf(name, whole, columns));
  });

  test('an empty table and one row can be read', async () => {
    const columns = [column('a', 'string', make.utf8(['x'])), column('b', 'integer', make.int32([1]))];
    expect(await readers[name](await fileOf(name, columns, []), columns)).toEqual([]);
    expect(await readers[name](await fileOf(name, columns, [[1]]), columns)).toEqual([['x', '1']]);
  });
});

test.each(partFormatNames)('a part of %s that is begun follows nothing', async (name) => {
  const format = await loadPartFormat(name);
  const columns = everything.map((one, k) => ({ ...one.column, name: `${k}` }));
  const encoder = format.encoder(columns, new Canvas(), optionsOf(format), tableOf(columns));
  const parts = [0, 1].map(() => {
    encoder.begin();
    const rows = encoder.encode(ROWS).slice();
    const { bytes, seal } = encoder.end();
    return Buffer.concat([rows, bytes, seal]);
  });
  expect(Buffer.compare(parts[1], parts[0])).toBe(0);
});

/** A file of parts that are made in batches of the given lengths. */
async function fileOf(
  name: string,
  columns: readonly Column[],
  parts: readonly (readonly number[])[],
  move?: (first: number) => void,
): Promise<Uint8Array> {
  const format = await loadFormat(name);
  if (format.piece === 'dataset') return encodeDataset(format, columns, parts.flat(), move);
  return encodeParts(format, columns, parts, chosen[name], move);
}

/** Lengths of the batches or parts of the table, at most `most` each. */
function lengthsOf(most: number): number[] {
  return Array.from({ length: Math.ceil(ROWS / most) }, (_, i) => Math.min(most, ROWS - i * most));
}

/** What a file is, whatever its batches and parts were: its text; of a binary format its rows. */
async function essenceOf(name: string, file: Uint8Array, columns: readonly Column[]): Promise<string | Texts> {
  const { mediaType } = await loadFormat(name);
  return /^text|json/.test(mediaType) ? textOf(file) : await readers[name](file, columns);
}
