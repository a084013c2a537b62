import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTRY_NAMES, countryCode } from '../../src/engine/data/countries.ts';
import { readString, type StringTable } from '../../src/engine/data/string-table.ts';
import { setCheckDigits } from '../../src/engine/generators/families/ibans.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { fitsHeads } from './generators/fits-heads.ts';
import { testResources } from './resources.ts';
import { programOf, type Row, rowsOf } from './rows.ts';

const table = testResources.places();
const all = (texts: StringTable): string[] =>
  Array.from({ length: texts.offsets.length - 1 }, (_, i) => readString(texts, i));
const codes = all(table.countryCodes);
const names = all(table.countries);
const [cities, states, zones] = [all(table.cities), all(table.states), all(table.timeZones)];
const [calling, currencies, masks] = [all(table.callingCodes), all(table.currencies), all(table.postcodeMasks)];

/** The texts of a column of places by country. */
function byCountry(of: (place: number) => string): Map<string, Set<string>> {
  const found = new Map(codes.map((code) => [code, new Set<string>()]));
  for (let place = 0; place < table.countryOf.length; place++) found.get(codes[table.countryOf[place]])?.add(of(place));
  return found;
}
const citiesOf = byCountry((place) => cities[table.cityName[place]]);
const statesOf = byCountry((place) => states[table.stateOf[place]]);
const headsOf = byCountry((place) => readString(table.postcodeHeads, table.postcodeOf[place]));
const zonesOf = byCountry((place) => zones[table.timeZoneOf[place]]);

const LENGTHS: Readonly<Record<string, number>> = {
  AT: 20, BE: 16, CH: 21, CZ: 24, DE: 22, DK: 18, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27, IE: 22, IT: 27, LT: 20,
  LU: 20, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, TR: 26,
}; // prettier-ignore

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function rest97(iban: string): number {
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (letter) => parseInt(letter, 36)).join('');
  return Number(BigInt(digits) % 97n);
}

/** What of a row does not belong to a country. */
function misfits(row: Row, code: string): string[] {
  const country = codes.indexOf(code);
  const tests: Readonly<Record<string, (value: string) => boolean>> = {
    city: (value) => citiesOf.get(code)?.has(value) === true,
    state: (value) => statesOf.get(code)?.has(value) === true,
    time_zone: (value) => zonesOf.get(code)?.has(value) === true,
    postcode: (value) => fitsHeads(value, [...(headsOf.get(code) ?? [])].join(' ').trim(), masks[country]),
    country_name: (value) => value === names[country],
    currency: (value) => value === currencies[country],
    calling_code: (value) => value === calling[country],
    phone: (value) => value.startsWith(`${calling[country]} `),
    home_phone: (value) => value.startsWith(`${calling[country]} `),
    iban: (value) => value.startsWith(code) && rest97(value) === 1 && (LENGTHS[code] ?? value.length) === value.length,
    bic: (value) => /^[A-Z]{4}..[A-Z][A-Z\d](?:XXX)?$/.test(value) && value.slice(4, 6) === code,
    label: (value) => citiesOf.get(code)?.has(value.slice(5)) === true,
    address: (value) => value.endsWith(`, ${names[country]}`),
  };
  return Object.entries(tests)
    .filter(([name, fits]) => name in row && row[name] !== null && !fits(textOf(row[name])))
    .map(([name]) => `${name} ${textOf(row[name])} is not of ${code}`);
}

const MEMBERS = `
  city: string
  state: string
  time_zone: string
  postcode: string
  country_name: string
  currency: string
  calling_code: string
  phone: string
  home_phone: string unique
  iban: string
  bic: string
  label: { $template: "near {@city}" }
  address: string
`;
const follow = (path: string): string =>
  MEMBERS.replaceAll(/^ {2}(\w+): string( unique)?$/gm, (_, name: string, unique?: string) => {
    const generator = { country_name: 'country', home_phone: 'phone' }[name] ?? name;
    return `  ${name}: { $generator: ${generator}, $from: ${path}${unique === undefined ? '' : ', $unique: true'} }`;
  }).replace(/\n {2}label.*\n/, '\n');

