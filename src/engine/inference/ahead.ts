import { SEQUENCES } from './siblings.ts';
import { split } from './rule.ts';

/** Names of dates that are in the future by nature. */
export const AHEAD =
  'expires_at expiry_date expiry expires expiration expiration_date expire_date valid_until valid_to due_date due_at due deadline ' +
  'scheduled_at scheduled_for renews_at renewal_date estimated_delivery eta trial_ends_at';
/** Words that a name begins or ends with whose date lies ahead, whatever stands at the other end. */
export const AHEAD_PREFIXES = split('next_ scheduled_ planned_ upcoming_ expected_ estimated_');
export const AHEAD_SUFFIXES = split('_until _deadline _due');

const names = new Set([
  ...split(AHEAD),
  ...split('future future_date soon until'),
  ...SEQUENCES.filter(({ ahead }) => ahead).flatMap(({ later }) => later.filter((name) => !name.endsWith('ed_at'))),
]);

/** Whether a date of this name, in snake case, may lie after `$now` with nothing said: `license_expires_at`, `next_visit`. */
export function isAhead(name: string): boolean {
  const words = name.split('_');
  return (
    words.some((_, first) => names.has(words.slice(first).join('_'))) ||
    AHEAD_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    AHEAD_SUFFIXES.some((suffix) => name.endsWith(suffix))
  );
}
