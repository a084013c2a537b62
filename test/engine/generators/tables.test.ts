import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { tableFile, tableNames } from '../../../scripts/table-file.ts';
import type { Columns } from '../../../src/engine/data/tables.ts';
import { browsers } from '../../../src/engine/generators/families/browsers.ts';
import { exchanges } from '../../../src/engine/generators/families/securities.ts';
import { testResources } from '../resources.ts';
import { makeColumn } from './read-values.ts';
import { compileUse } from './use.ts';

const ROWS = 2000;
const words = testResources.words();
const FOLDER = new URL('../../../src/engine/data/tables/', import.meta.url);
const names = tableNames();
const table = (name: string): Columns => testResources.table(name);

test('the committed tables are what the script builds', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(names.map((name) => `${name}.json.br`));
  let size = 0;
  for (const name of names) {
    const packed = readFileSync(new URL(`${name}.json.br`, FOLDER));
    expect([name, tableFile(name) === brotliDecompressSync(packed).toString()]).toEqual([name, true]);
    size += packed.length;
  }
  expect(size).toBeLessThan(300_000);
});

test.each(names)('every cell of the table %s is a printable text, and no row is there twice', (name) => {
  const columns = table(name);
  const [first, ...others] = Object.values(columns);
  expect(first.length).toBeGreaterThan(5);
  for (const column of others) expect(column).toHaveLength(first.length);
  const rows = first.map((_, i) => Object.values(columns).map((column) => column[i]).join('\0')); // prettier-ignore
  expect(new Set(rows).size).toBe(rows.length);
  // Texts to test programs with are as they are.
  if (name === 'naughty_string') return;
  const cells = Object.values(columns).flat();
  expect(cells.filter((cell) => cell === '' || cell !== cell.normalize('NFC').trim() || /\p{Cc}/u.test(cell))).toEqual(
    [],
  );
});

/** Generators of one object by the column that each of them must be of. */
const FAMILIES: readonly (readonly [string, Columns, Readonly<Record<string, string>>])[] = [
  [
    'airport',
    table('airport'),
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
  ['departure', table('airport'), ends('departure')],
  ['arrival', table('airport'), ends('arrival')],
  ['airline', words.airline.airline, { airline: 'name', airline_code: 'iataCode' }],
  ['airplane', words.airline.airplane, { airplane: 'name', airplane_code: 'iataTypeCode' }],
  ['language', words.location.language, { language: 'name', language_code: 'alpha2', language_alpha3: 'alpha3' }],
  [
    'element',
    words.science.chemicalElement,
    { chemical_element: 'name', element_symbol: 'symbol', atomic_number: 'atomicNumber' },
  ],
  ['unit', words.science.unit, { unit: 'name', unit_symbol: 'symbol' }],
  [
    'animal',
    table('animal'),
    {
      animal: 'kind',
      animal_common_name: 'name',
      animal_scientific_name: 'scientificName',
      animal_class: 'class',
    },
  ],
  ['plant', table('plant'), { plant: 'name', plant_scientific_name: 'scientificName', plant_family: 'family' }],
  ['diagnosis', table('diagnosis'), { diagnosis: 'name', diagnosis_short: 'short', diagnosis_code: 'code' }],
  ['procedure', table('procedure'), { medical_procedure: 'name', procedure_short: 'short', procedure_code: 'code' }],
  ['service', table('hcpcs'), { hcpcs_name: 'name', hcpcs_code: 'code' }],
  ['drug', table('drug'), { drug: 'generic', drug_brand: 'brand', drug_company: 'company', drug_class: 'class' }],
  [
    'device',
    table('device'),
    {
      device_model: 'model',
      device_brand: 'brand',
      device_os: 'os',
      device_type: 'type',
      device_release_date: 'released',
    },
  ],
  ['movie', table('movie'), { movie: 'title', movie_genres: 'genres', movie_director: 'director', movie_year: 'year' }],
  ['university', table('university'), { university: 'name', university_city: 'city', university_country: 'country' }],
  [
    'browser',
    browsers.columns(testResources),
    { user_agent: 'agent', browser_name: 'browser', browser_version: 'version', operating_system: 'os' },
  ],
  ['exchange', exchanges.columns(testResources), { stock_exchange: 'name', stock_exchange_code: 'code' }],
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
    const rows = made[0].map((_, row) => made.map((column) => cell(String(column[row]))).join('|'));
    expect(rows.filter((row) => !known.has(row))).toEqual([]);
  });

  it('makes each text once where it must be unique', () => {
    for (const name of names) {
      const all = new Set(columns[members[name]].map(cell));
      const made = makeColumn(compileUse(name, { distinct: all.size }), all.size).map((value) => cell(String(value)));
      expect([name, new Set(made)]).toEqual([name, all]);
    }
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
  const wrong: string[][] = [];
  for (let row = 0; row < ROWS; row++) {
    const [from, to, airline, flight] = made.map((column) => column[row]);
    if (from === to || !new RegExp(`^${airline}[1-9]\\d{0,3}$`).test(flight)) wrong.push([from, to, airline, flight]);
  }
  expect(wrong).toEqual([]);
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
  const rows = made[0].map((_, row) => made.map((column) => column[row]).join('|'));
  expect(rows.filter((row) => !known.has(row))).toEqual([]);
});
