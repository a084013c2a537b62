import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it, test } from 'vitest';
import { askDuckDb } from '../../formats/parquet-in-duckdb.ts';
import { importBytes, importText } from '../import-text.ts';
import { factsOf, metadataOf, parquetFiles, type SchemaElement } from './generate-parquet.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-import-parquet-'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

const ask = (bytes: Uint8Array, question: string): Promise<unknown[][]> =>
  askDuckDb(connection, folder, bytes, question);

/** The only Parquet file of the model of a schema. */
async function fileOf(text: string): Promise<Uint8Array> {
  const { model, report } = await importText(text, null);
  expect(report.findings.filter(({ code }) => code !== 'TYPE_APPROXIMATED')).toEqual([]);
  const [file] = parquetFiles(model).values();
  return file;
}

async function rowsIn(bytes: Uint8Array): Promise<readonly Record<string, unknown>[]> {
  return await parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors });
}

const PHYSICAL = ['BOOLEAN', 'INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'] as const;
const logical = (type: string, parts: object = {}): { readonly logical_type: { readonly type: string } } => ({
  logical_type: { type, ...parts },
});
const leaves: readonly object[] = [
  ...PHYSICAL.map((type) => ({ type })),
  { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 3 },
  { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 40 },
  { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, ...logical('UUID') },
  ...['STRING', 'ENUM', 'JSON'].map((name) => ({ type: 'BYTE_ARRAY', ...logical(name) })),
  { type: 'INT32', ...logical('DATE') },
  ...[8, 16, 32, 64].flatMap((bitWidth) =>
    [true, false].map((isSigned) => ({
      type: bitWidth === 64 ? 'INT64' : 'INT32',
      ...logical('INTEGER', { bitWidth, isSigned }),
    })),
  ),
  ...['MILLIS', 'MICROS', 'NANOS'].flatMap((unit) =>
    [true, false].flatMap((isAdjustedToUTC) => [
      { type: 'INT64', ...logical('TIMESTAMP', { isAdjustedToUTC, unit }) },
      { type: unit === 'MILLIS' ? 'INT32' : 'INT64', ...logical('TIME', { isAdjustedToUTC, unit }) },
    ]),
  ),
  ...(
    [
      ['INT32', 4, 1],
      ['INT32', 9, 9],
      ['INT32', 5, 0],
      ['INT64', 5, 2],
      ['INT64', 18, 15],
      ['INT64', 18, 0],
      ['BYTE_ARRAY', 30, 10],
      ['BYTE_ARRAY', 4, 4],
      ['FIXED_LEN_BYTE_ARRAY', 38, 18, 16],
      ['FIXED_LEN_BYTE_ARRAY', 38, 38, 16],
      ['FIXED_LEN_BYTE_ARRAY', 7, 2, 4],
    ] as const
  ).map(([type, precision, scale, length]) => ({
    type,
    ...(length === undefined ? {} : { type_length: length }),
    ...logical('DECIMAL', { precision, scale }),
  })),
  ...['UTF8', 'TIMESTAMP_MICROS', 'UINT_8', 'INT_64'].map((name) => ({
    type: name === 'UTF8' ? 'BYTE_ARRAY' : name === 'UINT_8' ? 'INT32' : 'INT64',
    converted_type: name,
  })),
];

/** Names of which something is inferred, or which follow one another, and any others. */
const INFERRED =
  'id age birth_date year date created_at updated_at is_deleted deleted_at email price sum status count name start_date ' +
  'end_date started_at ended_at latitude city country percentage Rating start_time end_time due_date __proto__ constructor a.b true 1';
const names = fc.oneof(
  fc.constantFrom(...INFERRED.split(' '), 'ä ö', 'x'.repeat(150)),
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => /^[^$\s\p{Cc}\p{Cs}][^\s\p{Cc}\p{Cs}]*$/u.test(name)),
);
const repetitions = fc.constantFrom('REQUIRED', 'OPTIONAL');

