import { DAY, packedCivil } from '../../engine/calendar.ts';
import { putInteger, putPadded } from './digits.ts';

const DASH = 45;
const PLUS = 43;
const POINT = 46;
const COLON = 58;
const T = 84;
const Z = 90;

/**
 * Writes a date of the proleptic Gregorian calendar as ISO 8601 and returns the position after it: 10 bytes, or, for
 * years outside 0000 … 9999, a sign and at least six digits for the year.
 */
export function putDate(view: DataView, p: number, day: number): number {
  const packed = packedCivil(day);
  const q = putYear(view, p, packed >> 9);
  view.setUint8(q, DASH);
  putPadded(view, q + 1, (packed >> 5) & 15, 2);
  view.setUint8(q + 3, DASH);
  putPadded(view, q + 4, packed & 31, 2);
  return q + 6;
}

function putYear(view: DataView, p: number, year: number): number {
  if (year >= 0 && year <= 9999) {
    putPadded(view, p, year, 4);
    return p + 4;
  }
  const size = Math.abs(year);
  view.setUint8(p, year < 0 ? DASH : PLUS);
  if (size >= 1_000_000) return putInteger(view, p + 1, size);
  putPadded(view, p + 1, size, 6);
  return p + 7;
}

/** Writes a timestamp as ISO 8601 in UTC with milliseconds and returns the position after it: at most 32 bytes. */
export function putTimestamp(view: DataView, p: number, ms: number): number {
  const day = Math.floor(ms / DAY);
  const time = ms - day * DAY;
  const q = putDate(view, p, day);
  view.setUint8(q, T);
  putSeconds(view, q + 1, time);
  putMilliseconds(view, q + 9, time);
  view.setUint8(q + 13, Z);
  return q + 14;
}

/** Writes a time of day, `HH:MM:SS` or `HH:MM:SS.mmm`, and returns the position after it. */
export function putTime(view: DataView, p: number, ms: number): number {
  putSeconds(view, p, ms);
  if (ms % 1000 === 0) return p + 8;
  putMilliseconds(view, p + 8, ms);
  return p + 12;
}

function putSeconds(view: DataView, p: number, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  putPadded(view, p, Math.floor(minutes / 60), 2);
  view.setUint8(p + 2, COLON);
  putPadded(view, p + 3, minutes % 60, 2);
  view.setUint8(p + 5, COLON);
  putPadded(view, p + 6, seconds % 60, 2);
}

function putMilliseconds(view: DataView, p: number, ms: number): void {
  view.setUint8(p, POINT);
  putPadded(view, p + 1, ms % 1000, 3);
}