/** Ways to say the country of a row, with the entity under test called T. */
const WAYS: Readonly<Record<string, (list: readonly string[]) => string>> = {
  enum: (list) => `T:\n  $count: 150\n  country: enum(${list.join(', ')})${MEMBERS}`,
  weights: (list) =>
    `T:\n  $count: 150\n  countryCode: { $values: { ${list.map((one, i) => `${one}: ${i + 1}`).join(', ')} } }${MEMBERS}`,
  provider: (list) =>
    `$providers: { Land: [${list.join(', ')}] }\nT:\n  $count: 150\n  country: string @Land${MEMBERS}`,
  reference: (list) =>
    `L: { $key: code, $rows: [${list.map((code) => `{ code: ${code} }`).join(', ')}] }\nT:\n  $count: 150\n  country: $L.code${MEMBERS}`,
  lookup: (list) =>
    `U:\n  $count: 40\n  id: integer @id\n  land: enum(${list.join(', ')})\nT:\n  u: { $ref: U.id, $per: 3-9 }\n  country: { $lookup: u.land }${MEMBERS}`,
  cases: (list) =>
    `T:\n  $count: 150\n  n: integer 0-2\n  country: { $when: [{ if: "n = 0", then: "enum(${list.join(', ')})" }, { then: "= if(n = 1, 'DE', 'FR')" }] }${MEMBERS}`,
  'a row of countries': (list) =>
    `Land: { $key: id, $rows: [${list.map((name, i) => `{ id: ${i + 7}, name: ${name} }`).join(', ')}] }\nT:\n  $count: 150\n  country_id: $Land.id\n  shown: { $lookup: country_id.name }${MEMBERS}`,
  'an object of a country': (list) =>
    `T:\n  $count: 150\n  country: { iso: "enum(${list.join(', ')})" }\n  shown: "= country.iso"${MEMBERS}`,
  'drawn for the parent': () =>
    `U:\n  $count: 40\n  id: integer @id\n  where: string @country_code\nT:\n  $count: 150\n  u: $U.id\n  country: { $lookup: u.where }${MEMBERS}`,
  '$from through a reference': (list) =>
    `U:\n  $count: 40\n  id: integer @id\n  land: enum(${list.join(', ')})\nT:\n  $count: 150\n  u: $U.id\n  shown: { $lookup: u.land, $hidden: false }${follow('u.land')}`,
  '$from an expression': (list) =>
    `T:\n  $count: 150\n  n: integer 0-1\n  land: "= if(n = 0, '${list[0]}', '${list.at(-1)}')"${follow('land')}`,
  $country: (list) => `$country: [DE, ${list.join(', ')}]\nT:\n  $count: 150\n  shown: string @country_code${MEMBERS}`,
  '$country with weights': (list) =>
    `T:\n  $country: { Switzerland: 1, ${list.map((one, i) => `${one}: ${i + 1}`).join(', ')} }\n  $count: 150\n  shown: string @country_code${MEMBERS}`,
};

const countryOf = (row: Row): string => {
  const said = ['country', 'countryCode', 'shown', 'land']
    .map((name) => row[name])
    .find((value) => typeof value === 'string');
  return countryCode(textOf(said)) ?? '';
};
const texts = fc.constantFrom(
  'DE', 'fr', 'FRA', 'Germany', 'NL', 'IT', 'ES', 'BE', 'PT', 'FI', 'Norway', 'PL', 'CZ', 'SK', 'SI', 'GB', 'USA', 'us',
  'Japan', 'IE', 'hk', 'CA', 'AX', 'VA',
); // prettier-ignore

interface Located {
  readonly city: string;
  readonly country: string;
}

interface Travels {
  readonly city: string;
  readonly own: string;
  readonly ship_city: string;
  readonly home: { readonly city: string; readonly phone: string };
  readonly any: { readonly city: string };
  readonly work: Located;
  readonly near: Located;
  readonly trips: readonly Located[];
  readonly towns: readonly string[];
}

