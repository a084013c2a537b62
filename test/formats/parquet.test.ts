import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Column } from '../../src/engine/vector.ts';
import type { CompiledEntity } from '../../src/engine/compile/program.ts';
import { partsOf } from '../../src/engine/plan.ts';
import { jsonl } from '../../src/formats/jsonl.ts';
import { parquet } from '../../src/formats/parquet.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { PartMaker } from '../../src/workers/making/part-maker.ts';
import { encodeFile, encodeParts, optionsOf } from './encode.ts';
import { everything, ROWS } from './everything.ts';
import { askDuckDb, readInDuckDb } from './parquet-in-duckdb.ts';
import { readParquet } from './parquet-reader.ts';
import { randomColumns } from './random-columns.ts';
import { column, make, windowed } from './vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-parquet-'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

const ask = (bytes: Uint8Array, question: string): Promise<unknown[][]> =>
  askDuckDb(connection, folder, bytes, question);

describe('DuckDB', () => {
  test.each(everything.map((one) => [one.column.name, one] as const))('reads %s', async (_, { column, expected }) => {
    const rows = await readInDuckDb(connection, folder, encodeFile(parquet, [column], [ROWS]), [column]);
    expect(rows).toEqual(expected.map((text) => [text]));
  });
});

test('any columns in any parts are read alike by DuckDB and hyparquet', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomColumns,
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.constantFrom('zstd', 'snappy', 'none'),
      async ({ rows, columns: made }, most, inParts, compression) => {
        const columns = made.map((one) => one.column);
        const lengths = Array.from({ length: Math.ceil(rows / most) }, (_, i) => Math.min(most, rows - i * most));
        const window = windowed(columns, most);
        const file = encodeParts(
          parquet,
          window.columns,
          inParts ? lengths.map((length) => [length]) : [lengths],
          { compression },
          (first) => window.move(first),
        );
        const expected = Array.from({ length: rows }, (_, i) => made.map(({ texts }) => texts[i]));
        expect(await readParquet(file, columns)).toEqual(expected);
        expect(await readInDuckDb(connection, folder, file, columns)).toEqual(expected);
      },
    ),
    { seed: 20_240_101, numRuns: 200 },
  );
});

test.each(['zstd', 'snappy'])('%s compresses what it makes smaller', async (compression) => {
  const random = Array.from({ length: 400 }, (_, i) => createHash('md5').update(`${i}`).digest('hex'));
  const columns = [
    column('random', 'uuid', make.uuid(random)),
    column('alike', 'string', make.utf8(random.map((_, i) => `one text much like another, number ${i}`))),
  ];
  const file = encodeParts(parquet, columns, [[400], [400]], { compression });
  expect(await ask(file, 'SELECT compression FROM parquet_metadata(FILE) ORDER BY row_group_id, column_id')).toEqual([
    ['UNCOMPRESSED'],
    [compression.toUpperCase()],
    ['UNCOMPRESSED'],
    [compression.toUpperCase()],
  ]);
  const rows = await readParquet(file, columns);
  expect(rows).toHaveLength(800);
  expect(await readInDuckDb(connection, folder, file, columns)).toEqual(rows);
  expect(rows[799][0]?.replaceAll('-', '')).toBe(random[399]);
  expect(rows[799][1]).toBe('one text much like another, number 399');
});

test('batches may grow', async () => {
  const numbers = Array.from({ length: 60 }, (_, i) => i);
  const columns = [column('n', 'integer', make.int32(numbers)), column('m', 'integer', make.int32([null, ...numbers]))];
  const window = windowed(columns, 21);
  const file = encodeParts(parquet, window.columns, [[10, 14, 17, 19]], {}, (first) => window.move(first));
  expect(await readParquet(file, columns)).toEqual(numbers.map((n) => [String(n), n === 0 ? null : String(n - 1)]));
});

