import { describe, expect, it } from 'vitest';
import { evaluate, numbers, texts } from './evaluate.ts';

const THREE = [true, false, null] as const;
const LEFT = THREE.flatMap((a) => THREE.map(() => a));
const RIGHT = THREE.flatMap(() => [...THREE]);
const columns = { a: numbers('bool', LEFT), b: numbers('bool', RIGHT) };

function and(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

describe('three values', () => {
  it('follow the tables of SQL', () => {
    const not = (a: boolean | null): boolean | null => (a === null ? null : !a);
    expect(evaluate('a and b', { columns }, 9)).toEqual(LEFT.map((a, i) => and(a, RIGHT[i])));
    expect(evaluate('a or b', { columns }, 9)).toEqual(LEFT.map((a, i) => not(and(not(a), not(RIGHT[i])))));
    expect(evaluate('not a', { columns }, 9)).toEqual(LEFT.map(not));
    expect(evaluate('a == b', { columns }, 9)).toEqual(
      LEFT.map((a, i) => (a === null || RIGHT[i] === null ? null : a === RIGHT[i])),
    );
    expect(evaluate('if(a, 1, 2)', { columns }, 9)).toEqual(LEFT.map((a) => (a === true ? 1 : 2)));
  });

  it('hold with one side that is never null, or a constant', () => {
    const mixed = {
      a: numbers('bool', [true, true, true, false, false, false]),
      b: numbers('bool', [...THREE, ...THREE]),
    };
    expect(evaluate('a and b', { columns: mixed }, 6)).toEqual([true, false, null, false, false, false]);
    expect(evaluate('b or a', { columns: mixed }, 6)).toEqual([true, true, true, true, false, null]);
    expect(evaluate('b and true', { columns: mixed }, 3)).toEqual([true, false, null]);
    expect(evaluate('b or true', { columns: mixed }, 3)).toEqual([true, true, true]);
    expect(evaluate('false and b', { columns: mixed }, 3)).toEqual([false, false, false]);
  });
});

describe('null', () => {
  const some = { n: numbers('int32', [1, null, 3]), t: texts(['x', 'y', null]), m: numbers('int32', [5, 6, null]) };
  const results = (source: string): unknown[] => evaluate(source, { columns: some }, 3);

  it('spreads', () => {
    expect(results('n + m')).toEqual([6, null, null]);
    expect(results('n < m')).toEqual([true, null, null]);
    expect(results('t + n')).toEqual(['x1', null, null]);
    expect(results('upper(t)')).toEqual(['X', 'Y', null]);
    expect(results('-n')).toEqual([-1, null, -3]);
    expect(results('max(n, m, 4)')).toEqual([5, null, null]);
  });

  it('is tested for', () => {
    expect(results('n == null')).toEqual([false, true, false]);
    expect(results('null != t')).toEqual([true, true, false]);
    expect(results('n == null or t == null')).toEqual([false, true, true]);
  });

  it('is replaced', () => {
    expect(results('coalesce(n, m, 0)')).toEqual([1, 6, 3]);
    expect(results('coalesce(n + m, n)')).toEqual([6, null, 3]);
    expect(results("coalesce(t, 'none')")).toEqual(['x', 'y', 'none']);
    expect(results("coalesce(t + '', 'none')")).toEqual(['x', 'y', 'none']);
    expect(results('coalesce(null, n, 2.50)')).toEqual([100n, 250n, 300n]);
  });

  it('is what a missing membership gives', () => {
    expect(results('n in [1, 2]')).toEqual([true, null, false]);
    expect(results('n in [m, 1]')).toEqual([true, null, null]);
    expect(results("t not in ['x']")).toEqual([false, true, null]);
    expect(results('n in []')).toEqual([false, null, false]);
  });
});

describe('choices', () => {
  const some = {
    c: numbers('bool', [true, false, null, true]),
    t: texts(['a', 'b', 'a', null]),
    p: texts(['p', 'qé', null, 's'], true),
    d: numbers('date', [1, 2, 3, 4]),
    x: numbers('decimal64', [10n ** 17n, 5n, 7n, null], { scale: 2 }),
    i: numbers('int32', [1, 2, 3, 4], { magnitude: 4 }),
    b: numbers('bool', [false, false, true, null]),
  };
  const results = (source: string): unknown[] => evaluate(source, { columns: some }, 4);

  it('are made among values of every storage', () => {
    expect(results("c ? t : 'z'")).toEqual(['a', 'z', 'z', null]);
    expect(results('c ? t : p')).toEqual(['a', 'qé', null, null]);
    expect(results("c ? t + '!' : p")).toEqual(['a!', 'qé', null, null]);
    expect(results('c ? t : lower(t)')).toEqual(['a', 'b', 'a', null]);
    expect(results('c ? d : d + days(10)')).toEqual([1, 12, 13, 4]);
    expect(results('c ? x : i')).toEqual([10n ** 17n, 200n, 300n, null]);
    expect(results('c ? b : not b')).toEqual([false, true, false, null]);
    expect(results('c ? i : null')).toEqual([1, null, null, 4]);
    expect(results('i > 2 ? i : 1.5')).toEqual([15, 15, 30, 40]);
  });
});
