import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { tableFile } from '../../../scripts/table-file.ts';
import type { Columns } from '../../../src/engine/data/tables.ts';
import { testResources } from '../resources.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = 2000;
const tables = testResources.tables();
const words = testResources.words();

test('the committed tables are what the script builds', () => {
  const file = new URL('../../../src/engine/data/tables.json.br', import.meta.url);
  const packed = readFileSync(file);
  expect(tableFile() === brotliDecompressSync(packed).toString()).toBe(true);
  expect(packed.length).toBeLessThan(300_000);
});

test.each(Object.entries(tables))('every cell of the table %s is a printable text', (_, columns) => {
  const [first, ...others] = Object.values(columns);
  expect(first.length).toBeGreaterThan(0);
  for (const column of others) expect(column).toHaveLength(first.length);
  const cells = Object.values(columns).flat();
  expect(cells.filter((cell) => cell === '' || cell !== cell.normalize('NFC').trim() || /\p{Cc}/u.test(cell))).toEqual(
    [],
  );
});

/** Generators of one object by the column that each of them must be of. */
const FAMILIES: readonly (readonly [string, Columns, Readonly<Record<string, string>>])[] = [
  [
    'airport',
    tables['airport'],
    {
      airport: 'name',
      airport_code: 'iata',
      airport_icao: 'icao',
      airport_city: 'city',
      airport_region_code: 'region',
      airport_country: 'country',
      airport_country_code: 'countryCode',
      airport_continent: 'continent',
      airport_elevation: 'elevation',
      airport_latitude: 'latitude',
      airport_longitude: 'longitude',
    },
  ],
  ['departure', tables['airport'], ends('departure')],
  ['arrival', tables['airport'], ends('arrival')],
  ['airline', words.airline.airline, { airline: 'name', airline_code: 'iataCode' }],
  ['airplane', words.airline.airplane, { airplane: 'name', airplane_code: 'iataTypeCode' }],
  ['language', words.location.language, { language: 'name', language_code: 'alpha2', language_alpha3: 'alpha3' }],
  [
    'element',
    words.science.chemicalElement,
    { chemical_element: 'name', element_symbol: 'symbol', atomic_number: 'atomicNumber' },
  ],
  ['unit', words.science.unit, { unit: 'name', unit_symbol: 'symbol' }],
];

function ends(end: string): Record<string, string> {
  return {
    [`${end}_airport`]: 'name',
    [`${end}_airport_code`]: 'iata',
    [`${end}_city`]: 'city',
    [`${end}_country`]: 'country',
  };
}

describe.each(FAMILIES)('the family %s', (_, columns, members) => {
  const names = Object.keys(members);
  const written = Object.values(members).map((column) => columns[column]);

  it('makes the cells of one row in one object', () => {
    const known = new Set(written[0].map((_cell, row) => written.map((column) => cell(column[row])).join('|')));
    const made = names.map((name) => makeColumn(compileUse(name), ROWS));
    for (let row = 0; row < ROWS; row++) {
      expect(known).toContain(made.map((column) => cell(String(column[row]))).join('|'));
    }
  });

  it.each(names)('makes each %s once where it must be unique', (name) => {
    const all = new Set(columns[members[name]].map(cell));
    const made = makeColumn(compileUse(name, { distinct: all.size }), all.size).map((value) => cell(String(value)));
    expect(new Set(made)).toEqual(all);
  });
});

/** Numbers by their value: a decimal does not keep the zeros at its end. */
function cell(text: string): string {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? String(Number(text)) : text;
}

test('a flight ends at another airport, and its number is one of the airline', () => {
  const made = ['departure_airport_code', 'arrival_airport_code', 'airline_code', 'flight_number'].map((name) =>
    makeColumn(compileUse(name), ROWS).map(String),
  );
  for (let row = 0; row < ROWS; row++) {
    const [from, to, airline, flight] = made.map((column) => column[row]);
    expect(from).not.toBe(to);
    expect(flight.slice(0, airline.length)).toBe(airline);
    expect(flight.slice(airline.length)).toMatch(/^[1-9]\d{0,3}$/);
  }
});

test('large airports are drawn more often', () => {
  const busy = new Set(['ATL', 'CDG', 'DXB', 'FRA', 'HND', 'JFK', 'LAX', 'LHR', 'PEK', 'SIN']);
  const drawn = makeColumn(compileUse('airport_code'), 10_000).filter((code) => busy.has(String(code)));
  // 10 of 3,133 would be 32.
  expect(drawn.length).toBeGreaterThan(60);
});

test('what is said of a currency is of the one of the place', () => {
  const { code, name, symbol, numericCode } = words.finance.currency;
  const known = new Set(code.map((_, row) => [code[row], name[row], symbol[row], numericCode[row]].join('|')));
  const made = ['currency', 'currency_name', 'currency_symbol', 'currency_numeric_code'].map((member) =>
    makeColumn(compileUse(member), ROWS).map(String),
  );
  for (let row = 0; row < ROWS; row++) expect(known).toContain(made.map((column) => column[row]).join('|'));
});
