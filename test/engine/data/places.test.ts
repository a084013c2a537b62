import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildPlaces } from '../../../scripts/place-file.ts';
import { usZipPrefixes } from '../../../scripts/us-states.ts';
import { ARENA_PADDING } from '../../../src/engine/arena.ts';
import { decodePlaces } from '../../../src/engine/data/places.ts';
import { readString } from '../../../src/engine/data/string-table.ts';
import type { StringTable } from '../../../src/engine/data/string-table.ts';
import { fitsMask } from '../generators/fits-heads.ts';

const compressed = readFileSync(new URL('../../../src/engine/data/places.bin.br', import.meta.url));
const bytes = new Uint8Array(brotliDecompressSync(compressed));
const table = decodePlaces(bytes);

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
const postcodeHeads = texts(table.postcodeHeads);
const phoneForms = texts(table.phoneForms);

const places = Array.from(table.cityName, (city, i) => ({
  city: cities[city],
  state: states[table.stateOf[i]],
  stateCode: stateCodes[table.stateOf[i]],
  heads: postcodeHeads[table.postcodeOf[i]],
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
  ['postcodeHeads', table.postcodeHeads],
  ['phoneForms', table.phoneForms],
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
  for (const list of [countries, currencies, callingCodes, postcodeMasks]) {
    expect(list).toHaveLength(countryCodes.length);
  }
  expect(stateCodes).toHaveLength(states.length);
  for (const list of [table.postcodeOf, table.phoneOf, table.validPhoneOf]) expect(list).toHaveLength(places.length);
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

test('ZIP codes are within the main range of the state', () => {
  for (const { country, stateCode, heads, city } of places) {
    if (country !== 'US') continue;
    const [low, high] = usZipPrefixes.get(stateCode) ?? [0, 0];
    for (const head of heads.split(' '))
      expect([city, Number(head) >= low && Number(head) <= high]).toEqual([city, true]);
  }
});

test('heads of postcodes are shorter than the mask and do not repeat', () => {
  const regional = places.filter(({ heads }) => heads !== '');
  expect(new Set(regional.map(({ country }) => country)).size).toBeGreaterThanOrEqual(30);
  for (const { country, heads } of regional) {
    const mask = postcodeMasks[countryCodes.indexOf(country)];
    const list = heads.split(' ');
    expect(new Set(list).size).toBe(list.length);
    for (const head of list) {
      const [, letters, low, high = low, after] = /^([A-Z]*)(\d+)(?:-(\d+))?([A-Z]*)$/.exec(head) ?? [];
      expect([head, high.length, Number(high) >= Number(low)]).toEqual([head, low.length, true]);
      expect([head, letters + after === '' ? mask.slice(0, low.length) : mask]).toEqual([
        head,
        expect.stringMatching(letters + after === '' ? /^[#N0]+$/ : / /),
      ]);
    }
  }
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
  expect(fitsMask(postcode, mask)).toBe(true);
  expect(fitsMask(`${postcode}0`, mask)).toBe(false);
  expect(fitsMask(postcode.replace(/\d/, 'O'), mask)).toBe(false);
});

test('masks are made of their alphabet, digits, capitals and separators', () => {
  expect(postcodeMasks.filter((mask) => mask !== '').length).toBeGreaterThanOrEqual(120);
  expect(postcodeMasks.filter((mask) => !/^[#N!@A-Z\d -]*$/.test(mask))).toEqual([]);
  const masks = phoneForms.flatMap((forms) => forms.split('|'));
  expect(masks.filter((mask) => !/^\+[1-9][#N!\d ]+$/.test(mask))).toEqual([]);
  // E.164: at most 15 digits with the calling code.
  const digits = masks.map((mask) => mask.replaceAll(/[+ ]/g, '').length);
  expect(Math.max(...digits)).toBeLessThanOrEqual(15);
  expect(Math.min(...digits)).toBeGreaterThanOrEqual(7);
});
