import { countries } from 'countries-list';
import type { PlaceTable } from '../src/engine/data/places.ts';
import { stringTable } from '../src/engine/data/string-table.ts';
import { cleanName } from './clean-name.ts';
import { countryFormats } from './country-formats.ts';
import { regionalForms } from './postcodes/index.ts';

type CountryTables = Pick<PlaceTable, 'countries' | 'countryCodes' | 'currencies' | 'callingCodes' | 'postcodeMasks'>;

/** Where `countries-list` glues an area code to the calling code, or lists a former one first. */
const CALLING_CODES: ReadonlyMap<string, string> = new Map([
  ['BQ', '599'],
  ['CW', '599'],
  ['SJ', '47'],
  ['VA', '39'],
  ['XK', '383'],
]);

const listed = new Map(Object.entries(countries));

function entry(code: string): typeof countries.DE {
  const country = listed.get(code);
  if (country === undefined) throw new Error(`${code} is not in countries-list`);
  return country;
}

/** With the plus sign. Throws on an unknown code. */
export function callingCode(code: string): string {
  const digits = CALLING_CODES.get(code) ?? String(entry(code).phone[0]);
  // In the North American plan countries-list adds the area code; the phone's form holds that.
  return digits.length === 4 && digits.startsWith('1') ? '+1' : `+${digits}`;
}

function postcodeMask(code: string): string {
  const found = regionalForms.get(code) ?? countryFormats.get(code)?.postcode;
  if (found === undefined) throw new Error(`${code} has no row in country-formats.ts`);
  return found;
}

/** English short name of a country. Throws on an unknown code. */
export function countryName(code: string): string {
  return cleanName(entry(code).name);
}

/** The country part of the place table, in the order of the codes. Throws on an unknown code. */
export function countryTables(codes: readonly string[]): CountryTables {
  return {
    countries: stringTable(codes.map(countryName)),
    countryCodes: stringTable(codes),
    currencies: stringTable(codes.map((code) => entry(code).currency[0])),
    callingCodes: stringTable(codes.map(callingCode)),
    postcodeMasks: stringTable(codes.map(postcodeMask)),
  };
}
