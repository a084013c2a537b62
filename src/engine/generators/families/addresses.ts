import type { OptionSpecs } from '../../../model/index.ts';
import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { type LocalColumn, localColumn, rowsOf } from './local-columns.ts';
import { mapped } from './numbers.ts';
import { once } from './once.ts';
import type { PlaceColumn } from './place-columns.ts';
import { dictionaries } from './place-dictionaries.ts';
import { COUNTRY, type PlaceSet, placeNumbers, placeSet } from './place-set.ts';
import { postcodeRecipe } from './postcodes.ts';
import { entries, joined } from './recipes.ts';
import { rowLocales } from './row-locales.ts';
import { streetParts } from './streets.ts';

export const ADDRESS = {
  ...COUNTRY,
  lines: {
    summary: 'Whether street, town and country are on lines of their own, instead of separated by commas.',
    type: 'boolean',
    default: false,
  },
} as const satisfies OptionSpecs;

/** Countries that write the postcode before the city, and those with a comma between city and postcode (Universal Postal Union). */
const BEFORE = new Set(
  (
    'AD AL AM AR AT AX AZ BA BE BG BL BY CH CL CV CY CZ DE DK DO DZ EC EE EH ES ET FI FO FR GE GF GL GN GP GR GT GW HR HT HU IS IT ' +
    'KG KW KZ LA LI LR LT LU MA MC MD ME MF MG MK MQ MU MX MY MZ NC NE NI NL NO OM PF PL PM PT PY RE RO RS SE SI SJ SK SM SN SV TJ ' +
    'TM TN TR TZ UY UZ VA WF XK YT ZM'
  ).split(' '),
);
const COMMA = new Set('BR CN CO IR LV MM RU UA'.split(' '));
/** Countries that write from the largest to the smallest part, and their locales. */
const LARGEST_FIRST: Readonly<Record<string, readonly string[]>> = {
  ja: ['JP'],
  zh_CN: ['CN', 'MO'],
  zh_TW: ['TW'],
  ko: ['KR', 'KP'],
};

/** What is before the postcode, after it, for each place. */
interface Pieces {
  readonly before: PlaceColumn;
  readonly after: PlaceColumn;
}

/** `, Austin, TX ` and `, United States`, or `, ` and ` Berlin, Germany`. */
const englishLine = once((table: PlaceTable) => pieces(table, ', '));
const englishLines = once((table: PlaceTable) => pieces(table, '\n'));

function pieces(table: PlaceTable, gap: string, city?: LocalColumn, country?: LocalColumn): Pieces {
  const texts = dictionaries(table);
  const places = table.countryOf.length;
  const [cities, countries] = [
    (city?.dictionary ?? texts.cities).texts(),
    (country?.dictionary ?? texts.countries).texts(),
  ];
  const [codes, countryCodes, masks] = [texts.stateCodes, texts.countryCodes, texts.postcodeMasks].map((one) =>
    one.texts(),
  );
  const rows = city?.entryOf.length ?? places;
  const before = new Column(rows);
  const after = new Column(rows);
  for (let row = 0; row < rows; row++) {
    const place = row % places;
    const own = table.countryOf[place];
    const name = cities[city === undefined ? table.cityName[place] : city.entryOf[row]];
    const state = codes[table.stateOf[place]];
    const land = `${gap}${countries[country === undefined ? own : country.entryOf[row]]}`;
    const hasPostcode = masks[own] !== '';
    if (hasPostcode && BEFORE.has(countryCodes[own])) {
      before.set(row, gap);
      after.set(row, ` ${name}${land}`);
      continue;
    }
    const isBrazil = countryCodes[own] === 'BR';
    const region = state === '' ? '' : `${isBrazil ? ' - ' : ', '}${state}`;
    const end = COMMA.has(countryCodes[own]) ? ', ' : ' ';
    before.set(row, `${gap}${name}${region}${hasPostcode ? end : ''}`);
    after.set(row, land);
  }
  return { before: before.done(), after: after.done() };
}

/** Texts by number, each once in the dictionary. */
class Column {
  readonly #entryOf: Int32Array;
  readonly #entryOfText = new Map<string, number>();

  constructor(length: number) {
    this.#entryOf = new Int32Array(length);
  }

  set(row: number, text: string): void {
    const entry = this.#entryOfText.get(text) ?? this.#entryOfText.size;
    this.#entryOfText.set(text, entry);
    this.#entryOf[row] = entry;
  }

  done(): PlaceColumn {
    return { dictionary: Dictionary.from([...this.#entryOfText.keys()]), entryOf: this.#entryOf };
  }
}

/** The whole address, as the country writes it: `128 Oak Avenue, Austin, TX 78701, United States`. */
export function addressRecipe(input: GeneratorInput<typeof ADDRESS>): Recipe {
  const set = placeSet(input);
  const gap = input.options.lines ? '\n' : ', ';
  const locales = rowLocales(input);
  if (locales === null) {
    const { before, after } = (input.options.lines ? englishLines : englishLine)(set.table);
    const places = placeNumbers(input, set);
    return joined([
      ...streetParts(input),
      entries(before.dictionary, mapped(places, before.entryOf)),
      postcodeRecipe(input, set),
      entries(after.dictionary, mapped(places, after.entryOf)),
    ]);
  }
  const city = localColumn(input, set, 'city');
  const country = localColumn(input, set, 'country');
  const rows = rowsOf(locales, input, set);
  const isReversed = isLargestFirst(input, set);
  const { before, after } = isReversed
    ? reversedPieces(input, set, gap, city, country)
    : pieces(set.table, gap, city, country);
  const town = [
    entries(before.dictionary, mapped(rows, before.entryOf)),
    postcodeRecipe(input, set),
    entries(after.dictionary, mapped(rows, after.entryOf)),
  ];
  return joined(isReversed ? [...town, ...streetParts(input)] : [...streetParts(input), ...town]);
}

/** Whether all rows are in a language of one country that writes so. */
function isLargestFirst({ locale = null }: GeneratorInput, { table, countries, lead }: PlaceSet): boolean {
  const [code, ...others] = locale?.codes ?? [];
  const own = LARGEST_FIRST[code] ?? [];
  const codes = dictionaries(table).countryCodes;
  return others.length === 0 && lead === null && countries.every((country) => own.includes(codes.text(country)));
}

/** `日本〒` and ` 大阪府堺市`, before the street. */
function reversedPieces(
  input: GeneratorInput,
  set: PlaceSet,
  gap: string,
  city: LocalColumn,
  country: LocalColumn,
): Pieces {
  const state = localColumn(input, set, 'state');
  const before = new Column(city.entryOf.length);
  const after = new Column(city.entryOf.length);
  const code = input.locale?.codes[0];
  const mark = code === 'ja' ? '〒' : '';
  const blank = code === 'ko' ? ' ' : '';
  const line = gap === '\n' ? gap : ' ';
  const [cities, states, countries] = [city, state, country].map(({ dictionary }) => dictionary.texts());
  for (const row of city.entryOf.keys()) {
    const [town, region] = [cities[city.entryOf[row]], states[state.entryOf[row]]];
    before.set(row, `${countries[country.entryOf[row]]}${line}${mark}`);
    // A city that is a state of its own is said once.
    after.set(row, `${line}${region}${region.startsWith(town) ? '' : blank + town}${line === '\n' ? line : blank}`);
  }
  return { before: before.done(), after: after.done() };
}
