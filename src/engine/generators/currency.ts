import type { PlaceTable } from '../data/places.ts';
import type { Recipe } from '../frame.ts';
import { mapped, ownNumbers } from './families/numbers.ts';
import { dictionaries } from './families/place-dictionaries.ts';
import { COUNTRY, placeNumbers, placeSet } from './families/place-set.ts';
import { entries } from './families/recipes.ts';
import { refuseUnique } from './families/refuse-unique.ts';
import { tableColumn } from './families/tables.ts';
import type { Generator, GeneratorInput } from './generator.ts';

const MEMBER = {
  type: 'string',
  family: 'finance',
  aliases: [],
  options: COUNTRY,
  range: null,
  hint: false,
  from: false,
} as const;

/** A text about the currency of the object's place; where it must be unique, that of any currency. */
function currencyText(input: GeneratorInput<typeof COUNTRY>, column: 'name' | 'symbol' | 'numericCode'): Recipe {
  const { currency } = input.resources.words().finance;
  const { dictionary, entryOf } = tableColumn(currency[column]);
  const set = placeSet(input);
  if (input.distinct !== null) {
    if (set.lead !== null || set.name !== '') refuseUnique('a text about the currency of a country');
    return entries(dictionary, ownNumbers(input, dictionary.length));
  }
  return entries(dictionary, mapped(placeNumbers(input, set), ofPlaces(set.table, currency.code, entryOf)));
}

/** The entry of the currency of each place. */
function ofPlaces(table: PlaceTable, codes: readonly string[], entryOf: Int32Array): Int32Array {
  const countries = dictionaries(table)
    .currencies.texts()
    .map((code) => entryOf[codes.indexOf(code)]);
  return Int32Array.from(table.countryOf, (country) => countries[country]);
}

/** What is said of a currency beside its code: of one object they are of the currency of its place. */
export const currencyGenerators = [
  {
    ...MEMBER,
    name: 'currency_name',
    summary: "The English name of the place's currency.",
    compile: (input) => currencyText(input, 'name'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'currency_symbol',
    summary: "The symbol of the place's currency.",
    compile: (input) => currencyText(input, 'symbol'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'currency_numeric_code',
    summary: "The ISO 4217 number of the place's currency.",
    aliases: ['currency_number'],
    compile: (input) => currencyText(input, 'numericCode'),
  } satisfies Generator<typeof COUNTRY>,
] as const satisfies readonly Generator[];
