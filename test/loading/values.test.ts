import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { FIRST_DAY, LAST_DAY } from '../../src/engine/calendar.ts';
import type { Column, ColumnType } from '../../src/engine/vector.ts';
import { identifier } from '../../src/formats/sql/quote.ts';
import { encodeFile, optionsOf, tableOf } from '../formats/encode.ts';
import { everything, type Expectation, ROWS } from '../formats/everything.ts';
import { column, make } from '../formats/vectors.ts';
import { runScript } from './run-script.ts';
import { useDatabase } from './use-database.ts';
import { type LoadedFormat, loadedFormats } from './write-tables.ts';

const root = mkdtempSync(join(tmpdir(), 'rowmill-loading-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Loads a table by a format's own scripts, as `load.sql` does. */
async function load(client: Client, format: LoadedFormat, columns: readonly Column[], rows: number) {
  const folder = mkdtempSync(join(root, 'load-'));
  const numbered = [...columns, column('row', 'integer', make.int32(Array.from({ length: rows }, (_, i) => i)))];
  const files = [{ table: tableOf(numbered), file: 'Thing.sql' }];
  writeFileSync(join(folder, 'Thing.sql'), encodeFile(format, numbered, rows === 0 ? [] : [rows]));
  for (const { file, bytes } of format.companions(files, optionsOf(format))) writeFileSync(join(folder, file), bytes);
  await runScript(client, join(folder, 'load.sql'));
}

/** The values as texts, by PostgreSQL's own functions. */
async function read(client: Client, columns: readonly Column[]): Promise<(string | null)[][]> {
  const cells = columns.map(({ name, type }) => textOf(identifier(name), type));
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${cells.join(', ')} FROM "Thing" ORDER BY "row"`,
    rowMode: 'array',
  });
  return rows.map((row) => row.map((text, k) => (text === null ? null : canonical(text, columns[k].type))));
}

function textOf(name: string, { kind }: ColumnType): string {
  switch (kind) {
    case 'timestamp':
      return `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'time':
      return `to_char(${name}, 'HH24:MI:SS.MS')`;
    case 'binary':
      return `encode(${name}, 'base64')`;
    case 'boolean':
    case 'date':
    case 'decimal':
    case 'enum':
    case 'integer':
    case 'json':
    case 'list':
    case 'number':
    case 'string':
    case 'struct':
    case 'uuid':
      return `${name}::text`;
  }
}

function canonical(text: string, { kind }: ColumnType): string {
  switch (kind) {
    case 'number':
      return String(Number(text));
    case 'time':
      return text.replace(/\.000$/, '');
    case 'json':
    case 'list':
    case 'struct':
      return JSON.stringify(JSON.parse(text, asHeld));
    case 'binary':
    case 'boolean':
    case 'date':
    case 'decimal':
    case 'enum':
    case 'integer':
    case 'string':
    case 'timestamp':
    case 'uuid':
      return text;
  }
}

/** jsonb has an order of members of its own, and no U+0000. */
function asHeld(_: string, value: unknown): unknown {
  if (typeof value === 'string') return withoutNul(value);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

/** What PostgreSQL holds of a text. */
function held(text: string | null, type: ColumnType): string | null {
  return text === null ? null : canonical(withoutNul(text), type);
}

/** The first and the last that the engine makes. */
const EXTREMES: readonly Expectation[] = [
  {
    column: column(
      'first and last days',
      'date',
      make.date(Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? FIRST_DAY : LAST_DAY))),
    ),
    expected: Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? '0001-01-01' : '9999-12-31')),
  },
  {
    column: column(
      'first and last moments',
      'timestamp',
      make.timestamp(
        Array.from({ length: ROWS }, (_, i) =>
          i % 2 === 0 ? FIRST_DAY * 86_400_000 : (LAST_DAY + 1) * 86_400_000 - 1,
        ),
      ),
    ),
    expected: Array.from({ length: ROWS }, (_, i) =>
      i % 2 === 0 ? '0001-01-01T00:00:00.000Z' : '9999-12-31T23:59:59.999Z',
    ),
  },
];
/** Those with years that the engine never makes, and PostgreSQL writes otherwise. */
const BEYOND = /^(date|timestamp)\b/;
const known = everything.filter(({ column: { name } }) => !BEYOND.test(name));

describe.each(loadedFormats)('PostgreSQL reads back from $name', (format) => {
  test('every kind of value', async () => {
    const { client } = await useDatabase();
    const all = [...known, ...EXTREMES];
    const columns = all.map((one, k) => ({ ...one.column, name: `${k} ${one.column.name}` }));
    await load(client, format, columns, ROWS);
    expect(await read(client, columns)).toEqual(
      Array.from({ length: ROWS }, (_, i) => all.map(({ column: { type }, expected }) => held(expected[i], type))),
    );
  });

  test('any text', async () => {
    const { client } = await useDatabase();
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '\n', '\r', '\t', '\0', 'N', '.', ':', '$', ';', '-', '😀') }),
    );
    const texts = fc.sample(text, { seed: 20_240_101, numRuns: 1000 });
    const columns = [
      column('plain', 'string', make.utf8(texts)),
      column('maybe', 'string', make.utf8(texts.map((one, i) => (i % 3 === 0 ? null : one)))),
      column('entry', 'enum', make.dictionary(texts)),
      column('joined', 'string', make.concat([make.entries(texts), '\\', make.utf8(texts)])),
      column(
        'list',
        { kind: 'list', item: { kind: 'string' }, nullableItems: false },
        make.list(
          texts.map(() => 1),
          make.utf8(texts),
        ),
      ),
    ];
    await load(client, format, columns, texts.length);
    expect(await read(client, columns)).toEqual(
      texts.map((one, i) => {
        const whole = withoutNul(one);
        return [whole, i % 3 === 0 ? null : whole, whole, `${whole}\\${whole}`, JSON.stringify([whole])];
      }),
    );
  });

  test('no rows', async () => {
    const { client } = await useDatabase();
    const columns = [column('a', 'string', make.utf8([]))];
    await load(client, format, columns, 0);
    expect(await read(client, columns)).toEqual([]);
  });
});
