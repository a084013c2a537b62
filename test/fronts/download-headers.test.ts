import { describe, expect, test } from 'vitest';
import { acceptedEncoding } from '../../src/fronts/http/encoding.ts';
import { attachment } from '../../src/fronts/download/headers.ts';
import { requestedRange } from '../../src/fronts/download/range.ts';
import { namesTag } from '../../src/fronts/download/tag.ts';

describe('a range of 10 bytes', () => {
  test.each([
    ['bytes=0-0', [0, 1]],
    ['bytes=2-5', [2, 6]],
    ['Bytes=2-5', [2, 6]],
    ['bytes=2-', [2, 10]],
    ['bytes=9-', [9, 10]],
    ['bytes=2-99', [2, 10]],
    [`bytes=2-${'9'.repeat(400)}`, [2, 10]],
    ['bytes=-3', [7, 10]],
    ['bytes=-99', [0, 10]],
  ])('%s is there', (header, [start, end]) => {
    expect(requestedRange(header, 10)).toEqual({ start, end });
  });

  test.each(['bytes=10-', 'bytes=10-12', `bytes=${'9'.repeat(400)}-`, 'bytes=-0'])('%s is beyond it', (header) => {
    expect(requestedRange(header, 10)).toBe('unsatisfiable');
  });

  test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=0-1,3-4', 'rows=0-1', 'bytes=1.5-2'])(
    '%s asks for all',
    (header) => {
      expect(requestedRange(header, 10)).toBe('whole');
    },
  );

  test.each(['bytes=0-', 'bytes=-5'])('%s of an empty file is beyond it', (header) => {
    expect(requestedRange(header, 0)).toBe('unsatisfiable');
  });
});

describe('Accept-Encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['*', 'identity'],
    ['br, deflate', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['gzip;q=1.0, zstd;q=0.5', 'gzip'],
    ['gzip;q=0.5, zstd ; q=0.5', 'zstd'],
    ['gzip;q=0', 'identity'],
    ['gzip;q=0.5, identity', 'identity'],
    ['gzip;q=0.5, identity;q=0.1', 'gzip'],
    ['gzip;q=x', 'identity'],
    ['identity;q=0', 'identity'],
    ['constructor, __proto__', 'identity'],
  ])('%s means %s', (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding);
  });
});

describe('a list of entity tags', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('%s names "a": %s', (header, expected) => {
    expect(namesTag(header, '"a"')).toBe(expected);
    expect(namesTag(header, 'W/"a"')).toBe(expected);
  });
});

test('a name cannot leave its header', () => {
  expect(attachment('Größe"; x*=(1)\r\n.csv')['content-disposition']).toBe(
    `attachment; filename="Gr__e___x___1___.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%22%3B%20x%2A%3D%281%29%0D%0A.csv`,
  );
});
