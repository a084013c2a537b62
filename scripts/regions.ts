import type { Town } from './read-towns.ts';

/**
 * Properties of the towns of a country's regions, such as the first digits of their postcodes. In the blocks of text that this reads,
 * a block of lines begins with a country's code and form:
 *
 *     DE #####
 *     Berlin: 10115-14199
 *     Bavaria: Munich=80331-81929/82 85; Nürnberg=90402-90491/90
 *
 * A line is a state of the place table and what all of its towns have, or towns that have it: a town's own, and after the slash
 * what the other towns of the state have that are nearer to it than to the others of the line, by default the same. Items are
 * separated by blanks. A line of `*` is for all states without one.
 */
export interface CountryRegions {
  readonly form: string;
  /** The items of a town of the country. Throws where its state has no line. */
  readonly itemsOf: (town: Town) => readonly string[];
}

/** The line of all states that have none of their own. */
const ANY_STATE = '*';

interface Anchor {
  /** Null for the whole state. */
  readonly town: string | null;
  readonly own: readonly string[];
  readonly around: readonly string[];
}

/** The countries of texts in the notation above. Throws an error that lists all towns of the texts that do not exist. */
export function readRegions(text: string, towns: readonly Town[]): ReadonlyMap<string, CountryRegions> {
  const missing: string[] = [];
  const regions = text
    .trim()
    .split(/\n\n+/)
    .map((block): [string, CountryRegions] => {
      const [head, ...lines] = block.split('\n');
      const [code, ...form] = head.split(' ');
      const own = towns.filter(({ country }) => country === code);
      const states = lines.map((line) => {
        const [state, anchors] = anchorsOf(line);
        const here = own.filter((town) => town.state === state);
        const located = anchors.map((anchor): Located => {
          const at =
            here.filter(({ name }) => name === anchor.town).sort((a, b) => b.population - a.population)[0] ?? null;
          if (anchor.town !== null && at === null) missing.push(`${code}|${state}|${anchor.town}`);
          return { ...anchor, at };
        });
        return [state, located] as const;
      });
      return [code, { form: form.join(' '), itemsOf: finder(new Map(states)) }];
    });
  if (missing.length > 0) throw new Error(`these towns do not exist: ${missing.join(', ')}`);
  return new Map(regions);
}

interface Located extends Anchor {
  readonly at: Town | null;
}

function finder(states: ReadonlyMap<string, readonly Located[]>): CountryRegions['itemsOf'] {
  return (town) => {
    const anchors = states.get(town.state) ?? states.get(ANY_STATE);
    if (anchors === undefined) throw new Error(`${town.country}: nothing is known of ${town.name} in ${town.state}`);
    const own = anchors.find(({ at }) => at === town);
    if (own !== undefined) return own.own;
    const distances = anchors.map(({ at }) => (at === null ? 0 : distance(at, town)));
    return anchors[distances.indexOf(Math.min(...distances))].around;
  };
}

function anchorsOf(line: string): readonly [state: string, anchors: readonly Anchor[]] {
  const colon = line.indexOf(': ');
  const anchors = line
    .slice(colon + 2)
    .split('; ')
    .map((part): Anchor => {
      const [town, items] = part.includes('=') ? part.split('=') : [null, part];
      const [own, around = own] = items.split('/').map((list) => list.split(' '));
      return { town, own, around };
    });
  return [line.slice(0, colon), anchors];
}

/** Square of the distance, near enough for comparisons within a state. */
export function distance(a: Pick<Town, 'latitude' | 'longitude'>, b: Pick<Town, 'latitude' | 'longitude'>): number {
  const north = a.latitude - b.latitude;
  const east = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return north * north + east * east;
}
