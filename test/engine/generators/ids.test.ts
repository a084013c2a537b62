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

test.each([
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
