/** Milliseconds of a day. */
export const DAY = 86_400_000;
/** 0001-01-01 as days since 1970-01-01, the first date there is. */
export const FIRST_DAY = -719_162;
/** 9999-12-31 as days since 1970-01-01, the last date there is. */
export const LAST_DAY = 2_932_896;

/** A date of the proleptic Gregorian calendar; month and day count from 1. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a date (Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day, packed for kernels as `year << 9 | month << 5 | day` (Hinnant, civil_from_days). */
export function packedCivil(days: number): number {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = (z - era * 146_097) | 0;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const shifted = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * shifted + 2) / 5) | 0) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return (year << 9) | (month << 5) | day;
}

/** The date of a day since 1970-01-01. */
export function civilFromDays(days: number): Civil {
  const packed = packedCivil(days);
  return { year: packed >> 9, month: (packed >> 5) & 15, day: packed & 31 };
}

/** The number of days of a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** A date so many months later or earlier, its day at most the last of the new month: 01-31 + 1 month is 02-28. */
export function addMonths(days: number, months: number): number {
  const packed = packedCivil(days);
  const total = (packed >> 9) * 12 + ((packed >> 5) & 15) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return daysFromCivil(year, month, Math.min(packed & 31, daysInMonth(year, month)));
}

/** The day of the week from 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(days: number): number {
  const shifted = days + 3;
  return shifted - Math.floor(shifted / 7) * 7 + 1;
}

/** Days since 1970-01-01 of `2026-01-31`, years 0001 to 9999; null for any other text, or a day that does not exist. */
export function parseDate(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysFromCivil(year, month, day);
}

/** Milliseconds since midnight of `09:30`, `09:30:15` or `09:30:15.250`; null for any other text. */
export function parseTime(text: string): number | null {
  const found = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/.exec(text);
  if (found === null) return null;
  const [hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3] ?? '0')];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number((found[4] ?? '').slice(0, 3).padEnd(3, '0'));
}

/**
 * Milliseconds since 1970-01-01T00:00:00Z of a date (its first instant) or of a date and time after `T` or a space,
 * with `Z`, an offset such as `+02:00`, or neither (UTC); null for any other text.
 */
export function parseInstant(text: string): number | null {
  const days = parseDate(text.slice(0, 10));
  if (days === null || text.length === 10) return days === null ? null : days * DAY;
  const found = /^[T ]([\d:.]+)(?:Z|([+-])(\d{2}):?(\d{2}))?$/.exec(text.slice(10));
  const time = found === null ? null : parseTime(found[1]);
  if (found === null || time === null) return null;
  const [hours, minutes] = [Number(found[3] ?? '0'), Number(found[4] ?? '0')];
  if (hours > 23 || minutes > 59) return null;
  const offset = (hours * 60 + minutes) * 60_000;
  return days * DAY + time - (found[2] === '-' ? -offset : offset);
}

/** `2026-01-31` for days since 1970-01-01. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `09:30:15`, with milliseconds only where there are any: `09:30:15.250`. */
export function formatTime(time: number): string {
  const seconds = Math.floor(time / 1000);
  const text = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return time % 1000 === 0 ? text : `${text}.${pad(time % 1000, 3)}`;
}

/** `2026-01-31T09:30:15.250Z`, always with milliseconds, for milliseconds since 1970-01-01T00:00:00Z. */
export function formatInstant(instant: number): string {
  const days = Math.floor(instant / DAY);
  const time = instant - days * DAY;
  return `${formatDate(days)}T${formatTime(time - (time % 1000))}.${pad(time % 1000, 3)}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
