import { browsers } from './families/browsers.ts';
import { type FamilyTable, tableDate, tableDecimal, tableInteger, tableText } from './families/tables.ts';
import type { Generator, GeneratorFamily } from './generator.ts';

/** A generator that is a column of a table: name, column, summary and aliases. */
type Member = readonly [name: string, column: string, summary: string, ...aliases: string[]];

/** What a column holds: texts, dates, whole numbers, or numbers with so many decimals. */
type Kind = 'string' | 'date' | 'integer' | number;

/** Texts long enough that columns of databases may be shorter. */
const LONG = new Set([
  'animal',
  'animal_common_name',
  'plant',
  'diagnosis',
  'medical_procedure',
  'device_model',
  'movie',
  'university',
  'user_agent',
]);

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
    range: LONG.has(name) ? 'longest' : null,
    hint: false,
    from: false,
    compile(input) {
      if (kind === 'string') return tableText(table, column, input);
      if (kind === 'date') return tableDate(table, column, input);
      return kind === 'integer' ? tableInteger(table, column, input) : tableDecimal(table, column, kind, input);
    },
  }));
}

const stored = (name: string): FamilyTable => ({ record: name, columns: (resources) => resources.table(name) });

const airports = stored('airport');
const animals = stored('animal');
const plants = stored('plant');
const diagnoses = stored('diagnosis');
const procedures = stored('procedure');
const services = stored('hcpcs');
const devices = stored('device');
const movies = stored('movie');
const universities = stored('university');
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
  ...members('nature', animals, [
    ['animal', 'kind', 'A kind of animal, such as bear.', 'animal_type'],
    ['animal_common_name', 'name', "The animal's species, such as Brown bear.", 'animal_species', 'animal_name'],
    ['animal_scientific_name', 'scientificName', "The animal's scientific name, such as Ursus arctos."],
    ['animal_class', 'class', "The animal's class, such as Mammal."],
  ]),
  ...members('nature', plants, [
    ['plant', 'name', 'A plant, such as Silver birch.', 'plant_common_name', 'plant_name'],
    ['plant_scientific_name', 'scientificName', "The plant's scientific name, such as Betula pendula."],
    ['plant_family', 'family', "The plant's family, such as Betulaceae."],
  ]),
  ...members('health', diagnoses, [
    ['diagnosis', 'name', 'A diagnosis in the words of ICD-10-CM, common ones more often.', 'diagnosis_description'],
    ['diagnosis_short', 'short', 'The diagnosis in at most 60 characters.'],
    [
      'diagnosis_code',
      'code',
      "The diagnosis's ICD-10-CM code.",
      'icd10',
      'icd10_code',
      'icd_code',
      'icd10_diagnosis_code',
    ],
  ]),
  ...members('health', procedures, [
    ['medical_procedure', 'name', 'A procedure in the words of ICD-10-PCS.', 'procedure', 'procedure_description'],
    ['procedure_short', 'short', 'The procedure in at most 60 characters.'],
    ['procedure_code', 'code', "The procedure's ICD-10-PCS code.", 'icd10_pcs', 'icd10_procedure_code'],
  ]),
  ...members('health', services, [
    ['hcpcs_name', 'name', 'A service or supply in the words of HCPCS.', 'medical_service'],
    ['hcpcs_code', 'code', "The service's HCPCS code.", 'hcpcs'],
  ]),
  ...members('device', devices, [
    ['device_model', 'model', 'A model of a phone, tablet or watch.', 'device', 'mobile_device', 'phone_model'],
    ['device_brand', 'brand', "The device's brand.", 'device_make', 'device_manufacturer'],
    ['device_os', 'os', "The device's operating system."],
    ['device_type', 'type', "The device's type: phone, tablet or watch."],
  ]),
  ...members('device', devices, [['device_release_date', 'released', "The device's release date."]], 'date'),
  ...members('media', movies, [
    ['movie', 'title', 'The title of a movie.', 'movie_title', 'film', 'film_title'],
    ['movie_genres', 'genres', "The movie's genres, such as Crime, Drama.", 'movie_genre', 'film_genre'],
    ['movie_director', 'director', "The movie's director.", 'film_director'],
  ]),
  ...members('media', movies, [['movie_year', 'year', 'The year of the movie.']], 'integer'),
  ...members('education', universities, [
    ['university', 'name', 'A university.', 'university_name', 'college'],
    ['university_city', 'city', "The university's city."],
    ['university_country', 'country', "The university's country."],
  ]),
  ...members('internet', browsers, [
    [
      'user_agent',
      'agent',
      'The user agent string that a browser sends, of newer versions more often.',
      'useragent',
      'browser',
    ],
    ['browser_name', 'browser', 'The name of the browser with this user agent.'],
    ['browser_version', 'version', "The browser's version."],
    ['operating_system', 'os', 'The operating system that the browser runs on.'],
  ]),
];
