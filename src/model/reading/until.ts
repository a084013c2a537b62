import type { Entry } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** `$until`; null where it is not said, and after a problem. */
export function untilOf(entry: Entry | undefined, location: Location): 'now' | 'never' | null {
  if (entry === undefined) return null;
  const text = entry.value.kind === 'scalar' ? entry.value.text : '';
  if (text === 'now' || text === 'never') return text;
  location.expected(entry.value, 'now or never', 'for another end write $max: 2030-12-31, or $before: a field');
  return null;
}
