import { DAY, parseDate, parseInstant } from '../../calendar.ts';
import { toDate, toTimestamp } from '../convert.ts';
import { compute } from '../elementwise.ts';
import { CALENDAR, CONSTANT_TEXT, DAY as DATE, DAY_OR_TEXT, INTEGER, MOMENT, NUMBER } from '../function.ts';
import type { ExpressionFunction } from '../function.ts';
import { within } from '../interval.ts';
import * as kernels from '../kernels/dates.ts';
import { multiplyScalar } from '../kernels/doubles.ts';
import { bound, constantNode } from '../node.ts';
import type { ExpressionNode } from '../node.ts';
import { textNode } from '../text-node.ts';
import { duration } from '../time-arithmetic.ts';
import { MAX_INTEGER } from '../value-type.ts';
import type { ValueType } from '../value-type.ts';
import { datePattern, formatInstantAs } from './format-date.ts';

const INTEGER_TYPE: ValueType = { kind: 'integer' };

function span(name: string, unit: number, example: readonly [string, string]): ExpressionFunction {
  return {
    name,
    parameters: { count: NUMBER },
    summary: `A duration of so many ${name}, to be added to a date, timestamp or time.`,
    example,
    build: ([count]) => duration(count, unit),
  };
}

function calendarSpan(name: string, months: number, example: readonly [string, string]): ExpressionFunction {
  return {
    name,
    parameters: { count: INTEGER },
    summary: `A duration of calendar ${name}. A day past the end of the month becomes the last day of the month.`,
    example,
    build: ([count]) => {
      const magnitude = bound(count) * months;
      const most = magnitude > MAX_INTEGER ? MAX_INTEGER : undefined;
      return compute({ kind: 'months' }, [count], magnitude, ([a], out, n) => multiplyScalar(a, months, out, n), most);
    },
  };
}

type Kernel = (days: Float64Array, out: Float64Array, n: number) => void;

/** A part of a date. */
function datePart(
  name: string,
  summary: string,
  example: readonly [string, string],
  kernel: Kernel,
  most: number,
): ExpressionFunction {
  return {
    name,
    parameters: { date: DATE },
    summary,
    example,
    build: ([date]) =>
      within(
        compute(INTEGER_TYPE, [toDate(date)], 9999, ([a], out, n) => kernel(a, out, n)),
        [1, most],
      ),
  };
}

/** A part of a time of day. */
function timePart(name: string, unit: number, cycle: number, example: readonly [string, string]): ExpressionFunction {
  return {
    name,
    parameters: { time: MOMENT },
    summary: `The ${name} of a timestamp or time, from 0 to ${cycle - 1}.`,
    example,
    build: ([time]) =>
      compute(INTEGER_TYPE, [timeOfDay(time)], cycle, ([a], out, n) => kernels.cyclic(a, unit, cycle, out, n)),
  };
}

function timeOfDay(node: ExpressionNode): ExpressionNode {
  if (node.is.kind === 'time') return node;
  return compute({ kind: 'time' }, [node], DAY, ([a], out, n) => kernels.timesOfDay(a, out, n));
}

/** Units of date_diff in milliseconds; months are counted by the calendar. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['milliseconds', 1],
  ['seconds', 1000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', DAY],
  ['weeks', 7 * DAY],
]);
const MONTH_UNITS: ReadonlyMap<string, number> = new Map([
  ['months', 1],
  ['years', 12],
]);
/** More than the milliseconds between any two dates. */
const MAX_SPAN = 10_000 * 366 * DAY;

const dateDiff: ExpressionFunction = {
  name: 'date_diff',
  parameters: { from: CALENDAR, to: CALENDAR, unit: CONSTANT_TEXT },
  summary:
    'The whole milliseconds, seconds, minutes, hours, days, weeks, months or years from one date to another, ' +
    'towards zero; negative if the second is earlier.',
  example: ["date_diff(date('2026-01-31'), date('2026-03-01'), 'months')", '1'],
  build: (args, call) => {
    const values = call.align(args.slice(0, 2), 0);
    if (values === null) return null;
    const name = String(args[2].constant);
    const plural = name.endsWith('s') ? name : `${name}s`;
    const unit = UNITS.get(plural);
    const isTime = values[0].is.kind === 'time';
    if (unit !== undefined) {
      const [a, b] = isTime ? values : values.map(toTimestamp);
      return compute(INTEGER_TYPE, [a, b], MAX_SPAN / unit, ([x, y], out, n) => kernels.wholeUnits(x, y, unit, out, n));
    }
    const months = MONTH_UNITS.get(plural);
    const known = [...UNITS.keys(), ...MONTH_UNITS.keys()];
    if (months === undefined) return call.fail(2, `unknown unit ${name}`, `known are ${known.join(', ')}`);
    if (isTime) return call.fail(2, `there are no ${plural} between two times of day`, 'use hours, minutes or seconds');
    const [a, b] = values.map(toTimestamp);
    return compute(INTEGER_TYPE, [a, b], 120_000, ([x, y], out, n) => kernels.wholeMonths(x, y, months, out, n));
  },
};

