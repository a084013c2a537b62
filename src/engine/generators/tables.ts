import { type FamilyTable, tableDecimal, tableInteger, tableText } from './families/tables.ts';
import type { Generator, GeneratorFamily } from './generator.ts';

/** A generator that is a column of a table: name, column, summary and aliases. */
type Member = readonly [name: string, column: string, summary: string, ...aliases: string[]];

/** What a column holds: texts, whole numbers, or numbers with so many decimals. */
type Kind = 'string' | 'integer' | number;

function members(
  family: GeneratorFamily,
  table: FamilyTable,
  rows: readonly Member[],
  kind: Kind = 'string',
): Generator[] {
  return rows.map(([name, column, summary, ...aliases]) => ({
    name,
    type: typeof kind === 'number' ? 'decimal' : kind,
    family,
    summary,
    aliases,
    options: {},
    range: null,
    hint: false,
    from: false,
    compile(input) {
      if (kind === 'string') return tableText(table, column, input);
      return kind === 'integer' ? tableInteger(table, column, input) : tableDecimal(table, column, kind, input);
    },
  }));
}

const stored = (name: string): FamilyTable => ({ record: name, columns: (resources) => resources.tables()[name] });

const airports = stored('airport');
const languages: FamilyTable = { record: 'language', columns: (resources) => resources.words().location.language };
const elements: FamilyTable = { record: 'element', columns: (resources) => resources.words().science.chemicalElement };
const units: FamilyTable = { record: 'unit', columns: (resources) => resources.words().science.unit };
const airplanes: FamilyTable = { record: 'airplane', columns: (resources) => resources.words().airline.airplane };

const cardinals: FamilyTable = { record: 'cardinal', columns: (resources) => resources.words().location.cardinal };
const ordinals: FamilyTable = { record: 'ordinal', columns: (resources) => resources.words().location.ordinal };

/** Generators that are the columns of a table. Those of one object agree: `airport_code` is the code of its `airport`. */
export const tableGenerators: readonly Generator[] = [
  ...members('air travel', airports, [
    ['airport', 'name', 'An airport, large ones more often.', 'airport_name'],
    ['airport_code', 'iata', "The airport's IATA code.", 'iata', 'airport_iata', 'iata_code'],
    ['airport_icao', 'icao', "The airport's ICAO code.", 'icao', 'icao_code', 'airport_gps_code'],
    ['airport_city', 'city', 'The city that the airport serves.', 'airport_municipality'],
    ['airport_region_code', 'region', "The airport's region, ISO 3166-2."],
    ['airport_country', 'country', "The airport's country."],
    ['airport_country_code', 'countryCode', "The airport's country, ISO 3166."],
    ['airport_continent', 'continent', "The airport's continent."],
  ]),
  ...members(
    'air travel',
    airports,
    [['airport_elevation', 'elevation', "The airport's elevation in feet.", 'airport_elevation_feet']],
    'integer',
  ),
  ...members(
    'air travel',
    airports,
    [
      ['airport_latitude', 'latitude', "The airport's latitude in degrees."],
      ['airport_longitude', 'longitude', "The airport's longitude in degrees."],
    ],
    4,
  ),
  ...members('air travel', airplanes, [
    ['airplane', 'name', 'A type of airplane.', 'aircraft'],
    ['airplane_code', 'iataTypeCode', "The airplane's IATA type code.", 'aircraft_code'],
  ]),
  ...members('text', languages, [
    ['language', 'name', 'A language, in English.', 'language_name'],
    ['language_code', 'alpha2', "The language's code of two letters, ISO 639-1.", 'lang', 'language_alpha2'],
    ['language_alpha3', 'alpha3', "The language's code of three letters, ISO 639-2."],
  ]),
  ...members('science', elements, [
    ['chemical_element', 'name', 'A chemical element.', 'element_name'],
    ['element_symbol', 'symbol', "The chemical element's symbol.", 'chemical_symbol'],
  ]),
  ...members(
    'science',
    elements,
    [['atomic_number', 'atomicNumber', "The chemical element's atomic number."]],
    'integer',
  ),
  ...members('science', units, [
    ['unit', 'name', 'A unit of measurement.', 'unit_of_measure', 'unit_name'],
    ['unit_symbol', 'symbol', "The unit's symbol."],
  ]),
  ...members('place', cardinals, [
    ['cardinal_direction', 'name', 'North, east, south or west.'],
    ['cardinal_direction_short', 'short', "The cardinal direction's letter."],
  ]),
  ...members('place', ordinals, [
    ['ordinal_direction', 'name', 'A direction between two cardinal ones.'],
    ['ordinal_direction_short', 'short', "The ordinal direction's letters."],
  ]),
];
