import { array, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { ARENA_PADDING } from '../../../src/engine/arena.ts';
import { readString, stringTable } from '../../../src/engine/data/string-table.ts';

test('gives back the texts it was made of', () => {
  assert(
    property(array(string({ unit: 'binary' })), (texts) => {
      const table = stringTable(texts);
      expect(texts.map((_, i) => readString(table, i))).toEqual(texts.map((text) => text.toWellFormed()));
      expect(table.offsets[texts.length]).toBe(table.bytes.length);
    }),
    { seed: 1 },
  );
});

test('leaves readable bytes behind the last text', () => {
  const { bytes } = stringTable(['Zürich', '', '東京']);
  expect(bytes.buffer.byteLength - bytes.byteOffset - bytes.byteLength).toBeGreaterThanOrEqual(ARENA_PADDING);
});

test('refuses an index outside of the table', () => {
  const table = stringTable(['a', 'b']);
  expect(() => readString(table, 2)).toThrow(RangeError);
  expect(() => readString(table, -1)).toThrow(RangeError);
});