describe('the country of a row', () => {
  test.each(Object.keys(WAYS))('%s leads every member beside it', async (way) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(texts, { minLength: 1, maxLength: 5, selector: (text) => countryCode(text) }),
        fc.integer({ min: 0, max: 1e6 }),
        async (list, seed) => {
          const program = programOf(`$seed: ${seed}\n${WAYS[way](list)}`);
          const rows = await rowsOf(program, 'T');
          expect(rows.flatMap((row) => misfits(row, countryOf(row)))).toEqual([]);
          const without = rows.filter((row) => row['city'] === null || row['phone'] === null || row['bic'] === null);
          expect(without).toEqual([]);
          expect(rows.filter((row) => row['iban'] === null && LENGTHS[countryOf(row)] !== undefined)).toEqual([]);
          const at = seed % 90;
          expect(await rowsOf(program, 'T', at, 40)).toEqual(rows.slice(at, at + 40));
          expect(await rowsOf(program, 'T', at, 1)).toEqual(rows.slice(at, at + 1));
        },
      ),
      { numRuns: 2 },
    );
  });

  test('a field that leads has the shares that it says, and towns follow their people', async () => {
    const program = programOf(
      'T:\n  $count: 4000\n  $country: { DE: 3, FR: 1 }\n  c: string @country_code\n  city: string @city',
    );
    const rows = await rowsOf(program, 'T');
    const share = (name: string, value: string): number => rows.filter((row) => row[name] === value).length / 4000;
    expect(share('c', 'DE')).toBeCloseTo(0.75, 1);
    expect(share('city', 'Berlin')).toBeGreaterThan(0.03);
  });

  test('a state and a city lead too', async () => {
    const program = programOf(`
T:
  $count: 500
  state: enum(Texas, Bavaria, Île-de-France, CA)
  zip: { $generator: postcode, $from: state }
  town: { $generator: city, $from: state }
  city: enum(Berlin, paris, "New York City", Zurich)
  country: { $generator: country_code, $group: c, $from: city }
  place_id: $City.id
  zip_there: { $generator: postcode, $group: d, $from: place_id.name }
City: { $rows: [{ id: 1, name: Tokyo }, { id: 2, name: "são paulo" }] }
`);
    const rows = await rowsOf(program, 'T');
    const countries: Readonly<Record<string, string>> = {
      Berlin: 'DE',
      paris: 'FR',
      Zurich: 'CH',
      'New York City': 'US',
    };
    const zips: Readonly<Record<string, RegExp>> = { Texas: /^(?:7[5-9]|88)\d{3}$/, CA: /^9[0-6]\d{3}$/ };
    for (const row of rows) {
      expect(row['country']).toBe(countries[String(row['city'])]);
      expect(String(row['zip'])).toMatch(zips[String(row['state'])] ?? /^\d{5}$/);
    }
    expect(
      rows.every((row) => (row['place_id'] === 1 ? /^\d{3}-\d{4}$/ : /^\d{5}-\d{3}$/).test(textOf(row['zip_there']))),
    ).toBe(true);
    const towns = new Set(rows.filter((row) => row['state'] === 'Bavaria').map((row) => row['town']));
    expect([...towns].every((town) => citiesOf.get('DE')?.has(String(town)))).toBe(true);
    expect(towns.size).toBeGreaterThan(20);
  });

  test('a null leads anywhere, a text that is no country gives null', async () => {
    const program = programOf(`
T:
  $count: 600
  n: integer 0-2
  c: "= if(n = 0, 'DE', if(n = 1, lower('NOWHERE'), null))"
  city: { $generator: city, $from: c }
  phone: { $generator: phone, $from: c }
`);
    const rows = await rowsOf(program, 'T');
    const of = (n: number): Row[] => rows.filter((row) => row['n'] === n);
    expect(of(0).every((row) => citiesOf.get('DE')?.has(String(row['city'])))).toBe(true);
    expect(of(1).every((row) => row['city'] === null && row['phone'] === null)).toBe(true);
    expect(of(2).every((row) => row['city'] !== null)).toBe(true);
    expect(new Set(of(2).map((row) => row['phone']?.toString().slice(0, 3))).size).toBeGreaterThan(10);
  });

  test('unique phones and accounts follow too', async () => {
    const program = programOf(`
T:
  $count: 3000
  country: enum(DE, FR, ES, CZ, NO, IT, GB)
  home_phone: string unique
  iban: string unique
  bic: string unique
`);
    const rows = await rowsOf(program, 'T');
    expect(rows.flatMap((row) => misfits(row, countryOf(row)))).toEqual([]);
    for (const name of ['home_phone', 'iban', 'bic']) expect(new Set(rows.map((row) => row[name])).size).toBe(3000);
    expect(await rowsOf(program, 'T', 2999, 1)).toEqual(rows.slice(2999));
  });

  test('objects, items and groups have countries of their own', async () => {
    const program = programOf(`
T:
  $count: 200
  $country: DE
  city: string @city
  near: { country: enum(NO), city: string @city }
  home: { $country: FR, city: string @city, phone: string @phone }
  any: { $country: any, city: string @city }
  work: { country: "enum(JP, KR)", city: string @city }
  trips: { $length: 3, $items: { country: "enum(IT, ES)", city: string @city } }
  own: { $generator: city, $group: o, $options: { country: Austria } }
  ship_city: { $generator: city, $group: s }
  ship_country: { $values: [PL], $group: s }
  towns: [string @city]
`);
    const rows: Travels[] = JSON.parse(JSON.stringify(await rowsOf(program, 'T')));
    const fits = (city: string, code: string): boolean => citiesOf.get(code)?.has(city) === true;
    for (const { city, home, work, near, own, trips, towns, ship_city: ship } of rows) {
      expect(fits(city, 'DE') && fits(home.city, 'FR') && fits(own, 'AT') && fits(ship, 'PL')).toBe(true);
      expect(home.phone).toMatch(/^\+33 /);
      expect([work, near, ...trips].every((one) => fits(one.city, one.country))).toBe(true);
      expect(towns.every((town) => fits(town, 'DE'))).toBe(true);
    }
    expect(new Set(rows.map((row) => row.any.city)).size).toBeGreaterThan(150);
  });

  test('the items of a list follow the row that they belong to', async () => {
    const program = programOf(`
U: { $count: 50, id: integer @id, land: "enum(DE, JP, BR)" }
T:
  $count: 300
  u: $U.id
  country: { $lookup: u.land }
  phones: { $length: 0-4, $items: string @phone }
  trips: { $length: 0-3, $items: { stops: { $length: 1-2, $items: { $generator: city, $from: u.land } } } }
  bics: { $length: 2, $items: { $generator: bic, $from: country } }
`);
    interface Listed {
      readonly country: string;
      readonly phones: readonly string[];
      readonly trips: readonly { readonly stops: readonly string[] }[];
      readonly bics: readonly string[];
    }
    const read = async (first = 0, count = 300): Promise<readonly Listed[]> =>
      JSON.parse(JSON.stringify(await rowsOf(program, 'T', first, count)));
    const rows = await read();
    const wrong = rows.flatMap(({ country, phones, trips, bics }) => [
      ...phones.flatMap((phone) => misfits({ phone }, country)),
      ...bics.flatMap((bic) => misfits({ bic }, country)),
      ...trips.flatMap(({ stops }) => stops.flatMap((city) => misfits({ city }, country))),
    ]);
    expect(wrong).toEqual([]);
    expect(await read(77, 5)).toEqual(rows.slice(77, 82));
    expect(await read(299, 1)).toEqual(rows.slice(299));
  });

  test('the entity of countries agrees with its codes', async () => {
    const program = programOf(`
Country:
  $key: code
  $rows: [{ code: DE }, { code: JP }, { code: BR }]
  currency: string
  calling_code: string
  capital: { $generator: city }
`);
    const rows = await rowsOf(program, 'Country');
    expect(rows.flatMap((row) => misfits({ ...row, city: row['capital'] }, textOf(row['code'])))).toEqual([]);
  });

  test('$country gives the bytes of the option on each field, and nothing said changes nothing', async () => {
    const fields = (options: string): string =>
      ['city', 'postcode', 'phone', 'iban', 'country']
        .map((name) => `  ${name}: { $generator: ${name}${options} }`)
        .join('\n');
    const of = async (head: string, options: string): Promise<Row[]> =>
      await rowsOf(programOf(`T:\n  $count: 50${head}\n${fields(options)}`), 'T');
    expect(await of('\n  $country: Germany', '')).toEqual(await of('', ', $options: { country: DE }'));
    expect(await of('\n  $country: any', '')).toEqual(await of('', ''));
  });

  test('every problem is told before the start, where it is', () => {
    const told = (text: string): string[] =>
      loadProgram({ text }, true).problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
    expect(told('T:\n  c: enum(DE, XX)\n  city: { $generator: city, $from: c }')).toEqual(['PLACE_UNKNOWN 3:3']);
    expect(told('T:\n  c: integer\n  city: { $generator: city, $from: c }')).toEqual(['TYPE_MISMATCH 3:3']);
    expect(told('T:\n  c: enum(DE)\n  s: { $generator: street, $from: c }')).toEqual(['DIRECTIVE_PLACE 3:28']);
    expect(told('T:\n  c: enum(DE, FR)\n  s: { $generator: city, $from: c, $unique: true }')).toEqual([
      'NOT_UNIQUE_ABLE 3:3',
    ]);
    expect(told('T:\n  $country: US\n  iban: string')).toEqual(['OPTION_INVALID 3:3']);
    expect(
      told('T:\n  $country: US\n  city: string\n  iban: { $generator: iban, $options: { country: any } }'),
    ).toEqual([]);
    expect(told('T:\n  city: { $generator: city, $from: city }')).toEqual(['FIELD_UNKNOWN 2:36']);
    expect(told('T:\n  city: { $generator: city, $from: contry }\n  country: enum(DE)')).toEqual([
      'FIELD_UNKNOWN 2:36',
    ]);
    expect(told('$country: DE\nT:\n  $country: FR\n  city: string')).toEqual(['DIRECTIVE_UNUSED 1:1']);
    expect(told('T:\n  a: { $country: FR, b: integer }')).toEqual(['DIRECTIVE_UNUSED 2:8']);
    expect(told('T:\n  city: { $generator: city, $country: FR }')).toEqual(['DIRECTIVE_PLACE 2:29']);
    expect(told('T:\n  c: enum(DE)\n  p: { $generator: phone, $from: c, $options: { format: "##" } }')).toEqual([
      'DIRECTIVE_UNUSED 3:27',
    ]);
    expect(told('T:\n  c: enum(DE)\n  p: { $generator: city, $from: c, $options: { country: FR } }')).toEqual([
      'DIRECTIVE_CONTRADICTION 3:26',
    ]);
    expect(told('T:\n  c: enum(DE)\n  p: { $generator: city, $from: [c, c] }')).toEqual(['VALUE_EXPECTED 3:33']);
    // What a country is made from does not follow it.
    expect(told("T:\n  country: \"= if(city = 'x', 'DE', 'FR')\"\n  city: string")).toEqual([]);
    expect(told('T:\n  c: "= upper(city)"\n  country: { $values: [DE], $when: "c = \'x\'" }\n  city: string')).toEqual(
      [],
    );
    // The cases of an item have rows that know no row around the list.
    expect(told('T:\n  c: enum(DE)\n  l: { $items: { $when: [{ then: { $generator: city, $from: c } }] } }')).toEqual([
      'DIRECTIVE_PLACE 3:34',
    ]);
    // Unique values that are drawn apart from the place do not follow by themselves.
    expect(told('T:\n  country: enum(DE)\n  city: string unique')).toEqual([]);
    // No country: the field beside it is not what leads a place.
    expect(told('T:\n  country: enum(rock, folk)\n  city: string')).toEqual([]);
  });
});

