import { expect, test } from 'vitest';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const column = (name: string): string[] => makeColumn(compileUse(name), 2000).map(String);

test('devices and providers of health care have their check digits', () => {
  const sum = (digits: string): number =>
    Array.from(digits, Number)
      .toReversed()
      .reduce((total, digit, i) => total + (i % 2 === 0 ? digit : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]), 0);
  expect(column('imei').filter((text) => !/^35\d{13}$/.test(text) || sum(text) % 10 !== 0)).toEqual([]);
  expect(column('npi').filter((text) => !/^[12]\d{9}$/.test(text) || sum(`80840${text}`) % 10 !== 0)).toEqual([]);
  // A number known to be valid.
  expect(sum('808401234567893') % 10).toBe(0);
});

test('the number of a person in the NHS has a check digit by 11', () => {
  const wrong = column('nhs_number').filter((text) => {
    const sum = Array.from(text, Number).reduce((total, digit, i) => total + digit * Math.max(1, 10 - i), 0);
    return !/^[467]\d{9}$/.test(text) || sum % 11 !== 0;
  });
  expect(wrong).toEqual([]);
  // The example of the data dictionary.
  expect(Array.from('9434765919', Number).reduce((sum, digit, i) => sum + digit * Math.max(1, 10 - i), 0) % 11).toBe(0);
});

test('the bar codes of a product are one number with zeros before it, whose check digit is valid', () => {
  const [upc, ean, gtin] = ['upc', 'ean', 'gtin14'].map(column);
  const sum = (text: string): number =>
    Array.from(text, Number)
      .toReversed()
      .reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3), 0);
  expect(sum('4006381333931') % 10).toBe(0);
  expect(upc.filter((text) => !/^\d{12}$/.test(text) || sum(text) % 10 !== 0)).toEqual([]);
  expect(ean).toEqual(upc.map((text) => `0${text}`));
  expect(gtin).toEqual(ean.map((text) => `0${text}`));
});

test.each([
  ['medicare_beneficiary_id', /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d\d$/], // prettier-ignore
  ['medical_record_number', /^MRN-[1-9]\d{7}$/],
  ['market_cap', /^\$[1-9]\d{0,2}\.\d{2}[MB]$/],
  ['ndc_code', /^\d{5}-\d{4}-\d{2}$/],
  ['ulid', /^01[HJK][0-9A-HJKMNP-TV-Z]{23}$/],
  ['nanoid', /^[\w-]{21}$/],
  ['mongodb_object_id', /^[0-9a-f]{24}$/],
  ['git_sha', /^[0-9a-f]{40}$/],
  ['ethereum_address', /^0x[0-9a-f]{40}$/],
  ['jwt', /^[\w-]+\.[\w-]+\.[\w-]{43}$/],
  ['seat', /^(?:[1-9]|[1-3]\d|40)[A-F]$/],
  ['record_locator', /^[A-Z][A-Z\d]{5}$/],
  ['cron', /^(?:\d{1,2}|\*\/\d+) (?:\d{1,2}|\*) (?:\d{1,2}|\*) \* [\d*]$/],
  ['secondary_address', /^(?:Apt\.|Suite|Unit) [1-9]\d{0,2}$/],
])('%s has its form', (name, form) => {
  expect(column(name).filter((text) => !form.test(text))).toEqual([]);
});
