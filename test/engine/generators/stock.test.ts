import { expect, test } from 'vitest';
import { cusipDigit, isinDigit, leiDigits, sedolDigit } from '../../../src/engine/generators/text/security-digits.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = 2000;
const column = (name: string, distinct?: number): string[] =>
  makeColumn(compileUse(name, distinct === undefined ? {} : { distinct }), distinct ?? ROWS).map(String);
/** Letters as two digits, from A = 10 on. */
const digits = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));

function luhn(text: string): boolean {
  const sum = Array.from(text, Number)
    .toReversed()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)), 0);
  return sum % 10 === 0;
}

test.each([
  ['ISIN', isinDigit, ['US0378331005', 'US5949181045', 'US02079K3059', 'DE0005190003', 'DE000BASF111', 'GB00BH4HKS39', 'FR0000120271']], // prettier-ignore
  ['CUSIP', cusipDigit, ['037833100', '594918104', '38259P508', '02079K305', 'G0177J108']],
  ['SEDOL', sedolDigit, ['0263494', 'B0WNLY7', 'BH4HKS3', '2046251', 'B1YW440']],
  ['LEI', leiDigits, ['213800WSGIIZCXF1P572', '549300GFX6WN7JDUSN34', '5493006MHB84DD0ZWV18']],
] as const)('real numbers have the check digits of an %s', (_, check, known) => {
  for (const text of known) {
    const bytes = new TextEncoder().encode(text.replace(/..$/, (end) => (check === leiDigits ? '00' : `${end[0]}0`)));
    check(bytes, 0, bytes.length);
    expect(new TextDecoder().decode(bytes)).toBe(text);
  }
});

test('the numbers of a stock agree with each other and with its exchange', () => {
  const [isins, cusips, sedols, exchanges] = ['isin', 'cusip', 'sedol', 'stock_exchange'].map((name) => column(name));
  const wrong = isins.filter((isin, i) => {
    const country = isin.slice(0, 2);
    const isIn = country === 'US' || country === 'CA' ? cusips[i] : country === 'GB' ? sedols[i] : '';
    const isRight = exchanges[i] === 'NASDAQ' || exchanges[i] === 'NYSE' ? country === 'US' : country !== 'US';
    return !/^[A-Z]{2}[A-Z\d]{9}\d$/.test(isin) || !luhn(digits(isin)) || !isin.includes(isIn) || !isRight;
  });
  expect(wrong).toEqual([]);
  expect(cusips.filter((text) => !/^[A-Z\d]\d{2,4}[A-Z\d]{1,3}10\d$/.test(text))).toEqual([]);
  expect(sedols.filter((text) => !/^B[B-DF-HJ-NP-TV-Z\d]{5}\d$/.test(text))).toEqual([]);
  expect(new Set(isins.map((isin) => isin.slice(0, 2))).size).toBeGreaterThan(8);
});

test('the rest of an LEI by 97 is 1', () => {
  for (const lei of column('lei').slice(0, 200)) expect(BigInt(digits(lei)) % 97n).toBe(1n);
});

test.each(['isin', 'cusip', 'sedol', 'lei', 'ticker', 'company_domain', 'work_email', 'ndc_code', 'nhs_number'])(
  'each %s is another where it must be unique',
  (name) => {
    expect(new Set(column(name, 5000)).size).toBe(5000);
  },
);

test('unique members of a company have the same number', () => {
  const [domains, boxes, mails] = ['company_domain', 'company_email', 'work_email'].map((name) => column(name, 500));
  expect(boxes.map((text) => text.split('@')[1])).toEqual(domains);
  expect(mails.map((text) => text.split('@')[1])).toEqual(domains);
});

test('a ticker, a domain and a mailbox have the name of their company', () => {
  const [names, tickers, domains, sites, boxes, mails, people] = [
    'company',
    'ticker',
    'company_domain',
    'company_website',
    'company_email',
    'work_email',
    'last_name',
  ].map((name) => column(name));
  for (const [i, name] of names.entries()) {
    const words = name.toLowerCase().replaceAll("'", '').split(' ').slice(0, -1);
    expect(domains[i]).toBe(`${words.join('-')}.example`);
    expect(tickers[i].toLowerCase()).toBe(words[0].slice(0, 3) + (words[1] ?? '').slice(0, 1));
    expect([sites[i], boxes[i].split('@')[1]]).toEqual([`https://www.${domains[i]}`, domains[i]]);
    expect(mails[i]).toContain(`.${people[i].toLowerCase().replaceAll("'", '')}@${domains[i]}`);
  }
});
