const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds from each failed attempt to the next. After the attempt behind the last pause none follows. */
const PAUSES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;

/** The part of a pause that is added at most, so that what failed together is not sent again together. */
const JITTER = 0.2;

/** The longest time that a receiver may ask for. */
const MAX_RETRY_AFTER = 24 * HOUR;

/**
 * Milliseconds until the next attempt; null where none follows.
 * @param attempts that have failed, 1 or more.
 * @param retryAfter milliseconds that the receiver asked for; null where it did not.
 * @param random from 0 to below 1.
 */
export function nextPause(attempts: number, retryAfter: number | null, random: number): number | null {
  const pause = PAUSES.at(attempts - 1);
  if (pause === undefined) return null;
  return Math.max(Math.round(pause * (1 + JITTER * random)), Math.min(retryAfter ?? 0, MAX_RETRY_AFTER));
}

/** Milliseconds of a `Retry-After` header, which has seconds or a date; null where it has neither. */
export function readRetryAfter(text: string, now: number): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  // Only the date that HTTP asks for, of the several forms that `Date.parse` takes.
  const date = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
