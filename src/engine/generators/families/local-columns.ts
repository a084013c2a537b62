import type { LocaleLists } from '../../data/locales.ts';
import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import type { GeneratorInput } from '../generator.ts';
import { type NumberSource, combined, mapped } from './numbers.ts';
import { once } from './once.ts';
import { type PlaceColumn, placeColumns } from './place-columns.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type PlaceSet, placeNumbers } from './place-set.ts';
import { type RowLocales, rowLocales } from './row-locales.ts';

/** A text of each row's place, in the row's locale. */
export interface LocalColumn extends PlaceColumn {
  readonly numbers: NumberSource;
}

type Column = keyof ReturnType<typeof placeColumns>;

/** The texts that locales have names for, and where those are. */
const LISTS: Partial<Readonly<Record<Column, 'cities' | 'states' | 'countries'>>> = {
  city: 'cities',
  state: 'states',
  country: 'countries',
};

/** The places that each key of a locale's lists names. */
const placesOf = once((table: PlaceTable) => {
  const { countryCodes, cities, states } = dictionaries(table);
  const codes = countryCodes.texts();
  const [cityNames, stateNames] = [cities.texts(), states.texts()];
  const found = {
    cities: new Map<string, number[]>(),
    states: new Map<string, number[]>(),
    countries: new Map<string, number[]>(),
  };
  for (let place = 0; place < table.countryOf.length; place++) {
    const code = codes[table.countryOf[place]];
    add(found.cities, `${code}|${cityNames[table.cityName[place]]}`, place);
    add(found.states, `${code}|${stateNames[table.stateOf[place]]}`, place);
    add(found.countries, code, place);
  }
  return found;
});

function add(map: Map<string, number[]>, key: string, place: number): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else places.push(place);
}

/** The texts of a column of the object's places. */
export function localColumn(input: GeneratorInput, set: PlaceSet, column: Column): LocalColumn {
  const base: PlaceColumn = placeColumns(set.table)[column];
  const list = LISTS[column];
  const locales = list === undefined ? null : rowLocales(input);
  if (list === undefined || locales === null)
    return { ...base, numbers: mapped(placeNumbers(input, set), base.entryOf) };
  const texts = [...base.dictionary.texts()];
  const entryOfText = new Map<string, number>();
  const entryOf = byPlace(locales, set.table, (lists, to, isOf) => {
    to.set(base.entryOf);
    for (const [key, text] of Object.entries(lists[list] ?? {})) {
      const entry = entryOfText.get(text) ?? texts.push(text) - 1;
      entryOfText.set(text, entry);
      for (const place of placesOf(set.table)[list].get(key) ?? []) if (isOf(place)) to[place] = entry;
    }
  });
  const numbers = mapped(rowsOf(locales, input, set), entryOf);
  return { dictionary: Dictionary.from(texts), entryOf, numbers };
}

/** A table of numbers by place: one for each list, or one where each place has a list of its own. */
function byPlace(
  { lists, ofPlace }: RowLocales,
  { countryOf }: PlaceTable,
  fill: (lists: LocaleLists, to: Int32Array, isOf: (place: number) => boolean) => void,
): Int32Array {
  if (ofPlace === null) {
    const all = new Int32Array(lists.length * countryOf.length);
    for (const [i, one] of lists.entries()) {
      fill(one, all.subarray(i * countryOf.length, (i + 1) * countryOf.length), () => true);
    }
    return all;
  }
  const all = new Int32Array(countryOf.length);
  const part = new Int32Array(countryOf.length);
  for (const [i, one] of lists.entries()) {
    fill(one, part, (place) => ofPlace[place] === i);
    for (let place = 0; place < part.length; place++) if (ofPlace[place] === i) all[place] = part[place];
  }
  return all;
}

/** The position of each row in a table of `byPlace`. */
export function rowsOf({ lists, which, ofPlace }: RowLocales, input: GeneratorInput, set: PlaceSet): NumberSource {
  const places = placeNumbers(input, set);
  return ofPlace === null && lists.length > 1 ? combined(which, places, set.table.countryOf.length) : places;
}
