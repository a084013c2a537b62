import { didYouMean, type OptionSpecs } from '../../../model/index.ts';
import { COUNTRY_NAMES, countryCode } from '../../data/countries.ts';
import type { PlaceTable } from '../../data/places.ts';
import { type AliasTable, aliasTable } from '../../random/alias.ts';
import { fillAlias } from '../../random/fill.ts';
import { GeneratorProblem, type GeneratorInput, type CompiledLead } from '../generator.ts';
import { lazy } from '../lazy.ts';
import { LOCALE_OF_COUNTRY } from './locale-lists.ts';
import { type NumberSource, sharedNumbers } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { checkLead, ledPlaces } from './regions.ts';

/** The places that a use draws from. */
export interface PlaceSet {
  readonly table: PlaceTable;
  /** `DE,FR`; '' for the whole world. */
  readonly name: string;
  /** Numbers of the places. */
  readonly places: Int32Array;
  /** Chances by population, over `places`. */
  weights(): AliasTable;
  /** Numbers of the countries, ascending; none where something else leads them. */
  readonly countries: readonly number[];
  /** What leads the country of each row; null where the places are drawn from all of the set. */
  readonly lead: CompiledLead | null;
}

/** The option that narrows a member to some countries; members agree when all of them have it. */
export const COUNTRY = {
  country: {
    summary:
      'Countries by code or English name, separated by commas. $country gives them to every field of an object or entity at once.',
    type: 'text',
    default: '',
    maxLength: 1000,
    family: 'place',
    isCountry: true,
  },
} as const satisfies OptionSpecs;

/** The countries of the option as a word, as `$country` has it. */
const ANYWHERE = 'any';

const setsOf = once((_table: PlaceTable) => new Map<string, PlaceSet>());

/** The places that a use's countries leave. Throws an OPTION_INVALID problem for a text that is no country. */
export function placeSet(input: GeneratorInput): PlaceSet {
  const table = input.resources.places();
  const { lead = null } = input;
  if (lead?.kind === 'countries' && lead.weights === null) return namedIn(input, table, lead.codes);
  if (lead !== null) {
    checkLead(lead, table);
    return { ...setOf(table, []), name: lead.id, lead };
  }
  return namedIn(input, table, codesOf(String(input.options['country'] ?? '')));
}

const WORLD = 'world';
const NO_LOCALES: readonly string[] = [];

/** The places of countries; those of a locale in another script only if it has a name for them. */
function namedIn(
  { locale = null, resources }: GeneratorInput,
  table: PlaceTable,
  countries: readonly string[],
): PlaceSet {
  if (locale === null) return setOf(table, countries);
  const codes = locale.codes[0] === WORLD ? new Set(LOCALE_OF_COUNTRY.values()) : new Set(locale.codes);
  const drawn = new Set(countries);
  const speaking = [...LOCALE_OF_COUNTRY].filter(
    ([country, code]) => codes.has(code) && code !== 'en' && (drawn.size === 0 || drawn.has(country)),
  );
  const naming = [...new Set(speaking.map(([, code]) => code))].filter((code) => resources.locale(code).onlyNamed);
  return setOf(
    table,
    countries,
    naming.length === 0 ? NO_LOCALES : naming,
    (code) => resources.locale(code).cities ?? {},
  );
}

/** The codes of the countries of an option, whose codes may also be separated by blanks. */
function codesOf(text: string): readonly string[] {
  if (text.trim() === ANYWHERE) return [];
  const parts = text.split(',').flatMap((part) => (countryCode(part) === undefined ? part.split(/\s+/) : [part]));
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const code = countryCode(part);
      if (code !== undefined) return code;
      throw new GeneratorProblem(
        'OPTION_INVALID',
        `"${part.trim()}" is not a country`,
        didYouMean(part.trim(), COUNTRY_NAMES) || 'Use the two letters of ISO 3166, such as DE, or the English name.',
      );
    });
}

function setOf(
  table: PlaceTable,
  codes: readonly string[],
  locales = NO_LOCALES,
  namesOf: (locale: string) => Readonly<Record<string, string>> = () => ({}),
): PlaceSet {
  const countries = [...new Set(codes)].sort().join();
  const name = locales.length === 0 ? countries : `${countries}:${[...locales].sort().join()}`;
  const sets = setsOf(table);
  const known = sets.get(name);
  if (known !== undefined) return known;
  const all = makeSet(table, countries);
  const set = locales.length === 0 ? all : named(all, name, locales, namesOf);
  sets.set(name, set);
  return set;
}

function makeSet(table: PlaceTable, name: string): PlaceSet {
  const all = dictionaries(table).countryCodes.texts();
  const codes = name === '' ? all : name.split(',');
  const countries = codes.map((code) => all.indexOf(code)).sort((a, b) => a - b);
  const wanted = new Set(countries);
  const places = Int32Array.from(table.population.keys()).filter((place) => wanted.has(table.countryOf[place]));
  return { table, name, places, weights: weightsOf(table, places), countries, lead: null };
}

function weightsOf(table: PlaceTable, places: Int32Array): PlaceSet['weights'] {
  return lazy(() => aliasTable(Float64Array.from(places, (place) => table.population[place])));
}

/** A set without the towns that the locale of their country has no name for, though it has some of the country. */
function named(
  set: PlaceSet,
  name: string,
  locales: readonly string[],
  namesOf: (locale: string) => Readonly<Record<string, string>>,
): PlaceSet {
  const { table } = set;
  const codes = dictionaries(table).countryCodes.texts();
  const cities = dictionaries(table).cities;
  const known = new Set(locales.flatMap((code) => Object.keys(namesOf(code))));
  const countries = new Set([...known].map((key) => key.slice(0, 2)));
  const ofLocales = codes.map((code) => countries.has(code) && locales.includes(LOCALE_OF_COUNTRY.get(code) ?? ''));
  const places = set.places.filter(
    (place) =>
      !ofLocales[table.countryOf[place]] ||
      known.has(`${codes[table.countryOf[place]]}|${cities.text(table.cityName[place])}`),
  );
  return { ...set, name, places, weights: weightsOf(table, places) };
}

/** The numbers of the object's places, drawn by population. */
export function placeNumbers(input: GeneratorInput, set: PlaceSet): NumberSource {
  if (set.lead !== null) return ledPlaces(input, set.lead, set.table);
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
