import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildPlaces } from '../../../scripts/place-file.ts';
import { ARENA_PADDING } from '../../../src/engine/arena.ts';
import { MASK_SYMBOLS, decodePlaces } from '../../../src/engine/data/places.ts';
import { readString } from '../../../src/engine/data/string-table.ts';
import type { StringTable } from '../../../src/engine/data/string-table.ts';

const compressed = readFileSync(new URL('../../../src/engine/data/places.bin.br', import.meta.url));
const bytes = new Uint8Array(brotliDecompressSync(compressed));
const table = decodePlaces(bytes);
const { usZipPrefix } = table;

function texts(strings: StringTable): string[] {
  return Array.from({ length: strings.offsets.length - 1 }, (_, i) => readString(strings, i));
}

const cities = texts(table.cities);
const states = texts(table.states);
const stateCodes = texts(table.stateCodes);
const timeZones = texts(table.timeZones);
const countries = texts(table.countries);
const countryCodes = texts(table.countryCodes);
const currencies = texts(table.currencies);
const callingCodes = texts(table.callingCodes);
const postcodeMasks = texts(table.postcodeMasks);
const phoneMasks = texts(table.phoneMasks);

const places = Array.from(table.cityName, (city, i) => ({
  city: cities[city],
  state: states[table.stateOf[i]],
  stateCode: stateCodes[table.stateOf[i]],
  zip: [usZipPrefix.lo[table.stateOf[i]], usZipPrefix.hi[table.stateOf[i]]],
  country: countryCodes[table.countryOf[i]],
  timeZone: timeZones[table.timeZoneOf[i]],
  currency: currencies[table.countryOf[i]],
  callingCode: callingCodes[table.countryOf[i]],
  latitude: table.latitude[i] / 10_000,
  longitude: table.longitude[i] / 10_000,
  population: table.population[i],
}));

function place(city: string, country: string, stateCode = ''): (typeof places)[number] | undefined {
  return places.find(
    (p) => p.city === city && p.country === country && (stateCode === '' || p.stateCode === stateCode),
  );
}

function covers(mask: string, text: string): boolean {
  const symbols = new Map(Object.entries(MASK_SYMBOLS));
  const options = Array.from(mask, (character) => symbols.get(character) ?? character);
  return text.length === mask.length && options.every((option, i) => option.includes(text[i]));
}

test('the committed file is what the script builds', () => {
  const built = buildPlaces();
  expect(Buffer.compare(built, bytes)).toBe(0);
  expect(compressed.length).toBeLessThan(500_000);
});

