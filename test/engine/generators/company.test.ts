import { describe, expect, it } from 'vitest';
import { companyGenerators } from '../../../src/engine/generators/company.ts';
import { TRADES } from '../../../src/engine/generators/families/business-words.ts';
import { type Use, member, piecewise } from './member.ts';
import { makeColumn } from './read-values.ts';

const texts = (name: string, use: Use = {}, rows = 5000): string[] =>
  makeColumn(member(companyGenerators, name, use), rows).map(String);

describe('the company family', () => {
  it.each(companyGenerators.map(({ name }) => name))('makes the same %s alone', (name) => {
    const { alone, whole } = piecewise(member(companyGenerators, name));
    expect(alone).toEqual(whole);
  });

  it('agrees within a row', () => {
    const industryOf = new Map(TRADES);
    const suffix = texts('company_suffix');
    const industry = texts('industry');
    let told = 0;
    for (const [i, company] of texts('company').entries()) {
      const [head, ...rest] = company.split(' ');
      expect(head).toMatch(/^[A-Z]['A-Za-z]+$/);
      expect(rest.pop()).toBe(suffix[i]);
      if (rest.length === 0) continue;
      told++;
      expect(industry[i]).toBe(industryOf.get(rest[0]));
    }
    expect(told / 5000).toBeCloseTo(0.5, 1);
    expect(new Set(industry).size).toBeGreaterThan(55);
  });

  it.each([
    ['company', 50_000],
    ['catch_phrase', 50_000],
    ['bs', 50_000],
    ['industry', 60],
    ['department', 26],
    ['company_suffix', 6],
  ])('makes %s unique', (name, distinct) => {
    expect(new Set(texts(name, { distinct }, distinct)).size).toBe(distinct);
  });
});
