import isbn3 from 'isbn3';
import { expect, test } from 'vitest';
import { ORACLE_ROWS } from './oracle-rows.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = ORACLE_ROWS;
const column = (name: string, distinct?: number): string[] =>
  makeColumn(compileUse(name, distinct === undefined ? {} : { distinct }), ROWS).map(String);

test('book numbers have their hyphens, and both are of one book', () => {
  const short = column('isbn10');
  for (const [i, long] of column('isbn').entries()) {
    const book = isbn3.parse(long);
    expect([long, book?.isbn13h, book?.isbn10h]).toEqual([long, long, short[i]]);
  }
});

test('book numbers differ where they must', () => {
  for (const name of ['isbn', 'isbn10']) {
    const made = column(name, ROWS);
    expect(new Set(made).size).toBe(ROWS);
    expect(made.filter((text) => isbn3.parse(text) === null)).toEqual([]);
  }
});

test('the check digit of a UPC is that of the EAN with a 0 before it', () => {
  for (const upc of column('upc')) {
    const sum = Array.from(`0${upc}`, Number).reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3), 0);
    expect([upc, sum % 10]).toEqual([upc, 0]);
  }
});
