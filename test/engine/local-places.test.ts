import { expect, test } from 'vitest';
import { LOCALE_CODES, LOCALE_OF_COUNTRY, speaks } from '../../src/engine/generators/families/locale-lists.ts';
import { fitsHeads } from './generators/fits-heads.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { readString } from '../../src/engine/data/string-table.ts';
import { testResources } from './resources.ts';
import { rowsOf } from './rows.ts';

const table = testResources.places();

async function made(head: string, count: number): Promise<readonly Readonly<Record<string, string>>[]> {
  const text = `${head}
A:
  $count: ${count}
  id: integer @id
  city: string @city
  state: string @state
  country: string @country
  code: string @country_code
  postcode: string @postcode
  phone: string @phone
  address: string @address
  job: string @job_title
  latitude: decimal(9,4) @latitude
`;
  const { program, problems } = loadProgram({ text }, true);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (program === null) throw new Error('there is no program');
  return JSON.parse(JSON.stringify(await rowsOf(program, 'A')));
}

/** The places of a country by their name in a locale. */
function placesIn(locale: string, country: string): Map<string, number[]> {
  const { cities = {} } = testResources.locale(locale);
  const found = new Map<string, number[]>();
  for (const [place, own] of table.countryOf.entries()) {
    if (readString(table.countryCodes, own) !== country) continue;
    const name = readString(table.cities, table.cityName[place]);
    const local = cities[`${country}|${name}`] ?? name;
    found.set(local, [...(found.get(local) ?? []), place]);
  }
  return found;
}

const SCRIPTS: readonly (readonly [locale: string, country: string, script: RegExp])[] = [
  ['ja', 'JP', /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u],
  ['zh_CN', 'CN', /^\p{Script=Han}+$/u],
  ['ko', 'KR', /^[\p{Script=Hangul} ]+$/u],
  ['ru', 'RU', /^[\p{Script=Cyrillic} ()—-]+$/u],
  ['uk', 'UA', /^[\p{Script=Cyrillic} '’-]+$/u],
  ['el', 'GR', /^[\p{Script=Greek} -]+$/u],
];

test.each(SCRIPTS)(
  '%s names the towns and states of %s in its script, and they agree',
  async (locale, country, script) => {
    const places = placesIn(locale, country);
    for (const row of await made(`$locale: ${locale}\n$country: ${country}`, 60)) {
      for (const name of [row['city'], row['state'], row['country']]) expect(name).toMatch(script);
      const own = (places.get(row['city']) ?? []).filter((place) => {
        const heads = readString(table.postcodeHeads, table.postcodeOf[place]);
        const mask = readString(table.postcodeMasks, table.countryOf[place]);
        const isNear = Math.abs(table.latitude[place] / 10_000 - Number(row['latitude'])) < 0.06;
        return isNear && fitsHeads(row['postcode'], heads, mask);
      });
      expect([row['city'], row['postcode'], own.length > 0]).toEqual([row['city'], row['postcode'], true]);
    }
  },
);

test.each([
  ['de', 'DE', 'Bayern', /^.+, \d{5} [^,]+, Deutschland$/],
  ['fr', 'FR', 'Bretagne', /^.+, \d{5} [^,]+, France$/],
  ['it', 'IT', 'Lombardia', /^.+, \d{5} [^,]+, Italia$/],
  ['pl', 'PL', 'mazowieckie', /^.+, \d\d-\d{3} [^,]+, Polska$/],
  ['pt_BR', 'BR', 'São Paulo', /^.+, [^,]+ - [A-Z]{2}, \d{5}-\d{3}, Brasil$/],
  ['en_GB', 'GB', 'England', /^.+, [^,]+ [A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}, United Kingdom$/],
  ['ja', 'JP', '東京都', /^日本 〒\d{3}-\d{4} \S+$/],
])('an address of %s is in the order of %s', async (locale, country, state, form) => {
  const rows = await made(`$locale: ${locale}\n$country: ${country}`, 80);
  expect(rows.map((row) => row['address']).filter((address) => !form.test(address))).toEqual([]);
  expect(rows.map((row) => row['state'])).toContain(state);
});

test('in world each place has the names of its own country', async () => {
  for (const { code, city, country, address } of await made('$locale: world', 100)) {
    const locale = LOCALE_OF_COUNTRY.get(code) ?? 'en';
    const { countries = {}, cities = {}, onlyNamed = false } = locale === 'en' ? {} : testResources.locale(locale);
    expect(country).toBe(countries[code] ?? country);
    const named = onlyNamed ? Object.keys(cities).filter((key) => key.startsWith(code)) : [];
    expect([city, named.length === 0 || Object.values(cities).includes(city)]).toEqual([city, true]);
    expect(address).toContain(city);
  }
});

test('a mix of locales names each row in one of them', async () => {
  const rows = await made('$locale: { de: 1, fr: 1 }\n$country: DE', 60);
  const countries = new Set(rows.map((row) => row['country']));
  expect(countries).toEqual(new Set(['Deutschland', 'Allemagne']));
  for (const { country, address } of rows) expect(address.endsWith(country)).toBe(true);
});

test('every locale says whether it has names of places', () => {
  expect(LOCALE_CODES.filter((code) => speaks('city', code) === null || speaks('postcode', code) !== null)).toEqual([]);
  expect(speaks('city', 'sv')).toBe(true);
  expect(speaks('city', 'bn_BD')).toBe(false);
});

test('lines of an address', async () => {
  const text = `$country: DE\nA:\n  $count: 20\n  id: integer @id\n  a: { $generator: address, $options: { lines: true } }\n`;
  const { program } = loadProgram({ text }, true);
  if (program === null) throw new Error('there is no program');
  for (const { a } of await rowsOf(program, 'A')) expect(a).toMatch(/^\d+ [^\n]+\n\d{5} [^\n]+\nGermany$/);
});
