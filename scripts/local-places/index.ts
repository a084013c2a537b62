import anyAscii from 'any-ascii';
import countries from 'i18n-iso-countries';
import type { LocaleLists } from '../../src/engine/data/locales.ts';
import { LOCALE_OF_COUNTRY } from '../../src/engine/generators/families/locale-lists.ts';
import { readTowns } from '../read-towns.ts';
import { LATIN } from './latin.ts';
import { OTHER_SCRIPTS } from './other-scripts.ts';

/**
 * Names of places by locale. A line of the texts is a locale, a country, what is named, and names of the place table with
 * those of the locale: `de DE cities: Munich=München`.
 */
const LINES = [LATIN, OTHER_SCRIPTS].flatMap((text) => text.trim().split('\n'));
/** Countries of which the package has the official name alone. */
const SHORT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nl: { NL: 'Nederland' },
  ru: { RU: 'Россия' },
};
/** A locale that names fewer towns of its countries than this does not name enough to leave the others out. */
const MIN_NAMED = 8;

type Kind = 'cities' | 'states';
type Names = Readonly<Record<string, string>>;

const towns = readTowns();
const settled = new Set(towns.map(({ country }) => country));
const known = {
  cities: new Set(towns.map(({ country, name }) => `${country}|${name}`)),
  states: new Set(towns.map(({ country, state }) => `${country}|${state}`)),
};

/** The names that a locale has for places: its own and those of the locales that it falls back to, see `LocaleLists`. */
export function localPlaces(chain: readonly string[], lists: readonly (readonly string[])[]): Partial<LocaleLists> {
  const cities = { ...matched(chain, lists), ...written(chain, 'cities') };
  const states = written(chain, 'states');
  const names = countryNames(chain[0]);
  const isForeign = Object.values(cities).filter((name) => !/\p{Script=Latin}/u.test(name)).length >= MIN_NAMED;
  return {
    ...some('cities', cities),
    ...some('states', states),
    ...some('countries', names),
    ...(isForeign && { onlyNamed: true }),
  };
}

function some(name: string, names: Names): Partial<LocaleLists> {
  const sorted = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? {} : { [name]: Object.fromEntries(sorted) };
}

function written(chain: readonly string[], kind: Kind): Names {
  const found = new Map<string, string>();
  for (const line of LINES) {
    const [, locale, country, what, rest] = /^(\S+) (\S+) (\S+): (.*)$/.exec(line) ?? [];
    if (what !== kind || !chain.includes(locale)) continue;
    for (const pair of rest.split('; ')) {
      const [name, local] = pair.split('=');
      const key = `${country}|${name}`;
      if (!known[kind].has(key)) throw new Error(`${locale}: ${key} is not in the place table`);
      if (name !== local) found.set(key, local);
    }
  }
  return Object.fromEntries(found);
}

/** Towns of the locale's countries whose names are those of faker's lists in Latin letters. */
function matched(chain: readonly string[], lists: readonly (readonly string[])[]): Names {
  const own = new Map<string, string>();
  for (const { country, name } of [...towns].sort((a, b) => a.population - b.population)) {
    if (chain.includes(LOCALE_OF_COUNTRY.get(country) ?? '')) own.set(sound(name), `${country}|${name}`);
  }
  const found = new Map<string, string>();
  for (const local of lists.flat()) {
    const key = own.get(sound(anyAscii(local)));
    if (key !== undefined && key.slice(3) !== local) found.set(key, local.normalize('NFC').trim());
  }
  return Object.fromEntries(found);
}

/** A name in Latin letters without what transliterations differ in. */
function sound(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replaceAll(/iy\b|yy\b|ii\b/g, 'i')
    .replaceAll('kh', 'h')
    .replaceAll(/y(?=[eoau])/g, '')
    .replaceAll(/j/g, '')
    .replaceAll('ts', 'c');
}

function countryNames(code: string): Names {
  const language = code.split('_')[0];
  // The Chinese names are in the signs of the mainland, the Kurdish ones in those of one of its languages.
  const isOther = language === 'en' || ['zh_TW', 'ku_ckb'].includes(code);
  if (isOther || !countries.getSupportedLanguages().includes(language)) return {};
  const names = { ...countries.getNames(language), ...SHORT[language] };
  return Object.fromEntries(Object.entries(names).filter(([country]) => settled.has(country)));
}
