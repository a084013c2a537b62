import zipcodes from 'zipcodes';
import type { Town } from '../read-towns.ts';
import { distance } from '../regions.ts';
import { usZipPrefixes } from '../us-states.ts';

interface Area {
  /** Three digits of a ZIP code, or the first three characters of a Canadian postcode. */
  readonly head: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Square of the distance in degrees within which an area of a town's name is of that town. */
const SAME_TOWN = 0.25;
/** Codes that an area of a city needs, as a share of those of its largest one. */
const MIN_SHARE = 0.1;
/** The provinces of Canada, by name, with the first letters of their postcodes. */
const PROVINCES: ReadonlyMap<string, string> = new Map([
  ['Newfoundland and Labrador', 'A'],
  ['Nova Scotia', 'B'],
  ['Prince Edward Island', 'C'],
  ['New Brunswick', 'E'],
  ['Quebec', 'GHJ'],
  ['Ontario', 'KLMNP'],
  ['Manitoba', 'R'],
  ['Saskatchewan', 'S'],
  ['Alberta', 'T'],
  ['British Columbia', 'V'],
  ['Northwest Territories', 'X'],
  ['Nunavut', 'X'],
  ['Yukon', 'Y'],
]);

const byState = new Map<string, Area[]>();
for (const { zip, city, state, latitude, longitude, country } of Object.values(zipcodes.codes)) {
  if (!latitude || !longitude) continue;
  const head = zip.slice(0, 3);
  const keys = country === 'US' ? statesOf(state, head) : provincesOf(head);
  for (const key of keys) {
    const area = { head, city: plain(city), latitude, longitude };
    const areas = byState.get(key);
    if (areas === undefined) byState.set(key, [area]);
    else areas.push(area);
  }
}

/** The state, where the code is within its main range. */
function statesOf(state: string, head: string): readonly string[] {
  const range = usZipPrefixes.get(state);
  return range === undefined || Number(head) < range[0] || Number(head) > range[1] ? [] : [`US ${state}`];
}

function provincesOf(head: string): readonly string[] {
  return [...PROVINCES].flatMap(([name, letters]) => (letters.includes(head[0]) ? [`CA ${name}`] : []));
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/^saint /, 'st. ');
}

/** The areas of a town's own name in its state or province; if there are none, the nearest one. */
export function northAmericanHeads(town: Town): readonly string[] {
  const areas = byState.get(`${town.country} ${town.country === 'US' ? town.stateCode : town.state}`);
  if (areas === undefined) throw new Error(`no postcodes of ${town.name} in ${town.state}`);
  const name = plain(town.name);
  const isNamed = ({ city }: Area): boolean =>
    town.country === 'US'
      ? city === name
      : city
          .split(/[^a-z.'-]+/)
          .join(' ')
          .includes(name);
  const own = areas.filter((area) => isNamed(area) && distance(area, town) < SAME_TOWN);
  const found = own.length > 0 ? own : [[...areas].sort((a, b) => distance(a, town) - distance(b, town))[0]];
  const counts = new Map<string, number>();
  for (const { head } of found) counts.set(head, (counts.get(head) ?? 0) + 1);
  // A code or two of a city's name may be of a neighbour's area.
  const fewest = town.country === 'US' ? Math.max(...counts.values()) * MIN_SHARE : 0;
  return [...counts.keys()].filter((head) => (counts.get(head) ?? 0) >= fewest).sort();
}