/** Functions of dates, timestamps and times. All is UTC and the Gregorian calendar, in the years 1 to 9999. */
export const dateFunctions: readonly ExpressionFunction[] = [
  span('seconds', 1000, ["timestamp('2026-01-01') + seconds(1.5)", '2026-01-01T00:00:01.500Z']),
  span('minutes', 60_000, ["timestamp('2026-01-01') + minutes(90)", '2026-01-01T01:30:00.000Z']),
  span('hours', 3_600_000, ["date('2026-01-01') + hours(25)", '2026-01-02T01:00:00.000Z']),
  span('days', DAY, ["date('2026-01-31') + days(30)", '2026-03-02']),
  span('weeks', 7 * DAY, ["date('2026-01-31') - weeks(1)", '2026-01-24']),
  calendarSpan('months', 1, ["date('2026-01-31') + months(1)", '2026-02-28']),
  calendarSpan('years', 12, ["date('2024-02-29') + years(1)", '2025-02-28']),
  {
    name: 'date',
    parameters: { value: DAY_OR_TEXT },
    summary: 'The day of a timestamp, or of a text such as 2026-01-31; null if a text is not a date.',
    example: ["date('2026-01-31')", '2026-01-31'],
    build: ([value]) => {
      if (value.is.kind !== 'text') return toDate(value);
      return textNode({ kind: 'date' }, [value], ([text]) => dayOf(text.trim()), { mayFail: true });
    },
  },
  {
    name: 'timestamp',
    parameters: { value: DAY_OR_TEXT },
    summary:
      'The first instant of a date, or the instant of a text such as 2026-01-31T12:00:00Z; null if a text is not an instant.',
    example: ["timestamp('2026-01-31T12:00:00+02:00')", '2026-01-31T10:00:00.000Z'],
    build: ([value]) => {
      if (value.is.kind !== 'text') return toTimestamp(value);
      return textNode({ kind: 'timestamp' }, [value], ([text]) => parseInstant(text.trim()), { mayFail: true });
    },
  },
  datePart('year', 'The year.', ["year(date('2026-01-31'))", '2026'], kernels.years, 9999),
  datePart('month', 'The month, from 1 to 12.', ["month(date('2026-01-31'))", '1'], kernels.months, 12),
  datePart('day', 'The day of the month, from 1 to 31.', ["day(date('2026-01-31'))", '31'], kernels.daysOfMonth, 31),
  datePart(
    'weekday',
    'The day of the week, from 1 for Monday to 7 for Sunday.',
    ["weekday(date('2026-01-31'))", '6'],
    kernels.weekdays,
    7,
  ),
  timePart('hour', 3_600_000, 24, ["hour(timestamp('2026-01-31T13:45:10Z'))", '13']),
  timePart('minute', 60_000, 60, ["minute(timestamp('2026-01-31T13:45:10Z'))", '45']),
  timePart('second', 1000, 60, ["second(timestamp('2026-01-31T13:45:10Z'))", '10']),
  dateDiff,
  {
    name: 'format_date',
    parameters: { date: DATE, pattern: CONSTANT_TEXT },
    summary:
      'A date or timestamp in the form of a pattern of YYYY YY MMMM MMM MM M DD D dddd ddd HH H mm ss SSS; ' +
      'names are English, [words in brackets] are copied as they are.',
    example: ["format_date(date('2026-01-31'), 'D MMM YYYY')", '31 Jan 2026'],
    build: ([date, pattern]) => {
      const source = String(pattern.constant);
      const pieces = datePattern(source);
      return textNode({ kind: 'text' }, [toTimestamp(date)], (_, [instant]) => formatInstantAs(instant, pieces), {
        width: source.length * 9,
      });
    },
  },
  {
    name: 'now',
    parameters: {},
    summary: "The model's $now, never the clock.",
    example: ['now() > timestamp(today() - days(1))', 'true'],
    build: (_, call) => constantNode({ kind: 'timestamp' }, call.now),
  },
  {
    name: 'today',
    parameters: {},
    summary: "The day of the model's $now.",
    example: ['date(now()) == today()', 'true'],
    build: (_, call) => constantNode({ kind: 'date' }, Math.floor(call.now / DAY)),
  },
];

function dayOf(text: string): number | null {
  const instant = parseDate(text) === null ? parseInstant(text) : null;
  return instant === null ? parseDate(text) : Math.floor(instant / DAY);
}
