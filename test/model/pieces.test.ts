import { describe, expect, it } from 'vitest';
import { closest } from '../../src/model/problems/closest.ts';
import { readDuration } from '../../src/model/words/duration.ts';
import { plainScalar } from '../../src/model/index.ts';
import { readDate, readInstant, readTime } from '../../src/model/words/instant.ts';
import { splitPath } from '../../src/model/reading/path.ts';
import { scalarOffsets, type ScalarStyle } from '../../src/model/yaml/scalar-offsets.ts';
import { byteLength } from '../../src/model/yaml/scan.ts';

describe('closest', () => {
  it('finds the nearest name, and none that is far', () => {
    expect(closest('emial', ['uuid', 'email', 'emails'])).toBe('email');
    expect(closest('FIRSTNAME', ['first_name', 'last_name'])).toBe('first_name');
    expect(closest('abc', ['xyz', 'abcdef'])).toBeUndefined();
    expect(closest('', ['a'])).toBeUndefined();
    expect(closest('a'.repeat(100), ['a'.repeat(100)])).toBeUndefined();
  });
});

describe('scalars', () => {
  it.each([
    ['', null],
    ['~', null],
    ['null', null],
    ['true', true],
    ['False', false],
    ['yes', 'yes'],
    ['2024-01-01', '2024-01-01'],
    ['5.00', { value: 5, text: '5.00' }],
    ['-1_000.5', { value: -1000.5, text: '-1000.5' }],
    ['5e3', { value: 5000, text: '5e3' }],
    ['0x1F', { value: 31, text: '31' }],
    ['0o17', { value: 15, text: '15' }],
    ['.5', { value: 0.5, text: '.5' }],
    ['.inf', '.inf'],
    ['1e999', '1e999'],
    ['1-5', '1-5'],
    ['_1', '_1'],
  ])('%j is %j', (text, value) => {
    expect(plainScalar(text)).toEqual(value);
  });
});

describe('durations', () => {
  it.each([
    ['5ms', 5],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['2w', 1_209_600_000],
    ['5', null],
    ['5mo', null],
    ['-5d', null],
    ['9999999999999d', null],
  ])('%s', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });
});

describe('instants', () => {
  it('are those of Date', () => {
    for (const day of [
      '0001-01-01',
      '1600-02-29',
      '1969-12-31',
      '1970-01-01',
      '2000-02-29',
      '2024-12-31',
      '9999-12-31',
    ]) {
      expect(readDate(day)).toBe(Date.parse(`${day}T00:00:00Z`));
    }
    expect(readInstant('2024-02-29T12:34:56.789Z')).toBe(Date.parse('2024-02-29T12:34:56.789Z'));
    expect(readInstant('2024-02-29 12:34')).toBe(Date.parse('2024-02-29T12:34:00Z'));
  });

  it.each(['2023-02-29', '1900-02-29', '2024-00-01', '2024-01-32', '2024-1-1', '24-01-01'])('%s is no date', (text) => {
    expect(readDate(text)).toBeNull();
  });

  it.each(['24:00', '12:60', '12:00:60', '1:00', '12'])('%s is no time', (text) => {
    expect(readTime(text)).toBeNull();
  });
});

describe('paths', () => {
  it('split at dots, back quotes excepted', () => {
    expect(splitPath('a.b')).toEqual(['a', 'b']);
    expect(splitPath('`a.b`.`c d` . e')).toEqual(['a.b', 'c d', 'e']);
    expect(splitPath('unit price.x')).toEqual(['unit price', 'x']);
    for (const text of ['', '.', 'a..b', 'a.', '`a', '``']) expect(splitPath(text)).toBeNull();
  });
});

describe('offsets in scalars', () => {
  const offsets = (source: string, style: ScalarStyle, text: string): number[] => [
    ...scalarOffsets(source, 0, source.length, style, text),
  ];

  it('go through quotes, escapes and folds', () => {
    expect(offsets('ab', 'plain', 'ab')).toEqual([0, 1, 2]);
    expect(offsets('a\n   b', 'plain', 'a b')).toEqual([0, 1, 5, 6]);
    expect(offsets("'a''b'", 'single', "a'b")).toEqual([1, 2, 4, 5]);
    expect(offsets(String.raw`"\x41\n\u0042\U0001F600c"`, 'double', 'A\nB\u{1f600}c')).toEqual([
      1, 5, 7, 13, 13, 23, 24,
    ]);
    expect(offsets('"a\\\n  b"', 'double', 'ab')).toEqual([1, 6, 7]);
    expect(offsets('|\n  ab\n  c\n', 'block', 'ab\nc\n')).toEqual([4, 5, 6, 9, 10, 11]);
  });
});

describe('bytes', () => {
  it('are those of UTF-8', () => {
    for (const text of ['abc', 'é', '€', '\u{1f600}', 'a\u{1f600}é€'])
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
  });
});
