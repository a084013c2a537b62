import type { Town } from '../read-towns.ts';
import { readRegions } from '../regions.ts';
import { AMERICAS } from './americas.ts';
import { ASIA_AND_AUSTRALIA } from './asia.ts';
import { BRITAIN } from './britain.ts';
import { NORTHERN_AND_EASTERN_EUROPE } from './europe-north-east.ts';
import { SOUTHERN_EUROPE } from './europe-south.ts';
import { WESTERN_EUROPE } from './europe-west.ts';
import { northAmericanHeads } from './north-america.ts';
import { RUSSIA_AND_TURKEY } from './russia-turkey.ts';

const TEXT = [
  WESTERN_EUROPE,
  SOUTHERN_EUROPE,
  BRITAIN,
  NORTHERN_AND_EASTERN_EUROPE,
  RUSSIA_AND_TURKEY,
  ASIA_AND_AUSTRALIA,
  AMERICAS,
]
  .map((text) => text.trim())
  .join('\n\n');

/** How the postcodes of each town begin, see `PlaceTable.postcodeHeads`; an empty text where nothing is known of its region. */
export function postcodeHeads(towns: readonly Town[]): (town: Town) => string {
  const regions = readRegions(TEXT, towns);
  return (town) => {
    if (town.country === 'US' || town.country === 'CA') return northAmericanHeads(town).join(' ');
    return regions.get(town.country)?.itemsOf(town).flatMap(ofOneLength).join(' ') ?? '';
  };
}

/** `M1-12` as `M1-9` and `M10-12`. */
function ofOneLength(head: string): readonly string[] {
  const [, letters, low, high] = /^([A-Z]+)(\d)-(\d\d)$/.exec(head) ?? [];
  return high === undefined ? [head] : [`${letters}${low}-9`, `${letters}10-${high}`];
}

/** The forms of postcodes whose regions are known, by country. */
export const regionalForms: ReadonlyMap<string, string> = new Map([
  ['US', '#####'],
  ['CA', '@#@ #@#'],
  ...TEXT.split(/\n\n+/).map((block): [string, string] => [block.slice(0, 2), block.slice(3, block.indexOf('\n'))]),
]);
