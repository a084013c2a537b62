import { describe, expect, it } from 'vitest';
import { phoneGenerators } from '../../../src/engine/generators/phone.ts';
import { placeGenerators } from '../../../src/engine/generators/place.ts';
import { type Use, member, piecewise } from './member.ts';
import { makeColumn } from './read-values.ts';

const phones = (use: Use = {}, rows = 5000): string[] =>
  makeColumn(member(phoneGenerators, 'phone', use), rows).map(String);

describe('phone', () => {
  it('is made the same alone', () => {
    for (const hint of ['', '### ####']) {
      const { alone, whole } = piecewise(member(phoneGenerators, 'phone', { hint }));
      expect(alone).toEqual(whole);
    }
  });

  it("follows the object's country", () => {
    const codes = makeColumn(member(placeGenerators, 'calling_code'), 5000);
    for (const [i, phone] of phones().entries()) {
      expect(phone.startsWith(`${String(codes[i])} `)).toBe(true);
      expect(phone).toMatch(/^\+[1-9][\d ]{5,19}$/);
    }
    expect(phones({ options: { country: 'DE' } }).every((phone) => /^\+49 15\d \d{8}$/.test(phone))).toBe(true);
  });

  it('keeps to the numbers for fiction in North America', () => {
    expect(
      phones({ options: { country: 'US,CA,JM' } }).every((phone) => /^\+1 [2-9]\d\d 555 01\d\d$/.test(phone)),
    ).toBe(true);
  });

  it('follows a format, from the option or the hint', () => {
    expect(phones({ hint: '(N##) ###-####' }).every((phone) => /^\([1-9]\d\d\) \d{3}-\d{4}$/.test(phone))).toBe(true);
    expect(phones({ options: { format: '0## #' }, hint: '###' }).every((phone) => /^0\d\d \d$/.test(phone))).toBe(true);
    expect(phones({ hint: '030 1234567' }).every((phone) => /^0\d\d [1-9]\d{6}$/.test(phone))).toBe(true);
    expect(() => phones({ hint: 'any' })).toThrow(/no digits/);
    expect(() => phones({ hint: '#'.repeat(16) })).toThrow(/16 digits/);
  });

  it('can be unique', () => {
    expect(new Set(phones({ distinct: 30_000 }, 30_000)).size).toBe(30_000);
    expect(new Set(phones({ distinct: 10_000, hint: '#-###' }, 10_000)).size).toBe(10_000);
    expect(() => phones({ distinct: 10_001, hint: '#-###' })).toThrow(/only 10000/);
    for (const distinct of [1_000_000, 7_000_000, 8_000_000_000]) {
      expect(new Set(phones({ distinct, options: { country: 'US,DE,TK' } }, 60_000)).size).toBe(60_000);
    }
  });
});
