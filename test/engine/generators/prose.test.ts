import { describe, expect, it } from 'vitest';
import { makeColumn } from './read-values.ts';
import { compileUse, type Use } from './use.ts';

const PROSE = ['word', 'words', 'sentence', 'paragraph', 'description', 'title'];
const BOUNDS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 8],
  [10, 10],
  [20, 25],
  [40, 400],
  [255, 255],
  [900, 1000],
];
const ROWS = 300;

const texts = (name: string, use: Use, rows = ROWS): string[] => makeColumn(compileUse(name, use), rows).map(String);

describe.each(PROSE)('%s', (name) => {
  it.each(BOUNDS)('keeps to %d to %d characters', (min, max) => {
    const use = { min, max };
    for (const text of texts(name, use)) {
      expect(text.length).toBeGreaterThanOrEqual(min);
      expect(text.length).toBeLessThanOrEqual(max);
      expect(text.trim()).toBe(text);
    }
    expect(compileUse(name, use).width).toBeGreaterThanOrEqual(Math.min(max, 1));
  });

  it('cuts behind words where it can', () => {
    const known = new Set(texts(name, {}, 3000).flatMap((text) => text.split(/[ .,]+/)));
    const cut = texts(name, { min: 1, max: 30 }).flatMap((text) => text.split(/[ .,]+/));
    const strange = cut.filter((word) => !known.has(word));
    expect(strange.length / cut.length).toBeLessThan(name === 'word' || name === 'words' ? 0.5 : 0.05);
  });

  it('gives each text a length of its own by a distribution', () => {
    const lengths = texts(name, { min: 30, max: 90, distribution: { name: 'uniform' } }).map((text) => text.length);
    expect(Math.min(...lengths)).toBeLessThan(35);
    expect(Math.max(...lengths)).toBeGreaterThan(85);
  });

  it.each([
    [undefined, undefined],
    [undefined, 255],
    [undefined, 40],
    [undefined, 12],
    [4, 4],
    [2, 3],
    [30, 35],
    [60, undefined],
    [300, 320],
  ])('keeps texts of %s to %s characters apart', (min, max) => {
    const use = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), distinct: 900 };
    const all = texts(name, use, 900);
    expect(new Set(all).size).toBe(900);
    for (const text of all) {
      expect(text.length).toBeGreaterThanOrEqual(min ?? 0);
      expect(text.length).toBeLessThanOrEqual(max ?? Infinity);
      expect(text.trim()).toBe(text);
    }
  });

  it('makes the same text alone, within bounds and distinct', () => {
    for (const use of [
      { min: 50, max: 70 },
      { max: 20, distinct: 950 },
      { min: 20, max: 60, distribution: { name: 'normal' } as const },
    ]) {
      const recipe = compileUse(name, use);
      const all = makeColumn(recipe, 900);
      expect(makeColumn(recipe, [890, 3, 700])).toEqual([all[890], all[3], all[700]]);
    }
  });
});

describe('what prose refuses', () => {
  it('too few characters for so many different texts', () => {
    expect(() => compileUse('words', { max: 2, distinct: 2000 })).toThrow('only 1296');
    expect(() => compileUse('words', { max: 0, distinct: 2 })).toThrow('only 1');
  });

  it('an empty range, and texts longer than a cell', () => {
    expect(() => compileUse('words', { min: 9, max: 5 })).toThrow('bounds');
    expect(() => compileUse('words', { min: 100_000 })).toThrow('65536');
  });
});

it('varies', () => {
  expect(new Set(texts('sentence', {}, 5000)).size).toBeGreaterThan(4900);
  expect(new Set(texts('title', {}, 5000)).size).toBeGreaterThan(3500);
  expect(new Set(texts('words', {}, 5000)).size).toBeGreaterThan(3900);
});

it('keeps a hundred thousand unique words, titles and sentences apart', () => {
  for (const name of ['words', 'title', 'sentence', 'slug', 'description']) {
    expect(new Set(texts(name, { distinct: 100_000 }, 100_000)).size).toBe(100_000);
  }
});

describe.each([
  ['words', /\S+/g],
  ['sentence', /[^.]+\./g],
  ['paragraph', /[^.]+\./g],
  ['description', /[^.]+\./g],
])('the number of pieces of %s', (name, piece) => {
  it.each([
    [1, 1],
    [2, 4],
    [12, 12],
  ])('is from %d to %d, in both languages, also where texts differ', (least, most) => {
    for (const style of ['english', 'lorem']) {
      for (const distinct of [undefined, ROWS]) {
        const options = { style, least, most };
        const all = texts(name, distinct === undefined ? { options } : { options, distinct });
        const counts = all.map((text) => text.match(piece)?.length ?? 0);
        expect([Math.min(...counts), Math.max(...counts)]).toEqual([least, most]);
        expect(new Set(all).size).toBeGreaterThanOrEqual(distinct ?? 1);
      }
    }
  });

  it('is refused where the least is greater than the most', () => {
    expect(() => compileUse(name, { options: { style: 'english', least: 9, most: 8 } })).toThrow('greater');
  });
});
