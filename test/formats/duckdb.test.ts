import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { loadPartFormat } from '../../src/formats/index.ts';
import { encodeFile } from './encode.ts';
import { column, make } from './vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-formats-'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

const types = {
  id: 'BIGINT',
  key: 'UUID',
  note: 'VARCHAR',
  name: 'VARCHAR',
  email: 'VARCHAR',
  born: 'DATE',
  balance: 'DECIMAL(18,2)',
  exact: 'DECIMAL(18,4)',
  share: 'DOUBLE',
  seen: 'TIMESTAMP',
  opens: 'TIME',
  active: 'BOOLEAN',
};
const names = ['Ada, Countess', 'Émile "Z"', 'two\nlines', '😀'];
const columns = [
  column('id', 'integer', make.int53([1, 2 ** 53 - 1, -3, 0])),
  column(
    'key',
    'uuid',
    make.uuid(['a', 'b', 'c', 'd'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`)),
  ),
  column('note', 'string', make.utf8(['', null, 'a\r\nb', ' "'])),
  column('name', 'enum', make.dictionary(names)),
  column('email', 'string', make.concat([make.dictionary(names), '@x'])),
  column('born', 'date', make.date([-25_567, 0, 47_847, null])),
  column('balance', 'decimal', make.decimal(2, [-5, 1230, 900_719_925_474_099, 0])),
  column('exact', 'decimal', make.decimal64(4, [1_234_567_890_123n, null, -1n, 0n])),
  column('share', 'number', make.float64([0.1, null, 1e21, -2])),
  column('seen', 'timestamp', make.timestamp([1_704_067_200_000, 1_704_067_200_001, -1, null])),
  column('opens', 'time', make.time([49_500_000, 49_500_050, null, 0])),
  column('active', 'boolean', make.bool([true, false, null, true])),
];

/** How DuckDB is asked for a file with the types of the table, where it reads the format. */
const readers: Record<string, (path: string) => string> = {
  csv: (path) => {
    const structure = Object.entries(types).map(([name, type]) => `'${name}': '${type}'`);
    return `read_csv('${path}', header = true, columns = {${structure.join(', ')}}, strict_mode = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', allow_quoted_nulls = false)`;
  },
  json: (path) => `read_json('${path}', format = 'array', columns = ${structure()})`,
  jsonl: (path) => `read_json('${path}', format = 'newline_delimited', columns = ${structure()})`,
  // Its timestamps say that they are instants.
  parquet: (path) => `(SELECT * REPLACE (seen AT TIME ZONE 'UTC' AS seen) FROM read_parquet('${path}'))`,
};

function structure(): string {
  return `{${Object.entries(types)
    .map(([name, type]) => `${name}: '${type}'`)
    .join(', ')}}`;
}

test.each(Object.keys(readers))('DuckDB reads %s', async (name) => {
  const path = join(folder, `table.${name}`);
  writeFileSync(path, encodeFile(await loadPartFormat(name), columns, [4]));
  const reader = await connection.runAndReadAll(`SELECT columns(*)::VARCHAR FROM ${readers[name](path)}`);
  expect(reader.getRows()).toEqual([
    [
      '1',
      'aaaaaaaa-0000-4000-8000-aaaaaaaaaaaa',
      '',
      names[0],
      `${names[0]}@x`,
      '1900-01-01',
      '-0.05',
      '123456789.0123',
      '0.1',
      '2024-01-01 00:00:00',
      '13:45:00',
      'true',
    ],
    [
      '9007199254740991',
      'bbbbbbbb-0000-4000-8000-bbbbbbbbbbbb',
      null,
      names[1],
      `${names[1]}@x`,
      '1970-01-01',
      '12.30',
      null,
      null,
      '2024-01-01 00:00:00.001',
      '13:45:00.05',
      'false',
    ],
    [
      '-3',
      'cccccccc-0000-4000-8000-cccccccccccc',
      'a\r\nb',
      names[2],
      `${names[2]}@x`,
      '2101-01-01',
      '9007199254740.99',
      '-0.0001',
      '1e+21',
      '1969-12-31 23:59:59.999',
      null,
      null,
    ],
    [
      '0',
      'dddddddd-0000-4000-8000-dddddddddddd',
      ' "',
      names[3],
      `${names[3]}@x`,
      null,
      '0.00',
      '0.0000',
      '-2.0',
      null,
      '00:00:00',
      'true',
    ],
  ]);
});
