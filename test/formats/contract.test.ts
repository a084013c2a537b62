import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/engine/vector.ts';
import { formatNames, loadFormat, Sink } from '../../src/formats/index.ts';
import { readCsv } from './csv-reader.ts';
import { encodeFile, encodeText, optionsOf, tableOf } from './encode.ts';
import { everything, ROWS } from './everything.ts';
import { readCopy } from './sql/copy-reader.ts';
import { readSqlite } from './sql/sqlite-reader.ts';
import { column, make, windowed } from './vectors.ts';

type Reader = (text: string, columns: readonly Column[]) => (string | null)[][];

/** Readers that know nothing of the encoders: each gives the text of every value, and JSON of nested ones. */
const readers: Record<string, Reader> = {
  csv: (text, columns) =>
    readCsv(text)
      .slice(1)
      .map((row) => row.map((cell, k) => (cell.text === '' && !cell.quoted ? null : canonical(columns[k], cell.text)))),
  json: (text, columns) => rowsOf(text).map((row) => textsOf(row, columns)),
  jsonl: (text, columns) => text.split(/(?<=\n)/).map((line) => textsOf(rowOf(line), columns)),
  sql: readSqlite,
  'postgres-optimized': readCopy,
};

/** Options with which a file is what its reader takes. */
const chosen: Record<string, Record<string, string>> = { sql: { dialect: 'sqlite' } };

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
      const format = await loadFormat(name);
      // The same column three times: first, between others, and last, where nothing may reach into the next row.
      const columns = ['a', 'b', 'c'].map((label) => ({ ...column, name: label }));
      const rows = readers[name](encodeText(format, columns, [ROWS], chosen[name]), columns);
      expect(rows).toEqual(expected.map((text) => [text, text, text]));
    },
  );

  test.each(everything.map((one) => [one.column.name, one] as const))(
    'reads back %s alone',
    async (_, { column, expected }) => {
      const format = await loadFormat(name);
      const rows = readers[name](encodeText(format, [column], [ROWS], chosen[name]), [column]);
      expect(rows).toEqual(expected.map((text) => [text]));
    },
  );

  test('reads back every kind in one row', async () => {
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k} ${one.column.name}` }));
    const rows = readers[name](encodeText(await loadFormat(name), columns, [ROWS], chosen[name]), columns);
    expect(rows).toEqual(Array.from({ length: ROWS }, (_, i) => everything.map((one) => one.expected[i])));
  });

  test('batches of any length make the same bytes as one', async () => {
    const format = await loadFormat(name);
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k}` }));
    const whole = encodeFile(format, columns, [ROWS]);
    for (const capacity of [1, 5, ROWS - 1]) {
      const window = windowed(columns, capacity);
      const lengths = Array.from({ length: Math.ceil(ROWS / capacity) }, (_, i) =>
        Math.min(capacity, ROWS - i * capacity),
      );
      const parts = encodeFile(format, window.columns, lengths, {}, (first) => window.move(first));
      expect(Buffer.compare(parts, whole)).toBe(0);
    }
  });

  test('a part that is begun follows nothing', async () => {
    const format = await loadFormat(name);
    const columns = everything.map((one, k) => ({ ...one.column, name: `${k}` }));
    const encoder = format.encoder(columns, optionsOf(format), tableOf(columns));
    const parts = [0, 1].map(() => {
      const sink = new Sink();
      encoder.begin();
      encoder.encode(ROWS, sink);
      return sink.written().slice();
    });
    expect(Buffer.compare(parts[1], parts[0])).toBe(0);
  });

  test('parts with the separator between them make the same bytes as one', async () => {
    const format = await loadFormat(name);
    // Where parts begin is to be seen in the bytes.
    if (format.partBatches !== undefined) return;
    const columns = [column('n', 'integer', make.int32([1, 2, 3])), column('s', 'string', make.utf8(['a', 'b', 'c']))];
    const { header, separator, footer } = format.frame(tableOf(columns), optionsOf(format));
    if (typeof footer === 'function') throw new Error('parts of this format are not simply joined');
    const body = (batch: readonly Column[], length: number): Uint8Array =>
      encodeFile(format, batch, [length])
        .subarray(header.length)
        .slice(0, -footer.length || undefined);
    const window = windowed(columns, 1);
    const parts = [0, 1, 2].map((first) => {
      window.move(first);
      return body(window.columns, 1);
    });
    const joined = Buffer.concat([header, parts[0], separator, parts[1], separator, parts[2], footer]);
    expect(joined.toString()).toBe(encodeText(format, columns, [3]));
  });

  test('an empty table and one row can be read', async () => {
    const format = await loadFormat(name);
    const columns = [column('a', 'string', make.utf8(['x'])), column('b', 'integer', make.int32([1]))];
    const empty = encodeText(format, columns, [], chosen[name]);
    expect(empty === '' ? [] : readers[name](empty, columns)).toEqual([]);
    expect(readers[name](encodeText(format, columns, [1], chosen[name]), columns)).toEqual([['x', '1']]);
  });
});
