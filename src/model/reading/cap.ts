import type { Entry } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import { MAX_CHILDREN } from './length.ts';
import type { Location } from './location.ts';

/** `$cap`: the most references to one row; null where there is none, or after a problem. */
export function readCap(directives: ReadonlyMap<string, Entry>, location: Location): number | null {
  const entry = directives.get('$cap');
  const cap = entry === undefined ? undefined : readNumber(entry.value, location, 'a whole number')?.value;
  if (entry === undefined || cap === undefined) return null;
  if (Number.isInteger(cap) && cap >= 1 && cap <= MAX_CHILDREN) return cap;
  location.report('LENGTH_INVALID', entry.value.at, `$cap is a whole number from 1 to ${MAX_CHILDREN}`);
  return null;
}
