import { DAY } from '../words/instant.ts';
import { TIME_ZONES, type TimeZone } from '../words/time-zones.ts';
import type { Steps } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

const HOUR = 3_600_000;
const MONTHS = /^\s*(\d+)\s*(mo|y)\s*$/;

/** The months of `1mo` or `2y`; null for anything else. */
export function readMonths(node: YamlNode | undefined): number | null {
  const [, count, unit] = node?.kind === 'scalar' ? (MONTHS.exec(node.text) ?? []) : [];
  return count === undefined ? null : Number(count) * (unit === 'y' ? 12 : 1);
}

/** The least time between two rows of an even series, jitter aside: a month may have 28 days, and a day of a zone 23 hours. */
export function leastStep({ every, months, zone }: Pick<Steps, 'every' | 'months' | 'zone'>): number {
  return (months > 0 ? months * 28 * DAY : every) - (zone === null ? 0 : HOUR);
}

/** `$timezone: Europe/Berlin`; null after a problem. */
export function readTimeZone(node: YamlNode, location: Location): TimeZone | null {
  const name = node.kind === 'scalar' ? node.text.trim() : '';
  const zone = TIME_ZONES.get(name);
  if (zone !== undefined) return zone;
  const hint = location.nearest(
    name,
    TIME_ZONES.keys(),
    'write one with the same clock, such as Europe/Berlin, America/New_York, Asia/Tokyo or Australia/Sydney',
  );
  location.report('TIME_ZONE_UNKNOWN', node.at, `${name || 'this'} is not a time zone whose rules are known`, hint);
  return null;
}

/** Whether the steps keep the time of day, which is what a time zone is for; reports if not. */
export function keepTimeOfDay(steps: Steps, node: YamlNode, location: Location): boolean {
  const { every, gap, scale, days } = steps;
  if (scale !== null || days) {
    const what = days ? 'dates have no time of day' : 'numbers have none';
    location.report('DIRECTIVE_PLACE', node.at, `$timezone keeps the time of day, and ${what}`, 'remove $timezone');
    return false;
  }
  if ([every, gap?.min ?? 0, gap?.max ?? 0].every((value) => value % DAY === 0)) return true;
  const message = '$timezone keeps the time of day, so rows are whole days or months apart';
  location.report('RANGE_INVALID', node.at, message, 'write $every: 1d, 1w or 1mo, or remove $timezone');
  return false;
}