describe('decodePlaces', () => {
  test('copies when the bytes start off the grid', () => {
    // A Buffer, because its slice() shares memory.
    const shifted = Buffer.alloc(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    const other = decodePlaces(shifted);
    expect(other.population).toEqual(table.population);
    expect(readString(other.cities, 7)).toBe(cities[7]);
  });

  test('takes views otherwise', () => {
    expect(table.cityName.buffer).toBe(bytes.buffer);
  });

  test('refuses other and shortened bytes', () => {
    expect(() => decodePlaces(new Uint8Array(64))).toThrow('place table');
    expect(() => decodePlaces(new Uint8Array(0))).toThrow('place table');
    expect(() => decodePlaces(bytes.slice(0, 100_000))).toThrow('cut short');
    expect(() => decodePlaces(bytes.slice(0, 24))).toThrow('cut short');
  });
});

test.each([
  ['cities', table.cities],
  ['states', table.states],
  ['stateCodes', table.stateCodes],
  ['timeZones', table.timeZones],
  ['countries', table.countries],
  ['countryCodes', table.countryCodes],
  ['currencies', table.currencies],
  ['callingCodes', table.callingCodes],
  ['postcodeMasks', table.postcodeMasks],
  ['phoneMasks', table.phoneMasks],
])('%s is padded and its offsets ascend', (_name, strings) => {
  const { buffer, byteOffset, byteLength } = strings.bytes;
  expect(buffer.byteLength - byteOffset - byteLength).toBeGreaterThanOrEqual(ARENA_PADDING);
  expect(strings.offsets[0]).toBe(0);
  expect(strings.offsets.at(-1)).toBe(byteLength);
  expect(strings.offsets.every((offset, i) => i === 0 || offset >= strings.offsets[i - 1])).toBe(true);
});

test('every place has a name, a state, a country, a zone, people and a position', () => {
  expect(places.length).toBeGreaterThanOrEqual(23_000);
  const broken = places.filter(
    (p) =>
      !(p.city && p.state && p.country && p.timeZone) ||
      p.population === 0 ||
      Math.abs(p.latitude) > 90 ||
      Math.abs(p.longitude) > 180,
  );
  expect(broken).toEqual([]);
});

test('country tables and state tables are parallel', () => {
  for (const list of [countries, currencies, callingCodes, postcodeMasks, phoneMasks]) {
    expect(list).toHaveLength(countryCodes.length);
  }
  for (const list of [stateCodes, usZipPrefix.lo, usZipPrefix.hi]) expect(list).toHaveLength(states.length);
});

test('the places of a country are neighbours, and so are those of a state', () => {
  expect(table.countryOf.every((country, i) => i === 0 || country >= table.countryOf[i - 1])).toBe(true);
  expect(table.stateOf.every((state, i) => i === 0 || state >= table.stateOf[i - 1])).toBe(true);
  expect(new Set(table.countryOf).size).toBe(countryCodes.length);
  expect(new Set(table.stateOf).size).toBe(states.length);
});

test('names are clean', () => {
  expect(new Set(cities).size).toBe(cities.length);
  const odd = [...cities, ...states, ...countries].filter(
    (name) => name !== name.normalize('NFC') || name !== name.trim() || /[\p{C}(),;"/]| {2}/u.test(name),
  );
  expect(odd).toEqual([]);
});

test('codes have the shape of their standards', () => {
  expect(countryCodes.filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
  expect(currencies.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
  expect(callingCodes.filter((code) => !/^\+[1-9]\d{0,2}$/.test(code))).toEqual([]);
  expect(timeZones.filter((zone) => !Intl.DateTimeFormat('en', { timeZone: zone }).format(0))).toEqual([]);
});

test.each([
  ['Berlin', 'DE', 'Berlin', 'Europe/Berlin', 'EUR', '+49'],
  ['Tokyo', 'JP', 'Tokyo', 'Asia/Tokyo', 'JPY', '+81'],
  ['Toronto', 'CA', 'Ontario', 'America/Toronto', 'CAD', '+1'],
  ['Nassau', 'BS', 'New Providence', 'America/Nassau', 'BSD', '+1'],
  ['Havana', 'CU', 'Havana', 'America/Havana', 'CUP', '+53'],
  ['Hanoi', 'VN', 'Hanoi', 'Asia/Ho_Chi_Minh', 'VND', '+84'],
  ['Kyiv', 'UA', 'Kyiv City', 'Europe/Kyiv', 'UAH', '+380'],
  ['Tromsø', 'NO', 'Troms', 'Europe/Oslo', 'NOK', '+47'],
  ['Singapore', 'SG', 'Singapore', 'Asia/Singapore', 'SGD', '+65'],
  ['Vatican City', 'VA', 'Vatican City', 'Europe/Vatican', 'EUR', '+39'],
])('%s in %s', (city, country, state, timeZone, currency, callingCode) => {
  expect(place(city, country)).toMatchObject({ state, timeZone, currency, callingCode });
});

test('a border does not move a town into the zone of the neighbours', () => {
  expect(place('San Luis', 'US')?.timeZone).toBe('America/Phoenix');
  expect(place('Eilat', 'IL')?.timeZone).toBe('Asia/Jerusalem');
});

test('ZIP prefixes agree with states', () => {
  expect(place('Austin', 'US', 'TX')).toMatchObject({ state: 'Texas', timeZone: 'America/Chicago', zip: [750, 799] });
  expect(place('Washington', 'US', 'DC')).toMatchObject({ zip: [200, 205] });
  const ranges = new Map(places.filter((p) => p.country === 'US').map((p) => [p.stateCode, p.zip]));
  expect(ranges.size).toBe(51);
  const sorted = [...ranges.values()].sort(([a], [b]) => a - b);
  for (const [i, [lo, hi]] of sorted.entries()) {
    expect(lo).toBeGreaterThan(i === 0 ? 0 : sorted[i - 1][1]);
    expect(hi).toBeGreaterThan(lo);
    expect(hi).toBeLessThan(1000);
  }
  expect(places.some((p) => p.country !== 'US' && p.zip[0] !== 0)).toBe(false);
});

test.each([
  ['US', '78701'],
  ['DE', '10115'],
  ['GB', 'EH1 1RE'],
  ['CA', 'H2X 1Y4'],
  ['NL', '1012 AX'],
  ['PL', '30-549'],
  ['BR', '40301-110'],
  ['JP', '150-0002'],
  ['IE', 'A65 T4E2'],
  ['SE', '114 55'],
  ['PT', '1000-205'],
  ['FR', '75000'],
  ['MT', 'ATX 1234'],
])('the postcode mask of %s covers %s', (country, postcode) => {
  const mask = postcodeMasks[countryCodes.indexOf(country)];
  expect(covers(mask, postcode)).toBe(true);
  expect(covers(mask, `${postcode}0`)).toBe(false);
  expect(covers(mask, postcode.replace(/\d/, 'O'))).toBe(false);
});

test('masks are made of their alphabet, digits, capitals and separators', () => {
  expect(postcodeMasks.filter((mask) => mask !== '').length).toBeGreaterThanOrEqual(120);
  expect(postcodeMasks.filter((mask) => !/^[#N!@A-Z\d -]*$/.test(mask))).toEqual([]);
  expect(phoneMasks.filter((mask) => !/^[#N!\d ]+$/.test(mask))).toEqual([]);
  // E.164: at most 15 digits with the calling code.
  const long = phoneMasks.filter((mask, i) => (callingCodes[i] + mask).replace(/[+ ]/g, '').length > 15);
  expect(long).toEqual([]);
  expect(phoneMasks.filter((mask) => mask.replaceAll(' ', '').length < 4)).toEqual([]);
});
