import { describe, expect, it } from 'vitest';
import { readString } from '../../../src/engine/data/string-table.ts';
import { placeGenerators } from '../../../src/engine/generators/place.ts';
import { testResources } from '../resources.ts';
import { fitsHeads } from './fits-heads.ts';
import { type Use, member, piecewise } from './member.ts';
import { makeColumn } from './read-values.ts';

const ROWS = 5000;
const table = testResources.places();
const texts = (name: string, use: Use = {}, rows = ROWS): string[] =>
  makeColumn(member(placeGenerators, name, use), rows).map(String);

/** The numbers of the places with such a city, state and country. */
function placesBy(): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let place = 0; place < table.cityName.length; place++) {
    const key = [
      readString(table.cities, table.cityName[place]),
      readString(table.states, table.stateOf[place]),
      readString(table.countries, table.countryOf[place]),
    ].join('|');
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  return places;
}

describe('the place family', () => {
  it.each(placeGenerators.map(({ name }) => name))('makes the same %s alone', (name) => {
    const { alone, whole } = piecewise(member(placeGenerators, name));
    expect(alone).toEqual(whole);
  });

  it('agrees within a row', () => {
    const known = placesBy();
    const state = texts('state');
    const country = texts('country');
    const column = {
      code: texts('country_code'),
      zone: texts('time_zone'),
      currency: texts('currency'),
      calling: texts('calling_code'),
      postcode: texts('postcode'),
      latitude: texts('latitude').map(Number),
      longitude: texts('longitude').map(Number),
    };
    for (const [i, city] of texts('city').entries()) {
      const places = known.get(`${city}|${state[i]}|${country[i]}`) ?? [];
      const place = places.find(
        (one) =>
          Math.abs(table.latitude[one] / 10_000 - column.latitude[i]) < 0.05 &&
          Math.abs(table.longitude[one] / 10_000 - column.longitude[i]) < 0.05 &&
          readString(table.timeZones, table.timeZoneOf[one]) === column.zone[i],
      );
      if (place === undefined) throw new Error(`no place is ${city}, ${state[i]}, ${country[i]}`);
      const own = table.countryOf[place];
      expect(column.code[i]).toBe(readString(table.countryCodes, own));
      expect(column.currency[i]).toBe(readString(table.currencies, own));
      expect(column.calling[i]).toBe(readString(table.callingCodes, own));
      const heads = readString(table.postcodeHeads, table.postcodeOf[place]);
      const fits = fitsHeads(column.postcode[i], heads, readString(table.postcodeMasks, own));
      expect([city, column.postcode[i], fits]).toEqual([city, column.postcode[i], true]);
    }
  });

  it('draws by population', () => {
    const countries = texts('country_code', {}, 20_000);
    const share = (code: string): number => countries.filter((one) => one === code).length / countries.length;
    let all = 0;
    let chinese = 0;
    for (let place = 0; place < table.population.length; place++) {
      all += table.population[place];
      if (readString(table.countryCodes, table.countryOf[place]) === 'CN') chinese += table.population[place];
    }
    expect(Math.abs(share('CN') - chinese / all)).toBeLessThan(0.015);
    expect(share('LI')).toBeLessThan(0.001);
  });

  it('writes the whole address', () => {
    const use = { options: { country: 'us, de' } };
    const street = texts('street');
    const city = texts('city', use);
    const postcode = texts('postcode', use);
    for (const [i, address] of texts('address', use).entries()) {
      expect(address.startsWith(`${street[i]}, `)).toBe(true);
      expect(address).toMatch(/^\d+ [^,]+, (?:[^,]+, [A-Z]{2} \d{5}, United States|\d{5} [^,]+, Germany)$/);
      expect(address).toContain(` ${postcode[i]}`);
      expect(address).toContain(city[i]);
    }
    expect(texts('street_name').every((name, i) => street[i].endsWith(` ${name}`))).toBe(true);
  });

  it('narrows to countries, alike for every member', () => {
    const use = { options: { country: 'DE,at' } };
    expect(new Set(texts('country', use))).toEqual(new Set(['Germany', 'Austria']));
    expect(texts('country_code', use)).toEqual(texts('country_code', { options: { country: 'AT DE' } }));
    expect(texts('country_code', use)).toEqual(texts('country_code', { options: { country: 'Austria, germany' } }));
    expect(() => member(placeGenerators, 'city', { options: { country: 'Atlantis' } })).toThrow(/Atlantis/);
  });

  it('takes the scale of a declared decimal', () => {
    const declared = { kind: 'decimal', precision: 6, scale: 3 } as const;
    expect(texts('latitude', { declared }).every((value) => /^-?\d+\.\d{3}$/.test(value))).toBe(true);
    expect(member(placeGenerators, 'longitude', { declared }).type).toEqual({ ...declared });
  });

  it.each([
    ['city', 20_000],
    ['country', 240],
    ['street', 30_000],
    ['address', 30_000],
    ['state', 2000],
  ])('makes %s unique', (name, distinct) => {
    expect(new Set(texts(name, { distinct }, distinct)).size).toBe(distinct);
  });

  it('makes postcodes of one country unique, and refuses what it cannot', () => {
    const use = { options: { country: 'GB' }, distinct: 20_000 };
    const postcodes = texts('postcode', use, 20_000);
    expect(new Set(postcodes).size).toBe(20_000);
    expect(postcodes.every((postcode) => /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(postcode))).toBe(true);
    expect(() => member(placeGenerators, 'postcode', { distinct: 5 })).toThrow(/unique/);
    expect(() => member(placeGenerators, 'latitude', { distinct: 5 })).toThrow(/unique/);
    expect(() => member(placeGenerators, 'country', { distinct: 500 })).toThrow(/only \d+/);
  });
});
