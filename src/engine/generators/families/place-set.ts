import type { OptionSpecs } from '../../../model/index.ts';
import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import { type AliasTable, aliasTable } from '../../random/alias.ts';
import { fillAlias } from '../../random/fill.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { type NumberSource, sharedNumbers } from './numbers.ts';
import { once } from './once.ts';

/** The places that a use draws from. */
export interface PlaceSet {
  readonly table: PlaceTable;
  /** `DE,FR`; '' for the whole world. */
  readonly name: string;
  /** Numbers of the places. */
  readonly places: Int32Array;
  /** Chances by population, over `places`. */
  weights(): AliasTable;
  /** Numbers of the countries, ascending. */
  readonly countries: readonly number[];
}

/** The option that narrows a member to some countries; members agree when all of them have it. */
export const COUNTRY = {
  country: {
    summary:
      'Two-letter country codes, separated by commas. Give them to every field of the same place, so that they agree.',
    type: 'text',
    default: '',
    maxLength: 1000,
    family: 'place',
  },
} as const satisfies OptionSpecs;

const setsOf = once((_table: PlaceTable) => new Map<string, PlaceSet>());

/** The places that a use's `country` option leaves. Throws an OPTION_VALUE problem for a code that is none. */
export function placeSet(input: GeneratorInput<typeof COUNTRY>): PlaceSet {
  const table = input.resources.places();
  const codes = input.options.country
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((code) => code !== '');
  const name = [...new Set(codes)].sort().join();
  const sets = setsOf(table);
  const known = sets.get(name);
  if (known !== undefined) return known;
  const set = makeSet(table, name);
  sets.set(name, set);
  return set;
}

function makeSet(table: PlaceTable, name: string): PlaceSet {
  const all = dictionaries(table).countryCodes.texts();
  const codes = name === '' ? all : name.split(',');
  const unknown = codes.find((code) => !all.includes(code));
  if (unknown !== undefined) {
    throw new GeneratorProblem(
      'OPTION_INVALID',
      `no country has the code "${unknown}"`,
      'Use the two letters of ISO 3166, such as DE.',
    );
  }
  const countries = codes.map((code) => all.indexOf(code)).sort((a, b) => a - b);
  const wanted = new Set(countries);
  const places = Int32Array.from(table.population.keys()).filter((place) => wanted.has(table.countryOf[place]));
  const weights = lazy(() => aliasTable(Float64Array.from(places, (place) => table.population[place])));
  return { table, name, places, weights, countries };
}

/** The numbers of the object's places, drawn by population. */
export function placeNumbers(input: GeneratorInput, set: PlaceSet): NumberSource {
  const record = input.record('place');
  const key = record.key('place');
  const { places } = set;
  return sharedNumbers(`${record.id}:place:${set.name}`, (out) => {
    const weights = set.weights();
    return (rows) => {
      fillAlias(out, key, rows, weights);
      for (let i = 0; i < rows.length; i++) out[i] = places[out[i]];
    };
  });
}

/** The texts of the place table as dictionaries; some hold a text more than once. */
export const dictionaries = once((table: PlaceTable) => {
  const of = ({ offsets, bytes }: PlaceTable['cities']): Dictionary => new Dictionary(offsets, bytes);
  return {
    cities: of(table.cities),
    states: of(table.states),
    stateCodes: of(table.stateCodes),
    timeZones: of(table.timeZones),
    countries: of(table.countries),
    countryCodes: of(table.countryCodes),
    currencies: of(table.currencies),
    callingCodes: of(table.callingCodes),
    postcodeMasks: of(table.postcodeMasks),
    phoneMasks: of(table.phoneMasks),
  };
});
