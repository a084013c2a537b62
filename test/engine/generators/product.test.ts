import { describe, expect, it } from 'vitest';
import { ADJECTIVES, GOODS, MATERIALS, REMARKS } from '../../../src/engine/generators/families/goods.ts';
import { productGenerators } from '../../../src/engine/generators/product.ts';
import { type Use, member, piecewise } from './member.ts';
import { makeColumn } from './read-values.ts';

const texts = (name: string, use: Use = {}, rows = 5000): string[] =>
  makeColumn(member(productGenerators, name, use), rows).map(String);

describe('the product family', () => {
  it.each(productGenerators.map(({ name }) => name))('makes the same %s alone', (name) => {
    const { alone, whole } = piecewise(member(productGenerators, name));
    expect(alone).toEqual(whole);
  });

  it('has as many words in every category, none twice', () => {
    for (const { adjectives, materials, nouns, remarks } of GOODS) {
      expect(new Set(adjectives).size).toBe(ADJECTIVES);
      expect(new Set(materials).size).toBe(MATERIALS);
      expect(remarks).toHaveLength(REMARKS);
      expect(new Set(nouns).size).toBe(nouns.length);
    }
  });

  it('agrees within a row', () => {
    const category = texts('product_category');
    const description = texts('product_description');
    for (const [i, name] of texts('product_name').entries()) {
      const goods = GOODS.find((one) => one.category === category[i]);
      expect(goods?.nouns.some((noun) => name.endsWith(` ${noun}`))).toBe(true);
      expect(goods?.adjectives.some((adjective) => name.startsWith(`${adjective} `))).toBe(true);
      expect(description[i]).toContain(`${name}, `);
    }
    expect(new Set(category).size).toBe(GOODS.length);
  });

  it('makes names unique, and numbers them where they run out', () => {
    let all = 0;
    for (const { nouns } of GOODS) all += nouns.length * ADJECTIVES * MATERIALS;
    const plain = texts('product_name', { distinct: all }, all);
    expect(new Set(plain).size).toBe(all);
    expect(plain.some((name) => /\d/.test(name))).toBe(false);
    const numbered = texts('product_name', { distinct: 30_000 }, 30_000);
    expect(new Set(numbered).size).toBe(30_000);
    expect(numbered.some((name) => name.endsWith(' 3'))).toBe(true);
  });

  it('makes descriptions, categories and brands unique', () => {
    expect(new Set(texts('product_description', { distinct: 10_000 }, 10_000)).size).toBe(10_000);
    expect(new Set(texts('product_category', { distinct: 12 }, 12)).size).toBe(12);
    expect(() => member(productGenerators, 'brand', { distinct: 1000 })).toThrow(/only \d+/);
  });
});
