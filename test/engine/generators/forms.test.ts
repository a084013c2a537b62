import { describe, expect, it } from 'vitest';
import { generators } from '../../../src/engine/generators/registry.ts';
import { makeColumn } from './read-values.ts';
import { compileUse, type Use } from './use.ts';

const within =
  (min: number, max: number) =>
  (value: unknown): boolean =>
    Number(value) >= min && Number(value) <= max;

/** The rest by 97 of an account number as a check of ISO 13616 reads it. */
function ibanRest(text: string): number {
  const digits = Array.from(text.slice(4) + text.slice(0, 4), (character) => String(parseInt(character, 36))).join('');
  return Number(BigInt(digits) % 97n);
}

function weighted(text: string, weights: (fromRight: number) => number): number {
  const digits = Array.from(text.replaceAll('-', ''), Number).toReversed();
  return digits.reduce((sum, digit, i) => sum + weights(i) * digit, 0) % 10;
}

function luhn(text: string): boolean {
  const digits = Array.from(text, Number).toReversed();
  return (
    digits.reduce(
      (sum, digit, i) => sum + (i % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)),
      0,
    ) %
      10 ===
    0
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const RESERVED = '(?:example\\.(?:com|net|org)|example|test)';
const SENTENCE = /^[A-Z][A-Za-z, ]+\.$/;

/** What the values of each generator look like. */
const FORMS: Readonly<Record<string, RegExp | ((value: unknown) => boolean)>> = {
  sequence: within(1, 500),
  boolean: (value) => typeof value === 'boolean',
  constant: /^$/,
  blank: (value) => value === null,
  integer: within(0, 1000),
  number: within(0, 1000),
  decimal: /^\d{1,4}\.\d\d$/,
  float: within(0, 1),
  quantity: within(1, 100),
  percentage: /^\d{1,3}\.\d$/,
  rating: within(1, 5),
  uuid: UUID,
  uuid_v7: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  binary: /^[0-9a-f]{32}$/,
  json: (value) =>
    /^\{"label":"[a-z]+ [a-z]+","count":[1-9]\d,"active":(?:true|false),"tags":\["[a-z]+","[a-z]+"\]\}$/.test(
      JSON.stringify(value),
    ),
  character_sequence: /^[A-Z]{3}-\d{4}$/,
  hex: /^[0-9a-f]{16}$/,
  sku: /^[A-Z]{3}-\d{4}-[A-Z0-9]{2}$/,
  isbn: (value) =>
    /^978-\d{1,2}-\d{2,6}-\d{1,6}-\d$/.test(String(value)) &&
    weighted(String(value), (i) => (i % 2 === 0 ? 1 : 3)) === 0,
  ean: (value) =>
    /^0[016789]\d{11}$/.test(String(value)) && weighted(String(value), (i) => (i % 2 === 0 ? 1 : 3)) === 0,
  word: /^[a-z]+$/,
  words: /^[a-z]+(?: [a-z]+){0,2}$/,
  sentence: SENTENCE,
  paragraph: /^(?:[A-Z][A-Za-z, ]+\. ){2,5}[A-Z][A-Za-z, ]+\.$/,
  description: /^(?:[A-Z][A-Za-z, ]+\. ?){1,2}$/,
  title: /^[A-Z][A-Za-z ]+$/,
  codename: /^(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+$/,
  slug: /^[a-z]+(?:-[a-z]+){1,2}$/,
  date: /^2025-\d\d-\d\d$/,
  birth_date: /^(?:19[45-9]\d|200[0-8])-\d\d-\d\d$/,
  time: /^\d\d:\d\d:00$/,
  timestamp: /^2025-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/,
  recent: /^2025-12-(?:2[5-9]|3[01])T/,
  future: /^2026-\d\d-\d\dT/,
  year: within(1997, 2026),
  age: within(18, 80),
  ipv4: new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`),
  ipv6: /^2001:db8(?::[1-9a-f][0-9a-f]{3}){6}$/,
  mac: /^[0-9a-f][26ae](?::[0-9a-f]{2}){5}$/,
  port: within(1024, 65535),
  domain: new RegExp(`^[a-z-]+\\.${RESERVED}$`),
  url: new RegExp(`^https://[a-z-]+\\.${RESERVED}/[a-z]+(?:/[a-z]+|/\\d{4}|\\?page=\\d)?$`),
  image_url: /^https:\/\/images\.example\.com\/[a-z-]+-\d{4}\.jpg$/,
  user_agent: /^Mozilla\/5\.0 \([^()]+\) \S.*$/,
  http_status: /^[2-5]\d\d$/,
  hex_color: /^#[0-9a-f]{6}$/,
  file_name: /^[a-z]+_[a-z]+\.[a-z0-9]+$/i,
  password_hash: /^\$2b\$12\$[A-Za-z0-9./]{53}$/,
  version: /^\d\.\d{1,2}\.\d{1,2}$/,
  price: /^\d{1,4}\.\d\d$/,
  amount: /^\d{1,5}\.\d\d$/,
  iban: (value) => /^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(String(value)) && ibanRest(String(value)) === 1,
  bic: /^[A-Z]{6}[A-Z0-9]{2}(?:XXX)?$/,
  credit_card: (value) => /^\d{14,16}$/.test(String(value)) && luhn(String(value)),
  cvv: /^\d{3,4}$/,
  account_number: /^[1-9]\d{9}$/,
  routing_number: /^[0-3]\d{8}$/,
  ssn: /^(?!000|666)[0-8]\d\d-(?!00)\d\d-(?!0000)\d{4}$/,
};

/** Families whose members are looked at in tests of their own, and picks from lists. */
const ELSEWHERE = (file: string): boolean =>
  ['person', 'place', 'company', 'product', 'vehicle', 'identity'].includes(file);

/** Others with options that have tests of their own. */
const NAMED_ELSEWHERE = new Set([
  'currency_name',
  'currency_symbol',
  'currency_numeric_code',
  'credit_card_type',
  'hospital',
]);

describe('every value has the form of its generator', () => {
  it.each(Object.entries(FORMS))('%s', (name, form) => {
    for (const value of [...makeColumn(compileUse(name), 500), ...makeDistinct(name)]) {
      const fits = form instanceof RegExp ? form.test(String(value)) : form(value);
      expect(fits, `${name}: ${String(value)}`).toBe(true);
    }
  });

  it('leaves out only picks from lists and families', () => {
    const left = generators.filter(({ name, family, range, options }) => {
      const isPick = (range === null || range === 'longest') && Object.keys(options).length === 0;
      return FORMS[name] === undefined && !ELSEWHERE(family) && !NAMED_ELSEWHERE.has(name) && !isPick;
    });
    expect(left.map(({ name }) => name)).toEqual([]);
  });

  function makeDistinct(name: string): unknown[] {
    const few = ['rating', 'boolean', 'constant', 'year', 'http_status', 'age', 'quantity', 'date'];
    return few.includes(name) ? [] : makeColumn(compileUse(name, { distinct: 500 }), 500);
  }
});

describe('options and hints', () => {
  it.each<[string, Use, RegExp]>([
    ['constant', { options: { value: 'Grüße' } }, /^Grüße$/],
    ['hex', { options: { length: 3 } }, /^[0-9a-f]{3}$/],
    ['binary', { options: { bytes: 5 } }, /^[0-9a-f]{10}$/],
    ['character_sequence', { options: { format: '#@^*$%-é' } }, /^\d[a-z][A-Z][A-Za-z0-9][a-z0-9][A-Z0-9]-é$/],
    ['ipv4', { options: { scope: 'private' } }, /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./],
    ['ipv4', { options: { scope: 'documentation' } }, /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
    ['iban', { options: { country: 'NL' } }, /^NL\d\d[A-Z]{4}\d{10}$/],
    ['credit_card', { options: { network: 'american_express' } }, /^3[47]\d{13}$/],
    ['sentence', { options: { style: 'lorem' } }, /^[A-Z][a-z]*(?: [a-z]+){5,10}\.$/],
    ['date', { hint: 'DD.MM.YYYY' }, /^[0-3]\d\.[01]\d\.2025$/],
    ['date', { hint: 'YYYY-MM-DD' }, /^2025-\d\d-\d\d$/],
    ['date', { hint: 'dd/mm/yy' }, /^[0-3]\d\/(?:0\d|1[0-2])\/25$/],
    ['date', { hint: 'D MMM YYYY', min: 0, max: 4_000_000_000_000 }, /^\d\d? [A-Z][a-z]{2} \d{4}$/],
    ['date', { hint: 'dddd, MMMM D' }, /^[A-Z][a-z]+day, [A-Z][a-z]+ \d\d?$/],
    ['timestamp', { hint: 'YYYY-MM-DD HH:mm' }, /^2025-\d\d-\d\d [0-2]\d:[0-5]\d$/],
    ['timestamp', { hint: 'YYYY-MM-DD[T]HH:mm:ss.SSS' }, /^2025-\d\d-\d\dT[0-2]\d:[0-5]\d:[0-5]\d\.000$/],
    ['time', { hint: 'h:mm A' }, /^(?:[1-9]|1[0-2]):[0-5]\d [AP]M$/],
  ])('%s %j', (name, use, form) => {
    for (const value of makeColumn(compileUse(name, use), 500)) expect(value).toMatch(form);
  });

  it('reads forms like the calendar', () => {
    const min = Date.UTC(1960, 1, 29, 13, 5, 9);
    const one = (hint: string): unknown => makeColumn(compileUse('timestamp', { hint, min, max: min }), 1)[0];
    expect(one('YYYY-MM-DD HH:mm:ss.SSS')).toBe('1960-02-29 13:05:09.000');
    expect(one('dddd ddd D.M.YY h:m:s a hh A')).toBe('Monday Mon 29.2.60 1:5:9 pm 01 PM');
  });

  it('draws the same dates in any form', () => {
    const plain = makeColumn(compileUse('birth_date'), 300);
    expect(makeColumn(compileUse('birth_date', { hint: 'YYYY/MM/DD' }), 300)).toEqual(
      plain.map((date) => String(date).replaceAll('-', '/')),
    );
    const wide = { min: Date.UTC(1800, 0, 1), max: Date.UTC(2100, 0, 1) };
    const all = makeColumn(compileUse('date', wide), 300);
    expect(makeColumn(compileUse('date', { ...wide, hint: 'YYYY/MM/DD' }), 300)).toEqual(
      all.map((date) => String(date).replaceAll('-', '/')),
    );
  });

  it('refuses a form without a date', () => {
    expect(() => compileUse('date', { hint: '---' })).toThrow('is not a pattern of a date or time');
  });

  it('includes both ends of a range of dates and times', () => {
    const dates = new Set(
      makeColumn(compileUse('date', { min: Date.UTC(2024, 1, 28), max: Date.UTC(2024, 2, 1) - 1 + 86_400_000 }), 200),
    );
    expect(dates).toEqual(new Set(['2024-02-28', '2024-02-29', '2024-03-01']));
    const times = makeColumn(compileUse('time', { min: 9 * 3_600_000, max: 17 * 3_600_000, step: 4 * 3_600_000 }), 200);
    expect(new Set(times)).toEqual(new Set(['09:00:00', '13:00:00', '17:00:00']));
    const fine = makeColumn(compileUse('timestamp', { min: 0, max: 3, step: 1 }), 200);
    expect(new Set(fine).size).toBe(4);
  });

  it('tosses coins as often as the share says', () => {
    const share = (value: number): number =>
      makeColumn(compileUse('boolean', { options: { share: value } }), 10_000).filter(Boolean).length;
    expect(share(0)).toBe(0);
    expect(share(1)).toBe(10_000);
    expect(share(0.2) / 10_000).toBeCloseTo(0.2, 1);
    expect(new Set(makeColumn(compileUse('boolean', { distinct: 2 }), 2)).size).toBe(2);
  });

  it('counts', () => {
    expect(makeColumn(compileUse('sequence', { options: { start: 10, step: -2 } }), 4)).toEqual([10, 8, 6, 4]);
    const late = makeColumn(compileUse('sequence', { options: { start: 5 } }), { first: 10 ** 12, length: 2 });
    expect(late).toEqual([10 ** 12 + 5, 10 ** 12 + 6]);
    expect(() => compileUse('sequence', { options: { step: 0 }, distinct: 5 })).toThrow('step 0');
  });

  it('orders version 7 by time, from its lower bound', () => {
    const ids = makeColumn(compileUse('uuid_v7', { min: 1_700_000_000_000 }), 1000).map(String);
    expect(ids.toSorted()).toEqual(ids);
    expect(parseInt(ids[999].replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_999);
  });
});
