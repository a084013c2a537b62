import { DAY, packedCivil, weekdayOf } from '../../calendar.ts';
import type { Recipe } from '../../frame.ts';
import type { Vector } from '../../vector.ts';
import { GeneratorProblem } from '../generator.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How an instant is written, such as `DD.MM.YYYY HH:mm`. */
export interface TimePattern {
  /** The longest text, in bytes. */
  readonly width: number;
  /** The text of milliseconds since 1970 (or since midnight, where only the time is asked for). */
  text(instant: number): string;
  /** Writes the text at `at` and returns its end; there must be room for `width` bytes. */
  write(instant: number, bytes: Uint8Array, at: number): number;
}

/** What a token represents, of an instant taken apart. */
interface Moment {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

type PatternPart =
  | { readonly kind: 'number'; readonly digits: number; readonly width: number; read(moment: Moment): number }
  | { readonly kind: 'text'; readonly width: number; read(moment: Moment): Uint8Array };

const encoder = new TextEncoder();
/** A byte order mark at the start of a text is a character of it. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const TOKEN = /YYYY|yyyy|YY|yy|MMMM|MMM|MM|M|dddd|ddd|DD|dd|D|d|HH|H|hh|h|mm|m|ss|s|SSS|A|a|\[[^\]]*\]|./gsu;

/**
 * Reads a pattern: YYYY YY, MMMM (January) MMM (Jan) MM M, DD D, dddd (Monday) ddd (Mon), HH H, hh h with A or a, mm m, ss s,
 * SSS; yyyy, dd and d are taken as days and years too, `mm` as the month where no hour comes before it, and what stands
 * in brackets, or is none of these, as it is. Throws a GeneratorProblem if there is no token.
 */
export function parseTimePattern(hint: string): TimePattern {
  let hours = false;
  let tokens = 0;
  const parts = Array.from(hint.matchAll(TOKEN), ([token]): PatternPart => {
    const part = partOf(token, hours);
    if (/^h/i.test(token) && part !== null) hours = true;
    if (part !== null) {
      tokens++;
      return part;
    }
    const literal = encoder.encode(token.length > 1 ? token.slice(1, -1) : token);
    return { kind: 'text', width: literal.length, read: () => literal };
  });
  if (tokens === 0) {
    throw new GeneratorProblem(
      'OPTION_INVALID',
      `(${hint}) is not a pattern of a date or time`,
      'Write it with YYYY, MM, DD, HH, mm and ss, such as (DD.MM.YYYY HH:mm).',
    );
  }
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const scratch = new Uint8Array(width);
  const write = (instant: number, bytes: Uint8Array, at: number): number => {
    takeApart(instant);
    let end = at;
    for (const part of parts) {
      end =
        part.kind === 'text'
          ? put(part.read(moment), bytes, end)
          : putNumber(part.read(moment), part.digits, bytes, end);
    }
    return end;
  };
  return { width, write, text: (instant) => decoder.decode(scratch.subarray(0, write(instant, scratch, 0))) };
}

function partOf(token: string, hours: boolean): PatternPart | null {
  switch (token) {
    case 'YYYY':
    case 'yyyy':
      return number(4, (at) => at.year);
    case 'YY':
    case 'yy':
      return number(2, (at) => at.year % 100);
    case 'MMMM':
      return text(MONTHS, (at) => at.month - 1);
    case 'MMM':
      return text(short(MONTHS), (at) => at.month - 1);
    case 'dddd':
      return text(WEEKDAYS, (at) => at.weekday - 1);
    case 'ddd':
      return text(short(WEEKDAYS), (at) => at.weekday - 1);
    case 'MM':
    case 'M':
      return number(token.length, (at) => at.month);
    case 'DD':
    case 'dd':
    case 'D':
    case 'd':
      return number(token.length, (at) => at.day);
    case 'HH':
    case 'H':
      return number(token.length, (at) => at.hour);
    case 'hh':
    case 'h':
      return number(token.length, (at) => ((at.hour + 11) % 12) + 1);
    case 'mm':
    case 'm':
      return number(token.length, hours ? (at) => at.minute : (at) => at.month);
    case 'ss':
    case 's':
      return number(token.length, (at) => at.second);
    case 'SSS':
      return number(3, (at) => at.millisecond);
    case 'A':
      return text(['AM', 'PM'], (at) => (at.hour < 12 ? 0 : 1));
    case 'a':
      return text(['am', 'pm'], (at) => (at.hour < 12 ? 0 : 1));
    default:
      return null;
  }
}

function number(digits: number, read: (moment: Moment) => number): PatternPart {
  return { kind: 'number', digits, width: Math.max(digits, 2), read };
}

function text(entries: readonly string[], index: (moment: Moment) => number): PatternPart {
  const encoded = entries.map((entry) => encoder.encode(entry));
  return {
    kind: 'text',
    width: Math.max(...encoded.map((bytes) => bytes.length)),
    read: (moment) => encoded[index(moment)],
  };
}

function short(names: readonly string[]): string[] {
  return names.map((name) => name.slice(0, 3));
}

const moment: Moment = { year: 0, month: 0, day: 0, weekday: 0, hour: 0, minute: 0, second: 0, millisecond: 0 };

function takeApart(instant: number): void {
  const days = Math.floor(instant / DAY);
  const time = instant - days * DAY;
  const packed = packedCivil(days);
  moment.year = packed >> 9;
  moment.month = (packed >> 5) & 15;
  moment.day = packed & 31;
  moment.weekday = weekdayOf(days);
  moment.hour = Math.floor(time / 3_600_000);
  moment.minute = Math.floor(time / 60_000) % 60;
  moment.second = Math.floor(time / 1000) % 60;
  moment.millisecond = time % 1000;
}

function put(text: Uint8Array, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text[i];
  return at + text.length;
}

/** At least `digits` digits; one-digit tokens take two where they must. */
function putNumber(value: number, digits: number, bytes: Uint8Array, at: number): number {
  const count = digits === 1 && value > 9 ? 2 : digits;
  let rest = value;
  for (let i = count - 1; i >= 0; i--) {
    const tens = (rest / 10) | 0;
    bytes[at + i] = 48 + rest - tens * 10;
    rest = tens;
  }
  return at + count;
}

/** The dates, times or timestamps of a recipe, written by a pattern. */
export function renderTimePattern(source: Recipe, pattern: TimePattern): Recipe {
  return {
    type: { kind: 'string' },
    nullable: source.nullable,
    width: pattern.width,
    bind(frame) {
      const column = frame.column(source);
      const from = column.value.vector;
      if (from.kind !== 'date' && from.kind !== 'time' && from.kind !== 'timestamp') {
        throw new TypeError(`a ${from.kind} column has no date`);
      }
      const unit = from.kind === 'date' ? DAY : 1;
      const offsets = frame.arena.int32(frame.capacity + 1);
      const bytes = frame.arena.uint8(frame.capacity * pattern.width);
      const vector: Vector = { kind: 'utf8', offsets, bytes, validity: from.validity };
      return {
        vector,
        fill({ length }) {
          column.ensure();
          const { values } = from;
          let end = 0;
          for (let i = 0; i < length; i++) {
            end = pattern.write(values[i] * unit, bytes, end);
            offsets[i + 1] = end;
          }
        },
      };
    },
  };
}
