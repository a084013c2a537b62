/** Milliseconds of a day. */
export const DAY = 86_400_000;

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first instant of a calendar day `YYYY-MM-DD`, in milliseconds since 1970 UTC; null where there is no such day. */
export function readDate(text: string): number | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > DAYS_OF_MONTH[month - 1] + (isLeap && month === 2 ? 1 : 0)) return null;
  return daysSince1970(year, month, day) * DAY;
}

/** Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`; null where it is no time of day. */
export function readTime(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((match[4] ?? '').padEnd(3, '0'));
}

/** Milliseconds since 1970 of `YYYY-MM-DDTHH:MM[:SS[.mmm]][Z]`, always UTC; null where it is no date and time. */
export function readInstant(text: string): number | null {
  const separator = text[10];
  if (separator !== 'T' && separator !== ' ') return null;
  const date = readDate(text.slice(0, 10));
  const time = readTime(text.slice(11).replace(/Z$/, ''));
  return date === null || time === null ? null : date + time;
}

/** Days from 1970-01-01, by Howard Hinnant's days_from_civil (http://howardhinnant.github.io/date_algorithms.html). */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
