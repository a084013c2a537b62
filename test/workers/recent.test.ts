import { expect, test } from 'vitest';
import { Recent } from '../../src/workers/programs/recent.ts';

test('what was used last is kept', () => {
  const recent = new Recent<string>(10);
  recent.add('a', 'A', 4);
  recent.add('b', 'B', 4);
  expect(recent.get('a')).toBe('A');
  recent.add('c', 'C', 4);
  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual(['A', undefined, 'C']);
  recent.add('large', 'L', 11);
  expect(['a', 'c', 'large'].map((key) => recent.get(key))).toEqual([undefined, undefined, 'L']);
  recent.add('small', 'S', 1);
  recent.add('small', 'T', 2);
  expect(['large', 'small'].map((key) => recent.get(key))).toEqual([undefined, 'T']);
});
