import type { PlaceTable } from '../../data/places.ts';
import { Dictionary } from '../../dictionary.ts';
import { once } from './once.ts';

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
    postcodeHeads: of(table.postcodeHeads),
    phoneForms: of(table.phoneForms),
  };
});