/** A node and all that is in it, parents first. */
const nodes: fc.Arbitrary<readonly SchemaElement[]> = fc.letrec<{ node: readonly SchemaElement[] }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 5,
      arbitrary: fc
        .record({ name: names, repetition_type: repetitions, leaf: fc.constantFrom(...leaves) })
        .map(({ leaf, ...one }) => [{ ...one, ...leaf }]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          names,
          repetitions,
          fc.constantFrom('element', 'item', 'array'),
          fc.constantFrom('list', 'bag'),
          tie('node'),
        )
        .map(([name, repetition_type, inner, repeated, [item, ...rest]]) => [
          { name, repetition_type, num_children: 1, converted_type: 'LIST' },
          { name: repeated, repetition_type: 'REPEATED', num_children: 1 },
          { ...item, name: inner },
          ...rest,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(names, tie('node'))
        .map(([name, [item, ...rest]]) => [{ ...item, name, repetition_type: 'REPEATED' }, ...rest]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(names, repetitions, tie('node'))
        .map(([name, repetition_type, [value, ...rest]]) => [
          { name, repetition_type, num_children: 1, ...logical('MAP') },
          { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
          { name: 'key', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
          { ...value, name: 'value' },
          ...rest,
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(names, repetitions, fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
        .map(([name, repetition_type, members]) => {
          const own = distinct(members);
          return [{ name, repetition_type, num_children: own.length }, ...own.flat()];
        }),
    },
  ),
})).node;

function distinct(members: readonly (readonly SchemaElement[])[]): readonly (readonly SchemaElement[])[] {
  const seen = new Set<string>();
  return members.filter(([{ name }]) => seen.size < seen.add(name).size);
}

/** How many objects and lists a model has around an element at most. */
function isShallow(members: readonly (readonly SchemaElement[])[]): boolean {
  return members.every((elements) => elements.length <= 16);
}

test('the schema of the file that a model makes is the one that it was imported from', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nodes, { minLength: 1, maxLength: 5 }).filter(isShallow), async (made) => {
      const members = distinct(made);
      const schema = [{ name: 'schema', num_children: members.length }, ...members.flat()];
      const { model, report } = await importText(JSON.stringify(schema), null);
      const [file] = parquetFiles(model).values();
      // What is too deep for a model is any JSON.
      if (report.findings.some(({ message }) => message.includes('levels deep'))) return;
      expect(factsOf(metadataOf(file).schema)).toEqual(factsOf(schema));
      const again = await importBytes(file, null);
      expect(again.report.dialect).toBe('parquet');
      expect(again.model).toBe(model.replace(/"?Record"?:/, 'Record:'));
      await rowsIn(file);
    }),
    { seed: 20_260_101, numRuns: 60 },
  );
});