describe('types', () => {
  const types: readonly (readonly [Column, string])[] = [
    [column('string', 'string', make.utf8(['a'])), 'VARCHAR'],
    [column('enum', 'enum', make.dictionary(['a'])), 'VARCHAR'],
    [column('integer', 'integer', make.int53([1])), 'BIGINT'],
    [column('small', 'integer', make.int32([1])), 'INTEGER'],
    [column('number', 'number', make.float64([1])), 'DOUBLE'],
    [column('share', 'number', make.decimal(2, [1])), 'DOUBLE'],
    [column('few', { kind: 'decimal', precision: 9, scale: 2 }, make.decimal(2, [1])), 'DECIMAL(9,2)'],
    [column('many', { kind: 'decimal', precision: 18, scale: 4 }, make.decimal64(4, [1n])), 'DECIMAL(18,4)'],
    [
      column('wide', { kind: 'decimal', precision: 38, scale: 20 }, make.utf8(['1.5'.padEnd(22, '0')])),
      'DECIMAL(38,20)',
    ],
    [
      column(
        'stored',
        { kind: 'decimal', precision: 18, scale: 9, stored: { precision: 38, scale: 18 } },
        make.decimal(9, [1]),
      ),
      'DECIMAL(38,18)',
    ],
    [column('boolean', 'boolean', make.bool([true])), 'BOOLEAN'],
    [column('date', 'date', make.date([1])), 'DATE'],
    [column('time', 'time', make.time([1])), 'TIME'],
    [column('timestamp', 'timestamp', make.timestamp([1])), 'TIMESTAMP WITH TIME ZONE'],
    [column('uuid', 'uuid', make.uuid(['0'.repeat(32)])), 'UUID'],
    [column('json', 'json', make.json(['{}'])), 'JSON'],
    [column('binary', 'binary', make.binary([new Uint8Array(1)])), 'BLOB'],
    [
      column('list', { kind: 'list', item: { kind: 'date' }, nullableItems: true }, make.list([1], make.date([1]))),
      'DATE[]',
    ],
    [
      column(
        'struct',
        { kind: 'struct', members: [{ name: 'a "b"', type: { kind: 'date' }, nullable: false }] },
        make.struct([make.date([1])]),
      ),
      'STRUCT("a ""b""" DATE)',
    ],
    [column('nothing', { kind: 'struct', members: [] }, make.struct([])), 'JSON'],
  ];
  const columns = types.map(([one]) => one);
  const expected = types.map(([{ name }, type]) => [name, type]);

  test('DuckDB sees the logical ones', async () => {
    const found = await ask(encodeFile(parquet, columns, [1]), 'DESCRIBE SELECT * FROM FILE');
    expect(found.map(([name, type]) => [name, type])).toEqual(expected);
  });

  test('an empty table has them too, save that all integers are wide', async () => {
    const found = await ask(encodeFile(parquet, columns, []), 'DESCRIBE SELECT * FROM FILE');
    expect(found.map(([name, type]) => [name, type])).toEqual(
      expected.map(([name, type]) => [name, type === 'INTEGER' ? 'BIGINT' : type]),
    );
    expect(await ask(encodeFile(parquet, columns, []), 'SELECT count(*) FROM FILE')).toEqual([[0n]]);
  });

  test('numbers of whatever vector are exact', async () => {
    const numbers = [
      column('a', 'number', make.decimal(2, [5, 10, -123_456_789_012_345])),
      column('b', 'number', make.int32([1, -2, 3])),
      column('c', 'number', make.decimal64(3, [9_007_199_254_740_993n, 100_000_000_000_000_005n, -1n])),
    ];
    const rows = await readParquet(encodeFile(parquet, numbers, [3]), numbers);
    expect(rows).toEqual([
      ['0.05', '1', String(Number('9007199254740.993'))],
      ['0.1', '-2', String(Number('100000000000000.005'))],
      ['-1234567890123.45', '3', '-0.001'],
    ]);
  });
});

test('names may be any text', async () => {
  const names = ['Ключ', '"quoted"', 'a.b', ' ', '😀', 'two\nlines', "it's", '__proto__', 'list', 'element'];
  const columns = names.map((name, k) => column(name, 'integer', make.int32([k])));
  const file = encodeFile(parquet, columns, [1]);
  const found = await ask(file, 'DESCRIBE SELECT * FROM FILE');
  expect(found.map(([name]) => name)).toEqual(names);
  expect(await readInDuckDb(connection, folder, file, columns)).toEqual([names.map((_, k) => String(k))]);
});

describe('statistics', () => {
  const columns = [
    column('n', 'integer', make.int53([5, null, -(2 ** 40), 2 ** 40])),
    column('d', { kind: 'decimal', precision: 9, scale: 2 }, make.decimal(2, [-1, 100, 7, 0])),
    column('x', 'number', make.float64([0.5, -0.25, 0, 1e300])),
    column('s', 'string', make.dictionary(['b', 'é', null, 'a'])),
    column('day', 'date', make.date([-1, 5, 3, 2])),
    column('none', 'string', make.dictionary([null, null, null, null])),
    column('long', 'string', make.dictionary(['x'.repeat(65), 'a', 'a', 'a'])),
  ];

  test('bound the values and count the nulls', async () => {
    const found = await ask(
      encodeFile(parquet, columns, [4]),
      'SELECT stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata(FILE)',
    );
    expect(found).toEqual([
      ['-1099511627776', '1099511627776', 1n],
      ['-0.01', '1.00', 0n],
      ['-0.25', '1e+300', 0n],
      ['a', 'é', 1n],
      ['1969-12-31', '1970-01-06', 0n],
      [null, null, 4n],
      [null, null, 0n],
    ]);
  });

  test('hold for each row group alone', async () => {
    const window = windowed(columns, 1);
    const file = encodeParts(parquet, window.columns, [[1], [1], [1], [1]], {}, (first) => window.move(first));
    const question = "SELECT count(*) FROM FILE WHERE n > 5 OR s = 'b' OR day = DATE '1970-01-06' OR d < 0";
    expect(await ask(file, question)).toEqual([[3n]]);
    const bounds = await ask(
      file,
      "SELECT stats_min_value, stats_max_value FROM parquet_metadata(FILE) WHERE path_in_schema = 'n'",
    );
    expect(bounds).toEqual([
      ['5', '5'],
      [null, null],
      ['-1099511627776', '-1099511627776'],
      ['1099511627776', '1099511627776'],
    ]);
  });
});

