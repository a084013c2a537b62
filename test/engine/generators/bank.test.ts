import { countrySpecs, isValidBIC, isValidIBAN } from 'ibantools';
import { expect, test } from 'vitest';
import { banks } from '../../../src/engine/generators/families/banks.ts';
import { IBAN_COUNTRIES } from '../../../src/engine/generators/families/ibans.ts';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = Math.max(3000, ORACLE_ROWS);
const column = (name: string, options = {}, rows = ROWS): string[] =>
  makeColumn(compileUse(name, { options }), rows).map(String);
/** Countries that write the codes of another in their IBANs. */
const FRENCH = ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'TF', 'WF', 'YT'];
const FINNISH = ['AX'];

test('there is an IBAN of every country of the registry', () => {
  const registered = Object.keys(countrySpecs).filter((code) => countrySpecs[code]?.IBANRegistry === true);
  const missing = registered.filter((code) => ![...IBAN_COUNTRIES, ...FRENCH, ...FINNISH].includes(code));
  expect(missing).toEqual([]);
});

// These joined the registry later than the package knows, or have a shorter form there.
const UNKNOWN = IBAN_COUNTRIES.filter((code) => countrySpecs[code]?.IBANRegistry !== true);

// The registry permits letters in account numbers of Pakistan, the package does not.
const STRICTER = ['PK'];

test.each(IBAN_COUNTRIES.filter((code) => ![...UNKNOWN, ...STRICTER].includes(code)))(
  'IBANs of %s are valid',
  (country) => {
    expect(
      column('iban', { country }, ORACLE_ROWS / 5).filter((iban) => !isValidIBAN(iban) || !iban.startsWith(country)),
    ).toEqual([]);
  },
);

test('few countries are beyond the other implementation', () => {
  expect(UNKNOWN.length).toBeLessThan(8);
});

test('bank, IBAN and BIC are of one bank and country', () => {
  const [names, ibans, bics] = ['bank_name', 'iban', 'bic'].map((name) => column(name));
  for (const [i, iban] of ibans.entries()) {
    expect(isValidIBAN(iban)).toBe(true);
    expect(isValidBIC(bics[i])).toBe(true);
    expect(bics[i].slice(4, 6)).toBe(iban.slice(0, 2));
    expect(banks.find(({ name }) => name === names[i])?.code).toBe(bics[i].slice(0, 4));
    const [bank = bics[i].slice(0, 4)] = /^[A-Z]{4}/.exec(iban.slice(4)) ?? [];
    expect(bank).toBe(bics[i].slice(0, 4));
  }
});

test('banks have codes and names of their own', () => {
  expect(new Set(banks.map(({ code }) => code)).size).toBe(banks.length);
  expect(new Set(banks.map(({ name }) => name)).size).toBe(banks.length);
  expect(banks.filter(({ code, name }) => !/^[A-Z]{4}$/.test(code) || name === '')).toEqual([]);
});

test('routing numbers pass the check of the American Bankers Association', () => {
  for (const number of column('routing_number')) {
    const [a, b, c, d, e, f, g, h, i] = Array.from(number, Number);
    expect((3 * (a + d + g) + 7 * (b + e + h) + c + f + i) % 10).toBe(0);
    expect(number).toMatch(/^(?:0[1-9]|1[0-2]|2[1-9]|3[0-2])\d{7}$/);
  }
});
