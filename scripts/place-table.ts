import type { PlaceTable } from '../src/engine/data/places.ts';
import { stringTable } from '../src/engine/data/string-table.ts';
import { callingCode, countryName, countryTables } from './country-tables.ts';
import type { Town } from './read-towns.ts';
import { stateCodes } from './state-codes.ts';
import { type PhoneForms, phoneForms } from './phones/index.ts';
import { postcodeHeads } from './postcodes/index.ts';

/** Order by UTF-16 units: the same everywhere, unlike a locale's. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compare);
}

/** The position of each value in a list that holds it. */
function positions(values: readonly string[], list: readonly string[]): Uint16Array {
  const index = new Map(list.map((text, i) => [text, i]));
  if (list.length > 65_536) throw new Error('more texts than 16 bits can number');
  return Uint16Array.from(values, (value) => index.get(value) ?? Number.NaN);
}

/** `country.code` of a division: what tells two states of one name apart, and the order of states. */
function stateKey(town: Town): string {
  return `${town.country}.${town.stateCode}`;
}

function stateCode(key: string): string {
  return key.startsWith('US.') ? key.slice(3) : (stateCodes.get(key) ?? '');
}

/** The forms of a town's phone numbers with the calling code of its country. */
function internationalForms(towns: readonly Town[]): (town: Town) => PhoneForms {
  const formsOf = phoneForms(towns);
  return (town) => {
    const { usual, valid } = formsOf(town);
    const whole = (forms: string): string =>
      `${callingCode(town.country)} ${forms.replaceAll('|', `|${callingCode(town.country)} `)}`;
    return { usual: whole(usual), valid: whole(valid) };
  };
}

/** Towns as a structure of arrays; the same towns in any order give the same table. */
export function placeTable(unsorted: readonly Town[]): PlaceTable {
  const towns = [...unsorted].sort(
    (a, b) =>
      compare(stateKey(a), stateKey(b)) ||
      compare(a.name, b.name) ||
      b.population - a.population ||
      a.latitude - b.latitude ||
      a.longitude - b.longitude,
  );
  const names = towns.map((town) => town.name);
  const keys = towns.map(stateKey);
  const codes = towns.map((town) => town.country);
  const zones = towns.map((town) => town.timeZone);
  const cities = distinct(names);
  const states = distinct(keys);
  const countryCodes = distinct(codes);
  const timeZones = distinct(zones);
  const stateNames = new Map(towns.map((town) => [stateKey(town), town.state || countryName(town.country)]));
  const heads = towns.map(postcodeHeads(towns));
  const knownHeads = distinct(['', ...heads]);
  const phones = towns.map(internationalForms(towns));
  const forms = distinct(phones.flatMap(({ usual, valid }) => [usual, valid]));
  return {
    cities: stringTable(cities),
    cityName: positions(names, cities),
    stateOf: positions(keys, states),
    countryOf: positions(codes, countryCodes),
    timeZoneOf: positions(zones, timeZones),
    latitude: Int32Array.from(towns, (town) => Math.round(town.latitude * 10_000)),
    longitude: Int32Array.from(towns, (town) => Math.round(town.longitude * 10_000)),
    population: Uint32Array.from(towns, (town) => town.population),
    states: stringTable(states.map((key) => stateNames.get(key) ?? '')),
    stateCodes: stringTable(states.map(stateCode)),
    timeZones: stringTable(timeZones),
    ...countryTables(countryCodes),
    postcodeHeads: stringTable(knownHeads),
    postcodeOf: positions(heads, knownHeads),
    phoneForms: stringTable(forms),
    phoneOf: positions(
      phones.map(({ usual }) => usual),
      forms,
    ),
    validPhoneOf: positions(
      phones.map(({ valid }) => valid),
      forms,
    ),
  };
}