describe('countries', () => {
  test('are those of the place table, by every name', () => {
    expect(codes.map((code) => countryCode(code))).toEqual(codes);
    expect(names.map((name) => countryCode(name))).toEqual(codes);
    expect(new Set(COUNTRY_NAMES.map((name) => countryCode(name)))).toEqual(new Set(codes));
    expect(['usa', 'u.s.', 'UK', "Côte d'Ivoire", 'türkiye', 'DEU', ' france '].map(countryCode)).toEqual([
      'US',
      'US',
      'GB',
      'CI',
      'TR',
      'DE',
      'FR',
    ]);
    expect(['', 'XX', 'nowhere', '1'].map(countryCode)).toEqual(Array(4).fill(undefined));
  });

  // Examples of the SWIFT IBAN registry.
  test.each([
    'BE68539007547034',
    'CZ6508000000192000145399',
    'ES9121000418450200051332',
    'FI2112345600000785',
    'NO9386011117947',
    'PL61109010140000071219812874',
    'PT50000201231234567890154',
    'SI56263300012039086',
    'IT60X0542811101000000123456',
    'SM86U0322509800000000270100',
    'DE89370400440532013000',
  ])('%s has the check digits that its number has in its country', (iban) => {
    const bytes = new TextEncoder().encode(`${iban.slice(0, 2)}00${iban.slice(4)}`);
    setCheckDigits(bytes, 0, bytes.length);
    expect(new TextDecoder().decode(bytes)).toBe(iban);
  });
});
