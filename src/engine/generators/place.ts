import { ADDRESS, addressRecipe } from './families/addresses.ts';
import { coordinate } from './families/coordinates.ts';
import { COUNTRY, placeSet } from './families/place-set.ts';
import { placeText } from './families/place-texts.ts';
import { postcodeRecipe, uniquePostcodeRecipe } from './families/postcodes.ts';
import { joined } from './families/recipes.ts';
import { streetName, streetParts } from './families/streets.ts';
import type { Generator } from './generator.ts';

const MEMBER = { type: 'string', family: 'place', options: COUNTRY, range: null, hint: false, from: false } as const;

/**
 * The place family: its members read one record for each object and row, a city drawn by its population, so that city,
 * state, postcode, country, coordinates, time zone, currency and phone of one object agree.
 */
export const placeGenerators = [
  {
    ...MEMBER,
    name: 'city',
    range: 'longest',
    summary: 'A city of at least 15,000 people, drawn by population.',
    aliases: ['town', 'city_name'],
    compile: (input) => placeText(input, 'city'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'state',
    range: 'longest',
    summary: "The city's state, province or region.",
    aliases: ['region', 'province', 'state_name'],
    compile: (input) => placeText(input, 'state'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'state_code',
    summary: "The state's abbreviation in the US, Canada, Australia and Brazil, such as TX; elsewhere its name.",
    aliases: ['state_abbreviation', 'state_abbr'],
    compile: (input) => placeText(input, 'stateCode'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'postcode',
    range: 'longest',
    summary:
      'A postcode of the city or its region, in some countries only of their form; empty if the country has no postcodes.',
    aliases: ['zip', 'zip_code', 'zipcode', 'postal_code', 'post_code'],
    compile(input) {
      const set = placeSet(input);
      return input.distinct === null ? postcodeRecipe(input, set) : uniquePostcodeRecipe(input, set);
    },
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'country',
    range: 'longest',
    summary: "The country's name, in English or the object's locale.",
    aliases: ['country_name', 'nation'],
    compile: (input) => placeText(input, 'country'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'country_code',
    summary: "The country's two-letter code, ISO 3166.",
    aliases: ['country_iso', 'iso_country', 'country_code_alpha2'],
    compile: (input) => placeText(input, 'countryCode'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'latitude',
    type: 'decimal',
    summary: 'A latitude in degrees, within 0.05 of the city.',
    aliases: ['lat'],
    compile: (input) => coordinate(input, 'latitude'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'longitude',
    type: 'decimal',
    summary: 'A longitude in degrees, within 0.05 of the city.',
    aliases: ['lng', 'lon'],
    compile: (input) => coordinate(input, 'longitude'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'time_zone',
    summary: "The city's time zone, such as Europe/Berlin.",
    aliases: ['timezone', 'tz'],
    compile: (input) => placeText(input, 'timeZone'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'currency',
    summary: "The code of the country's currency, ISO 4217.",
    aliases: ['currency_code'],
    compile: (input) => placeText(input, 'currency'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'calling_code',
    summary: "The country's calling code, such as +49.",
    aliases: ['country_calling_code', 'dial_code', 'dialing_code'],
    compile: (input) => placeText(input, 'callingCode'),
  } satisfies Generator<typeof COUNTRY>,
  {
    ...MEMBER,
    name: 'street_name',
    range: 'longest',
    summary: 'A street without a house number.',
    aliases: ['streetname'],
    options: {},
    compile: streetName,
  },
  {
    ...MEMBER,
    name: 'street',
    range: 'longest',
    summary: 'A house number and a street.',
    aliases: ['street_address', 'address_line', 'address_line_1', 'address1'],
    options: {},
    compile: (input) => joined(streetParts(input)),
  },
  {
    ...MEMBER,
    name: 'address',
    range: 'longest',
    summary:
      'The whole address, in the order of its country: the postcode before the city, after it or after the state.',
    aliases: ['full_address'],
    options: ADDRESS,
    compile: addressRecipe,
  } satisfies Generator<typeof ADDRESS>,
] as const satisfies readonly Generator[];
