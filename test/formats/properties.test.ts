import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from '../../src/formats/csv.ts';
import { jsonl } from '../../src/formats/jsonl.ts';
import { readCsv } from './csv-reader.ts';
import { encodeText } from './encode.ts';
import { fixed } from './everything.ts';
import { column, make } from './vectors.ts';

const SEED = { seed: 20_240_101 };

/** Any text of Unicode, often with what has to be quoted or escaped. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\\', ';', '\t', '\0', 'a', 'NULL', '€', '😀') }),
);
const rows = fc.array(fc.tuple(fc.option(text), text, fc.maxSafeInteger()), { minLength: 1, maxLength: 20 });

const columnsOf = (cells: readonly (readonly [string | null, string, number])[]) => {
  const maybe = cells.map((row) => row[0]);
  const texts = cells.map((row) => row[1]);
  const numbers = cells.map((row) => row[2]);
  return {
    columns: [
      column('maybe', 'string', make.utf8(maybe)),
      column('entry', 'enum', make.dictionary(maybe)),
      column('number', 'integer', make.int53(numbers)),
      column('text', 'string', make.utf8(texts)),
      column('both', 'string', make.concat([make.entries(texts), '-', make.int53(numbers)])),
      column('sum', 'string', make.concat([make.utf8(texts), make.utf8(texts)])),
      column('last', 'string', make.entries(texts)),
    ],
    values: cells.map(([one, other, n]) => [one, one, n, other, `${other}-${n}`, other + other, other]),
  };
};

test('csv gives back any text, with any delimiter and any text for null', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(',', ';', '|', 'tab', ' '),
      fc.oneof(fc.constantFrom('', 'NULL', 'a', '-', '0'), fc.string({ unit: fc.constantFrom('N', '0', '\\') })),
      (cells, delimiter, nothing) => {
        const { columns, values } = columnsOf(cells);
        const file = encodeText(csv, columns, [cells.length], { delimiter, null: nothing, header: 'false' });
        const read = readCsv(file, delimiter === 'tab' ? '\t' : delimiter).map((row) =>
          row.map((cell) => (cell.text === nothing && !cell.quoted ? null : cell.text)),
        );
        expect(read).toEqual(
          values.map((row) => row.map((value) => (typeof value === 'number' ? String(value) : value))),
        );
      },
    ),
    SEED,
  );
});

test('jsonl gives back any text', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const { columns, values } = columnsOf(cells);
      const lines = encodeText(jsonl, columns, [cells.length]).split('\n').slice(0, -1);
      const read: object[] = lines.map((line) => JSON.parse(line));
      expect(read.map((row) => Object.values(row))).toEqual(values);
    }),
    SEED,
  );
});

test('numbers are written exactly', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.maxSafeInteger(),
          fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        ),
        { minLength: 1 },
      ),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 18 }),
      (cells, scale, scale64) => {
        // Doubles of few digits are the ones that take a path of their own.
        const doubles = cells
          .flatMap(([x, n]) => [x === 0 ? 0 : x, (n % 1e9) / 1e6, (n % 1e6) / 100])
          .map((x) => x + 0);
        const columns = [
          column('double', 'number', make.float64(doubles)),
          column(
            'decimal',
            'decimal',
            make.decimal(
              scale,
              doubles.map((_, i) => cells[Math.floor(i / 3)][1]),
            ),
          ),
          column(
            'decimal64',
            'decimal',
            make.decimal64(
              scale64,
              doubles.map((_, i) => cells[Math.floor(i / 3)][2]),
            ),
          ),
        ];
        const read = readCsv(encodeText(csv, columns, [doubles.length], { header: 'false' }));
        expect(read.map((row) => row.map((cell) => cell.text))).toEqual(
          doubles.map((x, i) => {
            const [, n, big] = cells[Math.floor(i / 3)];
            return [String(x), fixed(BigInt(n), scale), fixed(big, scale64)];
          }),
        );
      },
    ),
    SEED,
  );
});

test('dates and times are written as ISO 8601', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1e8, max: 1e8 }), fc.date({ noInvalidDate: true })), { minLength: 1 }),
      (cells) => {
        const columns = [
          column('day', 'date', make.date(cells.map(([day]) => day))),
          column('moment', 'timestamp', make.timestamp(cells.map(([, date]) => date.getTime()))),
        ];
        const read = readCsv(encodeText(csv, columns, [cells.length], { header: 'false' }));
        expect(read.map((row) => row.map((cell) => cell.text))).toEqual(
          cells.map(([day, date]) => [new Date(day * 86_400_000).toISOString().split('T')[0], date.toISOString()]),
        );
      },
    ),
    SEED,
  );
});
