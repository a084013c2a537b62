import { DAY, FIRST_DAY, LAST_DAY, addMonths, packedCivil, weekdayOf } from '../../calendar.ts';

/*
 * Days and milliseconds since 1970, held within the years 1 to 9999: what would pass them becomes the first or last day
 * or instant there is.
 */

const FIRST_INSTANT = FIRST_DAY * DAY;
const LAST_INSTANT = (LAST_DAY + 1) * DAY - 1;
const MAX_MONTHS = 12 * 10_000;

/** Days a and whole days of milliseconds b. */
export function addDays(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.min(LAST_DAY, Math.max(FIRST_DAY, a[i] + Math.floor(b[i] / DAY)));
}

export function addDaysScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  const days = Math.floor(s / DAY);
  for (let i = 0; i < n; i++) {
    const day = a[i] + days;
    out[i] = day > LAST_DAY ? LAST_DAY : day < FIRST_DAY ? FIRST_DAY : day;
  }
}

export function addInstants(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.min(LAST_INSTANT, Math.max(FIRST_INSTANT, a[i] + b[i]));
}

export function addInstantScalar(a: Float64Array, s: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const instant = a[i] + s;
    out[i] = instant > LAST_INSTANT ? LAST_INSTANT : instant < FIRST_INSTANT ? FIRST_INSTANT : instant;
  }
}

/** Times of day, which begin again at midnight. */
export function addTimes(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const time = (a[i] + b[i]) % DAY;
    out[i] = time < 0 ? time + DAY : time + 0;
  }
}

function shifted(day: number, months: number): number {
  const within = Math.min(MAX_MONTHS, Math.max(-MAX_MONTHS, months));
  return Math.min(LAST_DAY, Math.max(FIRST_DAY, addMonths(day, within)));
}

/** Days a and months b. */
export function addMonthsToDays(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = shifted(a[i], b[i]);
}

/** Milliseconds a and months b; the time of day stays. */
export function addMonthsToInstants(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const day = Math.floor(a[i] / DAY);
    out[i] = shifted(day, b[i]) * DAY + (a[i] - day * DAY);
  }
}

export function years(days: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = packedCivil(days[i]) >> 9;
}

export function months(days: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = (packedCivil(days[i]) >> 5) & 15;
}

export function daysOfMonth(days: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = packedCivil(days[i]) & 31;
}

export function weekdays(days: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = weekdayOf(days[i]);
}

/** Milliseconds since midnight. */
export function timesOfDay(instants: Float64Array, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = instants[i] - Math.floor(instants[i] / DAY) * DAY;
}

/** floor(a / unit) within a cycle of so many units: 60,000 and 60 make the minutes of an hour. */
export function cyclic(a: Float64Array, unit: number, cycle: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.floor(a[i] / unit) % cycle;
}

/** Whole units from a to b, towards zero. */
export function wholeUnits(a: Float64Array, b: Float64Array, unit: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.trunc((b[i] - a[i]) / unit) + 0;
}

/** Whole spans of `span` months from instants a to b, towards zero: so many can be added to a without passing b. */
export function wholeMonths(a: Float64Array, b: Float64Array, span: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const [from, to] = a[i] <= b[i] ? [a[i], b[i]] : [b[i], a[i]];
    out[i] = (a[i] <= b[i] ? 1 : -1) * Math.floor(monthsBetween(from, to) / span) + 0;
  }
}

function monthsBetween(from: number, to: number): number {
  const fromDay = Math.floor(from / DAY);
  const toDay = Math.floor(to / DAY);
  const [p, q] = [packedCivil(fromDay), packedCivil(toDay)];
  const count = ((q >> 9) - (p >> 9)) * 12 + ((q >> 5) & 15) - ((p >> 5) & 15);
  const reached = addMonths(fromDay, count) * DAY + (from - fromDay * DAY);
  return reached > to ? count - 1 : count;
}
