import { expect, test } from 'vitest';
import { insertEncoder } from '../../../src/formats/sql/insert-encoder.ts';
import { sqliteInserts } from '../../../src/formats/sql/sqlite-inserts.ts';
import { Sink } from '../../../src/formats/sink.ts';
import { Canvas } from '../../../src/formats/text/canvas.ts';
import { column, make } from '../vectors.ts';

/** The rows of each statement of parts that are encoded in batches of the given lengths. */
function statements(width: number, ...parts: readonly (readonly number[])[]): number[] {
  const rows = Math.max(...parts.flat());
  const columns = [{ ...column('a', 'string', make.utf8(Array.from({ length: rows }, () => 'x'))), width }];
  const encoder = insertEncoder('"T"', columns, sqliteInserts, new Canvas());
  const sink = new Sink();
  for (const lengths of parts) {
    encoder.begin();
    for (const length of lengths) sink.append(encoder.encode(length));
    sink.append(encoder.end().bytes);
  }
  const found = new TextDecoder().decode(sink.written()).split(/(?<=;\n)/);
  return found.map((text) => {
    expect(text).toMatch(/^INSERT INTO "T" \("a"\) VALUES\n(\('x'\),\n)*\('x'\);\n$/);
    return text.split('\n').length - 2;
  });
}

test('a statement has at most 128 rows', () => {
  expect(statements(10, [1])).toEqual([1]);
  expect(statements(10, [128])).toEqual([128]);
  expect(statements(10, [129])).toEqual([128, 1]);
  expect(statements(10, [300])).toEqual([128, 128, 44]);
});

test('every batch begins a statement, whether it begins a part or not', () => {
  expect(statements(10, [130, 5, 128])).toEqual([128, 2, 5, 128]);
  expect(statements(10, [130], [5, 128])).toEqual([128, 2, 5, 128]);
  expect(statements(10, [130], [5], [128])).toEqual([128, 2, 5, 128]);
});

test('rows that may be long make shorter statements', () => {
  expect(statements(100_000, [25])).toEqual([10, 10, 5]);
  expect(statements(10_000_000, [3])).toEqual([1, 1, 1]);
});
