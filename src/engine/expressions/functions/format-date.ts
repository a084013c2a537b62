import { DAY, civilFromDays, weekdayOf } from '../../calendar.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** A date and time of day, taken apart. */
interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: number;
}

/** What the words of a pattern represent; longer words come first. */
const WORDS: readonly (readonly [word: string, form: (moment: Moment) => string])[] = [
  ['YYYY', ({ year }) => padded(year, 4)],
  ['YY', ({ year }) => padded(year % 100, 2)],
  ['MMMM', ({ month }) => MONTHS[month - 1]],
  ['MMM', ({ month }) => MONTHS[month - 1].slice(0, 3)],
  ['MM', ({ month }) => padded(month, 2)],
  ['M', ({ month }) => String(month)],
  ['DD', ({ day }) => padded(day, 2)],
  ['D', ({ day }) => String(day)],
  ['dddd', ({ weekday }) => WEEKDAYS[weekday - 1]],
  ['ddd', ({ weekday }) => WEEKDAYS[weekday - 1].slice(0, 3)],
  ['HH', ({ time }) => padded(part(time, 3_600_000, 24), 2)],
  ['H', ({ time }) => String(part(time, 3_600_000, 24))],
  ['mm', ({ time }) => padded(part(time, 60_000, 60), 2)],
  ['ss', ({ time }) => padded(part(time, 1000, 60), 2)],
  ['SSS', ({ time }) => padded(time % 1000, 3)],
];

/** A pattern compiled once: a piece is what a word represents, or a text that represents itself. */
export type DatePattern = readonly (string | ((moment: Moment) => string))[];

/** Reads a pattern such as `DD.MM.YYYY HH:mm`. What is no word of it, or is in [brackets], represents itself. */
export function datePattern(source: string): DatePattern {
  const pieces: (string | ((moment: Moment) => string))[] = [];
  for (let at = 0; at < source.length;) {
    const close = source[at] === '[' ? source.indexOf(']', at) : -1;
    const word = WORDS.find(([name]) => source.startsWith(name, at));
    if (close > 0) {
      pieces.push(source.slice(at + 1, close));
      at = close + 1;
    } else if (word === undefined) pieces.push(source[at++]);
    else {
      pieces.push(word[1]);
      at += word[0].length;
    }
  }
  return pieces;
}

/** Milliseconds since 1970 in the form of a pattern. */
export function formatInstantAs(instant: number, pattern: DatePattern): string {
  const days = Math.floor(instant / DAY);
  const moment: Moment = { ...civilFromDays(days), weekday: weekdayOf(days), time: instant - days * DAY };
  let text = '';
  for (const piece of pattern) text += typeof piece === 'string' ? piece : piece(moment);
  return text;
}

function part(time: number, unit: number, cycle: number): number {
  return Math.floor(time / unit) % cycle;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
