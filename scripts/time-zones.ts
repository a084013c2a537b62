import tzLookup from 'tz-lookup';

interface Point {
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Countries of one zone with points that the map gives to a neighbour, beyond what the rule below can tell. */
const SINGLE_ZONE: ReadonlyMap<string, string> = new Map([
  ['AS', 'Pacific/Pago_Pago'],
  ['BQ', 'America/Kralendijk'],
  ['CU', 'America/Havana'],
  ['JP', 'Asia/Tokyo'],
  ['LC', 'America/St_Lucia'],
  ['MP', 'Pacific/Saipan'],
  ['PM', 'America/Miquelon'],
  ['TC', 'America/Grand_Turk'],
  ['TL', 'Asia/Dili'],
  ['VA', 'Europe/Vatican'],
  ['VE', 'America/Caracas'],
]);
/** Names that the time zone database has given up since the map was made. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['America/Godthab', 'America/Nuuk'],
  ['America/Thunder_Bay', 'America/Toronto'],
  ['America/Yellowknife', 'America/Edmonton'],
  ['Asia/Choibalsan', 'Asia/Ulaanbaatar'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Europe/Uzhgorod', 'Europe/Kyiv'],
  ['Europe/Zaporozhye', 'Europe/Kyiv'],
]);
/** A zone in which so large a share of a country's points lies is that country's, whoever else lies in it. */
const OWN_SHARE = 0.5;

function tally(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/**
 * The time zone of each point. The map behind `tz-lookup` is coarse along borders, so a point that falls into a zone of
 * another country takes the zone of the nearest point of its own country that does not. A zone belongs to the country
 * with the most points in it, and to those that have most of their points in it.
 */
export function settleTimeZones(points: readonly Point[]): string[] {
  const zones = points.map(({ country, latitude, longitude }) => {
    const zone = SINGLE_ZONE.get(country) ?? tzLookup(latitude, longitude);
    return RENAMED.get(zone) ?? zone;
  });
  const ofCountry = new Map<string, number>();
  const ofBoth = new Map<string, number>();
  for (const [i, { country }] of points.entries()) {
    tally(ofCountry, country);
    tally(ofBoth, `${country} ${zones[i]}`);
  }
  const most = new Map<string, number>();
  for (const [key, count] of ofBoth) {
    const zone = key.slice(3);
    most.set(zone, Math.max(count, most.get(zone) ?? 0));
  }
  const own = points.map(({ country }, i) => {
    const count = ofBoth.get(`${country} ${zones[i]}`) ?? 0;
    return count === most.get(zones[i]) || count >= OWN_SHARE * (ofCountry.get(country) ?? 0);
  });
  return points.map((point, i) => {
    if (own[i]) return zones[i];
    let nearest = i;
    let distance = Infinity;
    for (const [j, other] of points.entries()) {
      if (!own[j] || other.country !== point.country) continue;
      const d = (other.latitude - point.latitude) ** 2 + (other.longitude - point.longitude) ** 2;
      if (d < distance) [nearest, distance] = [j, d];
    }
    return zones[nearest];
  });
}
