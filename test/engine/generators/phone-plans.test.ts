import { type PhoneNumber, parsePhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { MASK_SYMBOLS } from '../../../src/engine/data/places.ts';
import { readString } from '../../../src/engine/data/string-table.ts';
import { phoneGenerators } from '../../../src/engine/generators/phone.ts';
import { placeGenerators } from '../../../src/engine/generators/place.ts';
import { testResources } from '../resources.ts';
import { type Use, member } from './member.ts';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';

const table = testResources.places();
/** Numbers of each form that stand for all of it. */
const SAMPLES = 4;

const phones = (use: Use, rows: number): string[] =>
  makeColumn(member(phoneGenerators, 'phone', use), rows).map(String);

/** Numbers of every form that places have, each once. */
function samplesOf(groupOf: Uint16Array): string[] {
  const forms = new Set([...new Set(groupOf)].flatMap((group) => readString(table.phoneForms, group).split('|')));
  const symbols = new Map(Object.entries(MASK_SYMBOLS));
  return [...forms].flatMap((form, at) =>
    Array.from({ length: SAMPLES }, (_, i) =>
      form.replaceAll(/[#N!]/g, (symbol: string, position: number) => {
        const digits = symbols.get(symbol) ?? '';
        return digits[(at + 3 * i + position) % digits.length];
      }),
    ),
  );
}

function parsed(phone: string): PhoneNumber {
  return parsePhoneNumber(phone);
}

/** Numbers that regulators keep for films, which no plan assigns. */
const RESERVED = new RegExp(
  `^\\+(?:${[
    String.raw`1\d{3}55501\d\d`,
    String.raw`44(?:1\d\d49[68]0|2079460|2896496|2920180|7700900)\d{3}`,
    String.raw`61[2378](?:5550|7010)\d{4}`,
    String.raw`33(?:63998|19900|26191|35301|46571|53649)\d{4}`,
    String.raw`3532091\d{5}`,
    String.raw`46(?:7017406|8465004|3139006|4062804|9803192)\d\d`,
  ].join('|')})$`,
);

describe('libphonenumber', () => {
  test('every number of every country and region is possible, and valid or reserved', () => {
    const numbers = samplesOf(table.phoneOf);
    expect(numbers.length).toBeGreaterThan(5000);
    const wrong = numbers.filter((phone) => {
      const number = parsed(phone);
      return !number.isPossible() || !(number.isValid() || RESERVED.test(number.number));
    });
    expect(wrong).toEqual([]);
  });

  test('numbers of the kind valid are valid', () => {
    expect(samplesOf(table.validPhoneOf).filter((phone) => !parsed(phone).isValid())).toEqual([]);
    expect(phones({ options: { kind: 'valid' } }, ORACLE_ROWS).filter((phone) => !parsed(phone).isValid())).toEqual([]);
  });

  test('so are 99 of 100 unique numbers of the world', () => {
    const distinct = ORACLE_ROWS;
    const made = phones({ distinct }, distinct);
    expect(new Set(made).size).toBe(distinct);
    expect(made.filter((phone) => parsed(phone).isValid()).length).toBeGreaterThan(0.99 * distinct);
  });
});

test.each([
  ['US', 'New York City', /^\+1 (?:212|646|332|917) 555 01\d\d$/],
  ['US', 'Los Angeles', /^\+1 (?:213|323|310|424) 555 01\d\d$/],
  ['US', 'Houston', /^\+1 (?:713|281|832|346) 555 01\d\d$/],
  ['CA', 'Toronto', /^\+1 (?:416|647|437) 555 01\d\d$/],
  ['GB', 'London', /^\+44 20 7946 0\d{3}$/],
  ['GB', 'Glasgow', /^\+44 141 496 0\d{3}$/],
  ['AU', 'Melbourne', /^\+61 3 (?:5550|7010) \d{4}$/],
  ['FR', 'Toulouse', /^\+33 (?:6 39 98|5 36 49) \d\d \d\d$/],
  ['BR', 'Rio de Janeiro', /^\+55 21 9\d{4} \d{4}$|^\+55 21 9\d{3} \d{4}$/],
  ['MX', 'Guadalajara', /^\+52 33 \d{4} \d{4}$/],
  ['AR', 'Córdoba', /^\+54 9 351 \d{3} \d{4}$/],
])('in %s a number of %s has its area code', (country, city, form) => {
  const use = { options: { country } };
  const cities = makeColumn(member(placeGenerators, 'city', use), 3000).map(String);
  const here = phones(use, 3000).filter((_, i) => cities[i] === city);
  expect(here.length).toBeGreaterThan(5);
  expect(here.filter((phone) => !form.test(phone))).toEqual([]);
});

test('every state of the United States has area codes of its own', () => {
  const use = { options: { country: 'US', kind: 'valid' } };
  const states = makeColumn(member(placeGenerators, 'state', { options: { country: 'US' } }), 4000).map(String);
  const owner = new Map<string, string>();
  for (const [i, phone] of phones(use, 4000).entries()) {
    const area = phone.slice(3, 6);
    expect([area, owner.get(area) ?? states[i]]).toEqual([area, states[i]]);
    owner.set(area, states[i]);
  }
});
