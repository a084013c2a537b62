import { describe, expect, it } from 'vitest';
import { type Generator, GeneratorProblem } from '../../../src/engine/generators/generator.ts';
import { generators } from '../../../src/engine/generators/registry.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = 300;
const DISTINCT = 400;
const CELL = 65_536;
/** Beginnings of the rows looked at, each with a seed: the first ones, the 32-bit edge, and far out. */
const PLACES: readonly (readonly [seed: string, first: number])[] = [
  ['test', 0],
  ['another seed', 2 ** 32 - 150],
  ['', 10 ** 12 + 1],
];

describe.each(generators.map((generator) => [generator.name, generator] as const))('%s', (_, generator) => {
  it.each(PLACES)('makes a row alone as among others, seed "%s", from row %i on', (seed, first) => {
    const recipe = compileUse(generator, { seed });
    const whole = makeColumn(recipe, { first, length: ROWS });
    const pieces = [
      [0, 1],
      [1, 2],
      [3, 147],
      [150, 150],
    ].flatMap(([from, length]) => makeColumn(recipe, { first: first + from, length }));
    expect(pieces).toEqual(whole);
    const backwards = Array.from({ length: ROWS }, (_, i) => first + ROWS - 1 - i);
    expect(makeColumn(recipe, backwards)).toEqual(whole.toReversed());
    const repeated = [7, 7, 8, 6, 7, 299, 0];
    const rows = repeated.map((row) => first + row);
    expect(makeColumn(recipe, rows)).toEqual(repeated.map((row) => whole[row]));
    expect(makeColumn(recipe, { first, length: 1500 }).slice(0, ROWS)).toEqual(whole);
  });

  it('makes the same values when compiled again', () => {
    expect(makeColumn(compileUse(generator), ROWS)).toEqual(makeColumn(compileUse(generator), ROWS));
  });

  it('keeps to its estimates', () => {
    const { width, magnitude, nullable, type } = compileUse(generator);
    expect(width).toBeLessThanOrEqual(CELL);
    const values = makeColumn(compileUse(generator), 2000);
    const texts = values.filter((value) => typeof value === 'string');
    expect(texts.filter((text) => Buffer.byteLength(text) > Math.max(width, 32))).toEqual([]);
    expect(values.some((value) => value === null) && !nullable).toBe(false);
    const most = type.kind === 'decimal' ? Infinity : (magnitude ?? Infinity);
    expect(values.filter((value) => typeof value === 'number' && Math.abs(value) > most)).toEqual([]);
  });

  it('makes distinct values, or says why it cannot', () => {
    const values = columnOrProblem(generator);
    const texts = Array.isArray(values)
      ? values.filter((value) => value !== null).map((value) => JSON.stringify(value))
      : [values.message, values.hint, values.code];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain('');
  });

  it('is documented', () => {
    expect(generator.name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(generator.summary).toMatch(/^[A-Za-z].*\.$/);
    for (const alias of generator.aliases) expect(alias).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const [name, option] of Object.entries(generator.options)) {
      expect(name).toMatch(/^[a-z][a-z_]*$/);
      expect(option.summary).toMatch(/\.$/);
    }
  });
});

function columnOrProblem(generator: Generator): unknown[] | GeneratorProblem {
  try {
    return makeColumn(compileUse(generator, { distinct: DISTINCT }), DISTINCT);
  } catch (error) {
    if (error instanceof GeneratorProblem) return error;
    throw error;
  }
}
