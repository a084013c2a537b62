import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import type { GeneratorInput } from '../generator.ts';
import { mapped, ownNumbers } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type COUNTRY, placeNumbers, placeSet } from './place-set.ts';
import { entries } from './recipes.ts';
import { refuseUnique } from './refuse-unique.ts';

/** What each place says of itself: a dictionary, and the entry of every place. */
export interface PlaceColumn {
  readonly dictionary: Dictionary;
  readonly entryOf: Int32Array;
}

/** The columns of the table that are plain texts. */
export const placeColumns = once((table: PlaceTable) => {
  const texts = dictionaries(table);
  const countryOf = Int32Array.from(table.countryOf);
  const stateOf = Int32Array.from(table.stateOf);
  const names = texts.states.texts();
  const shortStates = texts.stateCodes.texts().map((code, state) => code || names[state]);
  return {
    city: { dictionary: texts.cities, entryOf: Int32Array.from(table.cityName) },
    state: { dictionary: texts.states, entryOf: stateOf },
    stateCode: { dictionary: Dictionary.from(shortStates), entryOf: stateOf },
    timeZone: { dictionary: texts.timeZones, entryOf: Int32Array.from(table.timeZoneOf) },
    country: { dictionary: texts.countries, entryOf: countryOf },
    countryCode: { dictionary: texts.countryCodes, entryOf: countryOf },
    currency: { dictionary: texts.currencies, entryOf: countryOf },
    callingCode: { dictionary: texts.callingCodes, entryOf: countryOf },
  } satisfies Record<string, PlaceColumn>;
});

/** A text of the object's place; where it must be unique, any of the texts that the chosen places have, once each. */
export function placeText(
  input: GeneratorInput<typeof COUNTRY>,
  column: keyof ReturnType<typeof placeColumns>,
): Recipe {
  const set = placeSet(input);
  const { dictionary, entryOf }: PlaceColumn = placeColumns(set.table)[column];
  if (input.distinct === null) return entries(dictionary, mapped(placeNumbers(input, set), entryOf));
  if (set.lead !== null) refuseUnique('a text that follows the country of its row');
  const first = new Map<string, number>();
  const used = new Set<number>();
  for (const place of set.places) used.add(entryOf[place]);
  for (const entry of used) {
    const text = dictionary.text(entry);
    if (!first.has(text)) first.set(text, entry);
  }
  return entries(dictionary, mapped(ownNumbers(input, first.size), Int32Array.from(first.values())));
}
