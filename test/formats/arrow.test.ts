import { RecordBatchReader, tableFromIPC } from 'apache-arrow';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrow } from '../../src/formats/arrow.ts';
import { readArrow } from './arrow-reader.ts';
import { encodeFile, encodeParts } from './encode.ts';
import { everything, ROWS } from './everything.ts';
import { column, make } from './vectors.ts';

const numbered = everything.map((one, k) => ({ ...one.column, name: `${k}` }));

test('the types of the columns', () => {
  const columns = [
    column('text', 'string', make.utf8(['x'])),
    column('choice', 'enum', make.dictionary(['x', null])),
    column('whole', 'integer', make.int32([1])),
    column('real', 'number', make.float64([1])),
    column('money', { kind: 'decimal', precision: 10, scale: 2 }, make.decimal(2, [1])),
    column('flag', 'boolean', make.bool([true])),
    column('day', 'date', make.date([1])),
    column('clock', 'time', make.time([1])),
    column('instant', 'timestamp', make.timestamp([1])),
    column('key', 'uuid', make.uuid(['f'.repeat(32)])),
    column('raw', 'binary', make.binary([Uint8Array.of(1)])),
    column('document', 'json', make.json(['{}'])),
    column(
      'tags',
      { kind: 'list', item: { kind: 'uuid' }, nullableItems: true },
      make.list([1], make.uuid(['0'.repeat(32)])),
    ),
    column(
      'inner',
      { kind: 'struct', members: [column('a', 'integer', make.int32([1]))] },
      make.struct([make.int32([1])]),
    ),
  ];
  const { fields } = tableFromIPC(encodeFile(arrow, columns, [1])).schema;
  expect(fields.map((field) => field.toString() + (field.nullable ? '?' : ''))).toEqual([
    'text: Utf8',
    'choice: Utf8?',
    'whole: Int64',
    'real: Float64',
    'money: Decimal[10e+2]',
    'flag: Bool',
    'day: Date32<DAY>',
    'clock: Time32<MILLISECOND>',
    'instant: Timestamp<MILLISECOND, UTC>',
    'key: FixedSizeBinary[16]',
    'raw: Binary',
    'document: Utf8',
    'tags: List<FixedSizeBinary[16]>',
    'inner: Struct<{a:Int64}>',
  ]);
  const extensions = fields.map(({ name, metadata }) => [name, metadata.get('ARROW:extension:name')]);
  expect(extensions.filter(([, extension]) => extension !== undefined)).toEqual([
    ['key', 'arrow.uuid'],
    ['document', 'arrow.json'],
  ]);
  expect(fields[12].type.children[0].metadata.get('ARROW:extension:name')).toBe('arrow.uuid');
});

test('apache-arrow reads a record batch for each batch, and nothing behind the end', () => {
  const file = encodeParts(arrow, numbered, [[ROWS, 3], [5]]);
  const reader = RecordBatchReader.from(file);
  expect([...reader].map((batch) => batch.numRows)).toEqual([ROWS, 3, 5]);
  const table = tableFromIPC(file);
  expect(table.getChildAt(0)?.toArray()).toEqual(
    BigInt64Array.from(
      [ROWS, 3, 5].flatMap((length) => everything[0].expected.slice(0, length)),
      (text) => BigInt(text ?? 0),
    ),
  );
});

test('every message and buffer begins at a multiple of eight bytes', () => {
  for (const parts of [[], [[1]], [[7], [2, 3]]]) expect(encodeParts(arrow, numbered, parts).length % 8).toBe(0);
});

test('what stands at a null makes no difference', () => {
  const nullable = everything.filter(
    ({ column: { vector } }) => vector.validity !== null && 'values' in vector && vector.kind !== 'dictionary',
  );
  expect(nullable.length).toBeGreaterThan(10);
  for (const { column: one } of nullable) {
    const { vector } = one;
    const before = encodeFile(arrow, [one], [ROWS]);
    const other = structuredClone(vector);
    if (!('values' in other)) throw new Error('a vector without values');
    const width = other.values.length / ROWS;
    other.validity?.slice(0, ROWS).forEach((present, row) => {
      if (present === 0) for (let k = 0; k < width; k++) other.values[row * width + k] = other.values[0];
    });
    expect(Buffer.compare(encodeFile(arrow, [{ ...one, vector: other }], [ROWS]), before)).toBe(0);
  }
});

test('a vector that cannot carry the type of its column is refused', () => {
  const columns = [column('n', 'integer', make.utf8(['1']))];
  expect(() => encodeFile(arrow, columns, [1])).toThrow('a column of type integer cannot hold utf8 values');
});

test('any integers, texts and lists come back', () => {
  const cell = fc.tuple(
    fc.option(fc.maxSafeInteger()),
    fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
    fc.option(fc.string({ unit: 'binary' })),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.option(fc.string()), { maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (cells) => {
      const entries = cells.map((row) => row[3]);
      const columns = [
        column('whole', 'integer', make.int53(cells.map((row) => row[0]))),
        column(
          'wide',
          { kind: 'decimal', precision: 19, scale: 0 },
          make.decimal64(
            0,
            cells.map((row) => row[1]),
          ),
        ),
        column('text', 'string', make.utf8(cells.map((row) => row[2]))),
        column('entry', 'enum', make.dictionary(cells.map((row) => row[2]))),
        column('both', 'string', make.concat(['<', make.entries(entries), '-', make.utf8(entries)])),
        column(
          'list',
          { kind: 'list', item: { kind: 'string' }, nullableItems: true },
          make.list(
            cells.map((row) => row[4].length),
            make.utf8(cells.flatMap((row) => row[4])),
          ),
        ),
      ];
      expect(readArrow(encodeFile(arrow, columns, [cells.length]))).toEqual(
        cells.map(([whole, wide, maybe, entry, list]) => [
          whole === null ? null : String(whole),
          wide === null ? null : String(wide),
          maybe,
          maybe,
          `<${entry}-${entry}`,
          JSON.stringify(list),
        ]),
      );
    }),
    { seed: 20_240_101 },
  );
});