/** A row of a model's only entity as a line of jsonl. */
function lineOf(text: string, row: number): string {
  const [{ bytes }] = new PartMaker(entityOf(text), jsonl, {}, 1).rows(row, 1);
  return new TextDecoder().decode(bytes);
}

function entityOf(text: string): CompiledEntity {
  const entity = loadProgram({ text }, true).program?.entities[0];
  if (entity === undefined) throw new Error('the model has a problem');
  return entity;
}

/** The file of a model's only entity, in the parts that the command line makes. */
function encodeEntity(text: string): Uint8Array {
  const entity = entityOf(text);
  const maker = new PartMaker(entity, parquet, optionsOf(parquet));
  const pieces: Uint8Array[] = [maker.frame.header];
  const sealed = Array.from(partsOf(entity, parquet.partBatches), (part) => {
    const chunks = Array.from(maker.make(part), (chunk) => ({ ...chunk, bytes: chunk.bytes.slice() }));
    pieces.push(...chunks.map(({ bytes }) => bytes));
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
    return { rows: part.rows, bytes, seal: chunks.at(-1)?.seal ?? new Uint8Array(0) };
  });
  return Buffer.concat([...pieces, maker.footer(sealed)]);
}

describe('large', () => {
  test('a dictionary of too many entries becomes plain texts', async () => {
    const texts = Array.from({ length: 70_000 }, (_, i) => `entry ${i}`);
    const columns = [column('s', 'string', make.entries(texts))];
    const file = encodeFile(parquet, columns, [70_000]);
    expect(await ask(file, 'SELECT encodings FROM parquet_metadata(FILE)')).toEqual([['PLAIN, RLE']]);
    expect(await readParquet(file, columns)).toEqual(texts.map((text) => [text]));
  });

  test('a dictionary of as many entries as may be stays one', async () => {
    const texts = Array.from({ length: 65_536 }, (_, i) => `entry ${i}`);
    const columns = [column('s', 'string', make.entries(texts))];
    const file = encodeFile(parquet, columns, [65_536]);
    expect(await ask(file, 'SELECT encodings FROM parquet_metadata(FILE)')).toEqual([['PLAIN, RLE, RLE_DICTIONARY']]);
    expect(await readParquet(file, columns)).toEqual(texts.map((text) => [text]));
  });

  test('a million rows are eight row groups', async () => {
    const text = `
User:
  $count: 1_000_000
  id: integer @id
  name: string @full_name
  nickname: string @username null 20%
  tags: [string @word]
  born: date 1940-01-01..2007-12-31`;
    const file = encodeEntity(text);
    expect(
      await ask(file, 'SELECT row_group_id, row_group_num_rows FROM parquet_metadata(FILE) WHERE column_id = 0'),
    ).toEqual(Array.from({ length: 8 }, (_, i) => [BigInt(i), i < 7 ? 131_072n : 82_496n]));
    const question =
      "SELECT count(*), sum(id), count(DISTINCT id), min(born) >= DATE '1940-01-01', count(name) FROM FILE";
    expect(await ask(file, question)).toEqual([[1_000_000n, 500_000_500_000n, 1_000_000n, true, 1_000_000n]]);
    // The same rows as text, the first two of each row group.
    const rows = await ask(file, 'SELECT to_json(t)::VARCHAR FROM FILE t WHERE (id - 1) % 131_072 < 2 ORDER BY id');
    const lines = rows.map(([json]): { id: number } => JSON.parse(String(json)));
    expect(lines).toHaveLength(16);
    expect(lines).toEqual(lines.map(({ id }) => JSON.parse(lineOf(text, id - 1))));
  });

  test('a part is several row groups where it is large', async () => {
    const batch = Array.from({ length: 64 }, (_, i) => String(i).padEnd(65_536, 'x'));
    const columns = [
      column('s', 'string', make.utf8(batch)),
      column('i', 'integer', make.int32(batch.map((_, i) => i))),
    ];
    const file = encodeFile(
      parquet,
      columns,
      Array.from({ length: 20 }, () => 64),
      { compression: 'none' },
    );
    const groups = await ask(
      file,
      "SELECT row_group_num_rows FROM parquet_metadata(FILE) WHERE path_in_schema = 'i' ORDER BY row_group_id",
    );
    expect(groups).toEqual([[1024n], [256n]]);
    expect(await ask(file, 'SELECT count(*), sum(i), sum(length(s)), count(DISTINCT s) FROM FILE')).toEqual([
      [1280n, 20n * 2016n, 1280n * 65_536n, 64n],
    ]);
  });
});

test('the bytes are those of this engine', () => {
  const columns = everything.map((one, k) => ({ ...one.column, name: `${k} ${one.column.name}` }));
  const digest = createHash('sha256').update(encodeFile(parquet, columns, [ROWS], { compression: 'none' }));
  expect(digest.digest('hex')).toBe('ad1ba5a0da500546c94cf28cb1c86d10c7d6894777413fee2a130fe1539ba8f2');
});
