import { describe, expect, it } from 'vitest';
import { providerRecipe, staticRecipe, valuesRecipe } from '../../../src/engine/generators/values.ts';
import type { DeclaredType, Provider, ModelScalar } from '../../../src/model/model.ts';
import { makeColumn } from './read-values.ts';
import { inputOf } from './use.ts';

const n = (text: string): ModelScalar => ({ value: Number(text), text });

describe('the type of written values', () => {
  it.each<[readonly ModelScalar[], DeclaredType | null, string, readonly unknown[]]>([
    [[n('1'), n('2')], null, 'integer', [1, 2]],
    [[n('1'), null], null, 'integer', [1, null]],
    [[n('1.50'), n('2.00')], null, 'decimal', ['1.50', '2.00']],
    [[n('1.5'), n('2.25')], null, 'number', [1.5, 2.25]],
    [[n('1e3'), n('0.5')], null, 'number', [1000, 0.5]],
    [[n('-0')], null, 'integer', [0]],
    [[true, false, null], null, 'boolean', [true, false, null]],
    [['a', 'ü', null], null, 'string', ['a', 'ü', null]],
    [['a', n('1.50'), true], null, 'string', ['a', '1.50', 'true']],
    [[n('1.50'), n('2')], { kind: 'string' }, 'string', ['1.50', '2']],
    [[n('1'), n('2')], { kind: 'decimal', precision: 10, scale: 2 }, 'decimal', ['1.00', '2.00']],
    [['2024-02-29', null], { kind: 'date' }, 'date', ['2024-02-29', null]],
    [['2024-02-29'], null, 'string', ['2024-02-29']],
    [['2024-02-29T10:00:00Z'], { kind: 'timestamp' }, 'timestamp', ['2024-02-29T10:00:00.000Z']],
    [['09:30'], { kind: 'time' }, 'time', ['09:30:00']],
    [['0123ABCD-0000-4000-8000-0123456789ab'], { kind: 'uuid' }, 'uuid', ['0123abcd-0000-4000-8000-0123456789ab']],
    [['no date'], { kind: 'date' }, 'string', ['no date']],
    [[null], null, 'string', [null]],
  ])('%j declared %j is %s', (values, declared, kind, expected) => {
    const fixed = staticRecipe(values, declared);
    expect(fixed.type.kind).toBe(kind);
    expect(fixed.nullable).toBe(values.includes(null));
    expect(makeColumn(fixed, values.length)).toEqual(expected);
    const drawn = valuesRecipe(values, null, declared, inputOf());
    expect(new Set(makeColumn(drawn, 200))).toEqual(new Set(expected));
  });
});

describe('drawn values', () => {
  it('come as often as their weights say', () => {
    const drawn = makeColumn(valuesRecipe(['a', 'b', 'c'], [70, 30, 0], null, inputOf()), 20_000);
    expect(drawn.filter((value) => value === 'a').length / 20_000).toBeCloseTo(0.7, 1);
    expect(drawn).not.toContain('c');
  });

  it('are distinct where they must be, however often they are written', () => {
    const values = ['a', 'b', 'a', n('1'), '1'];
    expect(makeColumn(valuesRecipe(values, null, null, inputOf({ distinct: 2 })), 2)).toHaveLength(2);
    expect(() => valuesRecipe(['a', 'a', 'b'], null, null, inputOf({ distinct: 3 }))).toThrow('only 2');
    expect(() => valuesRecipe(['a', 'b'], [1, 2], null, inputOf({ distinct: 2 }))).toThrow('weights');
    const all = makeColumn(valuesRecipe(['a', 'b', 'c'], [5, 5, 5], null, inputOf({ distinct: 3 })), 3);
    expect(new Set(all)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('are the same alone', () => {
    for (const weights of [null, [1, 2, 3]]) {
      const recipe = valuesRecipe(['a', null, 'c'], weights, null, inputOf());
      const all = makeColumn(recipe, 700);
      expect(makeColumn(recipe, [650, 2, 650])).toEqual([all[650], all[2], all[650]]);
    }
  });
});

describe('providers', () => {
  const cities: Provider = {
    name: 'Cities',
    columns: [
      { name: 'name', values: ['Bonn', 'Lyon', 'Bonn', null] },
      { name: 'code', values: [n('1'), n('2'), n('3'), n('4')] },
    ],
    weights: [1, 1, 4, 2],
  };

  it('give columns of one object that agree', () => {
    const names = makeColumn(providerRecipe(cities, 'name', null, inputOf()), 3000);
    const codes = makeColumn(providerRecipe(cities, 'code', null, inputOf()), 3000);
    expect(new Set(names.map((name, i) => `${String(name)} ${String(codes[i])}`))).toEqual(
      new Set(['Bonn 1', 'Lyon 2', 'Bonn 3', 'null 4']),
    );
    expect(codes.filter((code) => code === 3).length / 3000).toBeCloseTo(0.5, 1);
  });

  it('give each value once where it must be', () => {
    const even = { ...cities, weights: null };
    const names = makeColumn(providerRecipe(even, 'name', null, inputOf({ distinct: 3 })), 3);
    expect(new Set(names)).toEqual(new Set(['Bonn', 'Lyon', null]));
    expect(() => providerRecipe(even, 'name', null, inputOf({ distinct: 4 }))).toThrow('only 3');
  });
});
