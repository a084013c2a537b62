import { pair, putInteger, putPadded } from './digits.ts';

/** 1930-01-01 and 2100-01-01 in days since 1970-01-01: what the table of days spans. */
const FIRST_DAY = -14_610;
const END_DAY = 47_482;
const FIRST_YEAR = 1930;
const END_YEAR = 2100;
const DAY_MS = 86_400_000;
/** The same bounds for timestamps. */
const FIRST_MS = FIRST_DAY * DAY_MS;
const END_MS = END_DAY * DAY_MS;

const DASH = 45;
const COLON = 58;

/** `00` … `99` as two bytes, little-endian. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, i) => pair(i));
/** `YYYY-MM-` for each month from FIRST_YEAR on, 8 bytes each. */
const MONTHS = new DataView(new ArrayBuffer((END_YEAR - FIRST_YEAR) * 12 * 8));
/** For each day from FIRST_DAY on its position in MONTHS and, in the lowest five bits, its number in the month. */
const DAYS = new Uint16Array(END_DAY - FIRST_DAY);
for (let year = FIRST_YEAR, day = 0; year < END_YEAR; year++) {
  for (let month = 1; month <= 12; month++) {
    const position = (year - FIRST_YEAR) * 12 + month - 1;
    putPadded(MONTHS, 8 * position, year, 4);
    MONTHS.setUint8(8 * position + 4, DASH);
    MONTHS.setUint16(8 * position + 5, PAIRS[month], true);
    MONTHS.setUint8(8 * position + 7, DASH);
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const length =
      month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
    for (let inMonth = 1; inMonth <= length; inMonth++) DAYS[day++] = (position << 5) | inMonth;
  }
}
/** `THH:MM:` for each minute of a day, 8 bytes each. */
const MINUTES = new DataView(new ArrayBuffer(1440 * 8 + 8));
for (let i = 0; i < 1440; i++) {
  MINUTES.setUint8(8 * i, 84);
  MINUTES.setUint16(8 * i + 1, PAIRS[Math.floor(i / 60)], true);
  MINUTES.setUint8(8 * i + 3, COLON);
  MINUTES.setUint16(8 * i + 4, PAIRS[i % 60], true);
  MINUTES.setUint8(8 * i + 6, COLON);
}
/** `SS.` for each second of a minute. */
const SECONDS = Uint32Array.from({ length: 60 }, (_, i) => PAIRS[i] | (46 << 16));
/** `mmmZ` for each millisecond of a second. */
const MILLIS = Uint32Array.from({ length: 1000 }, (_, i) => {
  return (48 + Math.floor(i / 100)) | (PAIRS[i % 100] << 8) | (90 << 24);
});

/**
 * Writes a date of the proleptic Gregorian calendar as ISO 8601 and returns the position behind it: 10 bytes, or, for
 * years outside 0000 … 9999, a sign and at least six digits for the year.
 */
export function putAnyDate(view: DataView, p: number, day: number): number {
  if (day >= FIRST_DAY && day < END_DAY) return putDay(view, p, day);
  return putCivil(view, p, day);
}

/** By the algorithm `civil_from_days` of Howard Hinnant, http://howardhinnant.github.io/date_algorithms.html. */
function putCivil(view: DataView, p: number, day: number): number {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  let q = putYear(view, p, year);
  view.setUint8(q, DASH);
  view.setUint16(q + 1, PAIRS[month], true);
  view.setUint8(q + 3, DASH);
  view.setUint16(q + 4, PAIRS[dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1], true);
  q += 6;
  return q;
}

function putYear(view: DataView, p: number, year: number): number {
  if (year >= 0 && year <= 9999) {
    putPadded(view, p, year, 4);
    return p + 4;
  }
  const size = Math.abs(year);
  view.setUint8(p, year < 0 ? DASH : 43);
  if (size >= 1_000_000) return putInteger(view, p + 1, size);
  putPadded(view, p + 1, size, 6);
  return p + 7;
}

/** Writes a date between FIRST_DAY and END_DAY: exactly 10 bytes. */
function putDay(view: DataView, p: number, day: number): number {
  const code = DAYS[day - FIRST_DAY];
  view.setFloat64(p, MONTHS.getFloat64((code >>> 5) << 3, true), true);
  view.setUint16(p + 8, PAIRS[code & 31], true);
  return p + 10;
}

/** Writes a timestamp between FIRST_MS and END_MS: exactly 24 bytes. */
function putMoment(view: DataView, p: number, ms: number): number {
  const since = ms - FIRST_MS;
  const minute = (since / 60_000) | 0;
  const rest = (since - minute * 60_000) | 0;
  const second = (rest / 1000) | 0;
  const day = (minute / 1440) | 0;
  const code = DAYS[day];
  view.setFloat64(p, MONTHS.getFloat64((code >>> 5) << 3, true), true);
  view.setUint16(p + 8, PAIRS[code & 31], true);
  view.setFloat64(p + 10, MINUTES.getFloat64((minute - day * 1440) << 3, true), true);
  view.setUint32(p + 17, SECONDS[second], true);
  view.setUint32(p + 20, MILLIS[rest - second * 1000], true);
  return p + 24;
}

/** Writes any timestamp as ISO 8601 in UTC with milliseconds and returns the position behind it: at most 32 bytes. */
export function putAnyMoment(view: DataView, p: number, ms: number): number {
  if (ms >= FIRST_MS && ms < END_MS) return putMoment(view, p, ms);
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const minute = Math.floor(rest / 60_000);
  const inMinute = rest - minute * 60_000;
  const second = Math.floor(inMinute / 1000);
  const q = putAnyDate(view, p, day);
  view.setFloat64(q, MINUTES.getFloat64(8 * minute, true), true);
  view.setUint32(q + 7, SECONDS[second], true);
  view.setUint32(q + 10, MILLIS[inMinute - second * 1000], true);
  return q + 14;
}

/** Writes a time of day, `HH:MM:SS` or `HH:MM:SS.mmm`, and returns the position behind it; never overruns. */
export function putTime(view: DataView, p: number, ms: number): number {
  const minute = (ms / 60_000) | 0;
  const rest = ms - minute * 60_000;
  const second = (rest / 1000) | 0;
  const milli = rest - second * 1000;
  view.setFloat64(p, MINUTES.getFloat64(8 * minute + 1, true), true);
  view.setUint16(p + 6, PAIRS[second], true);
  if (milli === 0) return p + 8;
  view.setUint32(p + 8, 46 | (MILLIS[milli] << 8), true);
  return p + 12;
}