test('values are what their types say, in DuckDB', async () => {
  const element = (name: string, type: string, parts: object): object => ({
    name,
    repetition_type: 'REQUIRED',
    type,
    ...parts,
  });
  const decimal = (precision: number, scale: number): object => logical('DECIMAL', { precision, scale });
  const time = (type: string, unit: string): object => logical(type, { isAdjustedToUTC: true, unit });
  const schema = [
    { name: 'schema', num_children: 12 },
    element('a', 'FLOAT', {}),
    element('b', 'INT32', logical('INTEGER', { bitWidth: 8, isSigned: false })),
    element('c', 'INT64', time('TIMESTAMP', 'MICROS')),
    element('d', 'INT64', time('TIMESTAMP', 'NANOS')),
    element('e', 'INT64', logical('TIME', { isAdjustedToUTC: false, unit: 'MICROS' })),
    element('f', 'FIXED_LEN_BYTE_ARRAY', { type_length: 16, ...decimal(38, 20) }),
    element('g', 'BYTE_ARRAY', decimal(12, 2)),
    element('h', 'INT64', decimal(18, 0)),
    element('i', 'FIXED_LEN_BYTE_ARRAY', { type_length: 5 }),
    { name: 'j', repetition_type: 'REQUIRED', num_children: 1, ...logical('MAP') },
    { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
    element('key', 'BYTE_ARRAY', { converted_type: 'UTF8' }),
    element('value', 'INT64', {}),
    { ...element('k', 'INT32', {}), repetition_type: 'REPEATED' },
    element('l', 'INT32', decimal(5, 0)),
  ];
  const file = await fileOf(JSON.stringify(schema));
  const types = await ask(file, 'SELECT column_type FROM (DESCRIBE SELECT * FROM FILE)');
  const expected =
    'FLOAT;UTINYINT;TIMESTAMP WITH TIME ZONE;TIMESTAMP WITH TIME ZONE;TIME;DECIMAL(38,20);DECIMAL(12,2);DECIMAL(18,0);BLOB;' +
    'MAP(VARCHAR, BIGINT);INTEGER[];DECIMAL(5,0)';
  expect(types.flat().join(';')).toBe(expected);
  const bounds = await ask(
    file,
    `SELECT count(*), min(a) >= 0 AND max(a) <= 1000, max(b) <= 255, min(c) > '2024-12-01' AND max(c) < '2026-01-01',
      min(d) > '2024-12-01' AND max(d) < '2026-01-01', max(e) > '12:00:00', min(f) >= 0 AND max(f) <= 1000,
      min(g) >= 0 AND max(g) <= 1000, min(h) >= 0 AND max(h) <= 1000, bool_and(octet_length(i) = 5),
      bool_and(cardinality(j) BETWEEN 1 AND 3), bool_and(len(k) BETWEEN 1 AND 3), min(l) >= 0 AND max(l) <= 1000 FROM FILE`,
  );
  expect(bounds).toEqual([[100n, ...Array.from({ length: 12 }, () => true)]]);
});

/** The short form of facts: `optional int64 timestamp(micros)` for each column. */
async function factsFrom(schema: unknown, dialect: string | null = null): Promise<readonly string[]> {
  const { model, report } = await importText(JSON.stringify(schema), dialect);
  expect(report.findings.filter(({ code }) => code !== 'TYPE_APPROXIMATED')).toEqual([]);
  const [file] = parquetFiles(model).values();
  return factsOf(metadataOf(file).schema);
}

const UTC_MICROS = '[["isAdjustedToUTC",true],["unit","MICROS"]]';

describe('a shape', () => {
  test('of parquet-go', async () => {
    const facts = await factsFrom({
      Tag: 'name=root',
      Fields: [
        { Tag: 'name=a, type=BYTE_ARRAY, convertedtype=UTF8, encoding=PLAIN_DICTIONARY, repetitiontype=OPTIONAL' },
        { Tag: 'name=b, type=DECIMAL, basetype=INT64, precision=12, scale=2' },
        { Tag: 'name=c, type=INT64, logicaltype=TIMESTAMP, logicaltype.isadjustedtoutc=true, logicaltype.unit=MICROS' },
        { Tag: 'name=d, type=UTF8' },
        { Tag: 'name=e, type=FIXED_LEN_BYTE_ARRAY, length=10' },
      ],
    });
    expect(facts).toEqual([
      'OPTIONAL BYTE_ARRAY a STRING []',
      'REQUIRED INT64 b DECIMAL [["precision",12],["scale",2]]',
      `REQUIRED INT64 c TIMESTAMP ${UTC_MICROS}`,
      'REQUIRED BYTE_ARRAY d STRING []',
      'REQUIRED FIXED_LEN_BYTE_ARRAY 10 e',
    ]);
  });

  test('of Spark', async () => {
    const field = (name: string, type: unknown, nullable = false): object => ({ name, type, nullable, metadata: {} });
    const facts = await factsFrom({
      type: 'struct',
      fields: [
        field('a', 'byte'),
        field('b', 'decimal(20,4)', true),
        field('c', { type: 'array', elementType: 'timestamp_ntz', containsNull: true }),
        field('d', { type: 'map', keyType: 'string', valueType: 'float', valueContainsNull: false }),
        field('e', { type: 'struct', fields: [field('f', 'date')] }, true),
      ],
    });
    expect(facts).toEqual([
      'REQUIRED INT32 a INTEGER [["bitWidth",8],["isSigned",true]]',
      'OPTIONAL FIXED_LEN_BYTE_ARRAY 9 b DECIMAL [["precision",20],["scale",4]]',
      'REQUIRED group of 1 c LIST []',
      'REPEATED group of 1 list',
      'OPTIONAL INT64 element TIMESTAMP [["isAdjustedToUTC",false],["unit","MICROS"]]',
      'REQUIRED group of 1 d MAP []',
      'REPEATED group of 2 key_value',
      'REQUIRED BYTE_ARRAY key STRING []',
      'REQUIRED FLOAT value',
      'OPTIONAL group of 1 e',
      'REQUIRED INT32 f DATE []',
    ]);
  });

  test('of parquetjs, also below schema', async () => {
    const schema = {
      a: { type: 'TIMESTAMP_MICROS', optional: true },
      b: { type: 'INT_16', repeated: true },
      c: { repeated: true, fields: { d: { type: 'JSON' } } },
      e: { type: 'DECIMAL', precision: 6, scale: 3 },
    };
    const facts = [
      `OPTIONAL INT64 a TIMESTAMP ${UTC_MICROS}`,
      'REPEATED INT32 b INTEGER [["bitWidth",16],["isSigned",true]]',
      'REPEATED group of 1 c',
      'REQUIRED BYTE_ARRAY d JSON []',
      'REQUIRED INT32 e DECIMAL [["precision",6],["scale",3]]',
    ];
    expect(await factsFrom(schema)).toEqual(facts);
    expect(await factsFrom({ schema })).toEqual(facts);
  });

  test('of Arrow', async () => {
    const field = (name: string, type: object, children: readonly object[] = []): object => {
      return { name, type, nullable: false, children };
    };
    const facts = await factsFrom({
      fields: [
        field('a', { name: 'timestamp', unit: 'SECOND', timezone: 'UTC' }),
        field('b', { name: 'map', keysSorted: false }, [
          field('entries', { name: 'struct' }, [
            field('k', { name: 'utf8' }),
            field('v', { name: 'int', isSigned: false, bitWidth: 16 }),
          ]),
        ]),
        field('c', { name: 'fixedsizelist', listSize: 2 }, [field('item', { name: 'date', unit: 'DAY' })]),
        field('d', { name: 'decimal', precision: 10, scale: 2 }),
      ],
    });
    expect(facts).toEqual([
      'REQUIRED INT64 a TIMESTAMP [["isAdjustedToUTC",true],["unit","MILLIS"]]',
      'REQUIRED group of 1 b MAP []',
      'REPEATED group of 2 key_value',
      'REQUIRED BYTE_ARRAY key STRING []',
      'REQUIRED INT32 value INTEGER [["bitWidth",16],["isSigned",false]]',
      'REQUIRED group of 1 c LIST []',
      'REPEATED group of 1 list',
      'REQUIRED INT32 element DATE []',
      'REQUIRED FIXED_LEN_BYTE_ARRAY 5 d DECIMAL [["precision",10],["scale",2]]',
    ]);
  });

  test('of Avro', async () => {
    const schema = {
      type: 'record',
      name: 'Row',
      fields: [
        { name: 'a', type: ['null', { type: 'long', logicalType: 'timestamp-micros' }], default: null },
        { name: 'b', type: { type: 'bytes', logicalType: 'decimal', precision: 10, scale: 2 } },
        { name: 'c', type: { type: 'enum', name: 'Suit', symbols: ['CLUBS', 'HEARTS'] } },
        { name: 'd', type: { type: 'map', values: 'Suit' } },
        { name: 'e', type: { type: 'fixed', name: 'Hash', size: 20 } },
        { name: 'f', type: { type: 'long', logicalType: 'local-timestamp-millis' } },
      ],
    };
    const facts = [
      `OPTIONAL INT64 a TIMESTAMP ${UTC_MICROS}`,
      'REQUIRED BYTE_ARRAY b DECIMAL [["precision",10],["scale",2]]',
      'REQUIRED BYTE_ARRAY c ENUM []',
      'REQUIRED group of 1 d MAP []',
      'REPEATED group of 2 key_value',
      'REQUIRED BYTE_ARRAY key STRING []',
      'REQUIRED BYTE_ARRAY value ENUM []',
      'REQUIRED FIXED_LEN_BYTE_ARRAY 20 e',
      'REQUIRED INT64 f TIMESTAMP [["isAdjustedToUTC",false],["unit","MILLIS"]]',
    ];
    expect(await factsFrom(schema)).toEqual(facts);
    expect(await factsFrom(schema, 'json_parquet')).toEqual(facts);
  });
});

test('a document may have several schemas, of any shapes', async () => {
  const document = {
    Order: { type: 'struct', fields: [{ name: 'id', type: 'long', nullable: false }] },
    Customer: { name: { type: 'UTF8' } },
  };
  const { model, report } = await importText(JSON.stringify(document), null);
  expect(report).toMatchObject({ dialect: 'json_parquet', findings: [], source: { tables: 2 } });
  expect([...parquetFiles(model).keys()]).toEqual(['Order', 'Customer']);
});

describe('a type without a counterpart is reported where it is', () => {
  const arrow = (type: object, nullable: boolean): object => ({ name: 'a', type, nullable, children: [] });
  const thrift = (parts: object): object => [
    { name: 'root', num_children: 2 },
    { name: 'a', repetition_type: 'OPTIONAL', ...parts },
    { name: 'b', repetition_type: 'REQUIRED', type: 'BOOLEAN' },
  ];
  const cases: readonly (readonly [string, object])[] = [
    ['INT96', thrift({ type: 'INT96' })],
    ['INTERVAL', thrift({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12, converted_type: 'INTERVAL' })],
    ['GEOMETRY', thrift({ type: 'BYTE_ARRAY', logical_type: { type: 'GEOMETRY', crs: 'EPSG:4326' } })],
    ['FLOAT16', thrift({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2, logical_type: { type: 'FLOAT16' } })],
    ['VARIANT', thrift({ num_children: 0, logical_type: { type: 'VARIANT' } })],
    ...['null', 'union', 'interval', 'duration', 'runendencoded'].map((name) => {
      return [name, { fields: [arrow({ name }, true), { ...arrow({ name: 'bool' }, true), name: 'b' }] }] as const;
    }),
  ];
  it.each(cases)('%s', async (_, schema) => {
    const { model, report } = await importText(JSON.stringify(schema, null, 1), null);
    expect(report.findings).toMatchObject([{ code: 'COLUMN_OPTIONAL', level: 'approximated' }]);
    const [{ line, path }] = report.findings;
    expect(path).toMatch(/\.a$/);
    expect(
      JSON.stringify(schema, null, 1)
        .split('\n')
        .slice((line ?? 0) - 1, (line ?? 0) + 12)
        .join(' '),
    ).toContain('"a"');
    expect([...parquetFiles(model).values()].map((file) => factsOf(metadataOf(file).schema).length)).toEqual([1]);
  });

  test('also one that is required, and names that are repeated', async () => {
    const schema = { a: { type: 'INT96' }, b: { type: 'UTF8' } };
    const { report } = await importText(JSON.stringify(schema), null);
    expect(report.findings).toMatchObject([{ code: 'TYPE_UNKNOWN', level: 'skipped', path: 'Record.a' }]);
    const repeated = '{"a":{"type":"UTF8"},\n"a":{"type":"INT64"}}';
    const { findings } = (await importText(repeated, null)).report;
    expect(findings).toMatchObject([{ code: 'NAME_REPEATED', line: 2, column: 5, path: 'Record.a' }]);
  });
});

describe('what is no schema is reported', () => {
  it.each([
    ['{"a": ', 'DOCUMENT_SYNTAX'],
    ['{"a": tru}', 'DOCUMENT_SYNTAX'],
    ['['.repeat(100_000), 'DOCUMENT_SYNTAX'],
    ['{"a":'.repeat(100_000), 'DOCUMENT_SYNTAX'],
    ['[1, 2]', 'DOCUMENT_UNKNOWN'],
    ['null', 'DOCUMENT_SYNTAX'],
    ['{"type": "struct", "fields": [{"type": 5}, 7, {"name": "a"}]}', 'PART_SKIPPED'],
    ['[{"num_children": 1e300}]', 'TABLE_EMPTY'],
    [`[{"num_children":1}${',{"name":"a","num_children":1}'.repeat(5000)}]`, 'PART_SKIPPED'],
  ])('%.40s', async (text, code) => {
    const { model, report } = await importText(text, 'json_parquet');
    expect(model === '' || code === 'PART_SKIPPED').toBe(true);
    expect(report.findings.map((finding) => finding.code)).toContain(code);
  });

  test('a footer that is cut off, or of another kind', async () => {
    const file = await fileOf('{"a": {"type": "UTF8"}}');
    for (const bytes of [
      file.subarray(file.length - 40),
      Buffer.from(`${'x'.repeat(20)}PAR1`),
      Buffer.from('PAR1PAR1PAR1PAR1'),
    ]) {
      const { model, report } = await importBytes(bytes, null, '/data/events.parquet');
      expect([model, report.dialect, report.findings.map(({ code }) => code)]).toEqual([
        '',
        'parquet',
        ['DOCUMENT_SYNTAX'],
      ]);
    }
  });

  test('records that contain one another many times end, and are reported', async () => {
    const record = (i: number, fields: readonly object[]): object => ({ type: 'record', name: `R${i}`, fields });
    const last = record(12, [{ name: 'x', type: 'int' }]);
    const others = Array.from({ length: 12 }, (_, i) =>
      record(
        i,
        Array.from({ length: 10 }, (__, k) => ({ name: `f${k}`, type: `R${i + 1}` })),
      ),
    );
    const { report } = await importText(JSON.stringify([...others, last]), 'avro');
    expect(report.source.tables).toBe(13);
    expect(report.findings.map(({ code }) => code)).toContain('TYPE_UNKNOWN');
  });

  test('a record that contains itself ends', async () => {
    const fields = [
      { name: 'value', type: 'long' },
      { name: 'next', type: ['null', 'Node'] },
    ];
    const { model, report } = await importText(JSON.stringify({ type: 'record', name: 'Node', fields }), null);
    expect(report.findings).toMatchObject([{ code: 'COLUMN_OPTIONAL', path: 'Node.next' }]);
    expect(model).toContain('value: { $type: integer, $parquet: int64 }');
  });

  test('thousands of fields end', async () => {
    const fields = Array.from({ length: 5000 }, (_, i) => [`f${i}`, { type: 'INT64' }] as const);
    const { report } = await importText(JSON.stringify(Object.fromEntries(fields)), null);
    expect(report.source.columns).toBe(5000);
  });
});

/** A folder of schemas, which is not part of the project. */
const corpora = join(process.env['ROWMILL_CORPORA'] ?? '', 'parquet');
const shapes = existsSync(corpora) ? readdirSync(corpora) : [];

describe.skipIf(shapes.length === 0)('a schema of ROWMILL_CORPORA', () => {
  it.each(shapes)('%s is imported without findings, and its files again', async (name) => {
    const text = readFileSync(join(corpora, name), 'utf8');
    const file = await fileOf(text);
    const found = factsOf(metadataOf(file).schema);
    const again = await importBytes(file, 'parquet');
    expect([...parquetFiles(again.model).values()].map((one) => factsOf(metadataOf(one).schema))).toEqual([found]);
  });
});
