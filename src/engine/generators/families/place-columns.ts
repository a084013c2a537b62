import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';

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
