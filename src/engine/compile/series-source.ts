import type { Curve, Season, SeriesSource, Steps } from '../../model/index.ts';
import { DAY } from '../calendar.ts';
import { arithmetic } from '../expressions/arithmetic.ts';
import { toFloat, toTimestamp } from '../expressions/convert.ts';
import { compute } from '../expressions/elementwise.ts';
import { finished } from '../expressions/expect.ts';
import { bound, columnNode, constantNode, type ExpressionNode } from '../expressions/node.ts';
import { timeArithmetic } from '../expressions/time-arithmetic.ts';
import { isNumber, MAX_INTEGER, valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import { cos } from '../random/elementary.ts';
import { ZoneClock } from '../time-zone.ts';
import { deviations, evenSteps, gaps, rowNumber, scaled } from '../recipes/series.ts';
import { ordinal } from '../relations/ordinal.ts';
import { runningSum } from '../relations/running.ts';
import { type Order, orderOf, valueOf } from './order-source.ts';
import type { Fields, FieldSite } from './fields.ts';

/** A series that is longer leaves the calendar, if it begins in a year that somebody needs. */
const MAX_SPAN = 7000 * 366 * DAY;
/** The first Monday after 1970: weeks, and days, begin with it. */
const MONDAY = 4 * DAY;
const SECOND = 1000;

/** Times or numbers that ascend from row to row, or values that follow them. */
export function seriesRecipe(source: SeriesSource, site: FieldSite, fields: Fields): Recipe | null {
  const order = source.over === null ? null : orderOf(source.over, source, site, fields);
  if (source.over !== null && order === null) return null;
  const position = positionOf(order, site, fields);
  if (source.steps !== null) return ascending(source.steps, source, order, position, site, fields);
  return source.curve === null ? null : valuesAround(source.curve, source, order, position, site, fields);
}

/** The number of a row within its parent, or among all rows, from 0. */
function positionOf(order: Order | null, { entity }: FieldSite, fields: Fields): ExpressionNode {
  if (order === null) return columnNode(rowNumber(fields.counts.rows(entity.name)), { kind: 'integer' });
  const counted = columnNode(ordinal(order.link, order.most), { kind: 'integer' });
  return arithmetic('-', counted, constantNode({ kind: 'integer' }, 1));
}

function ascending(
  steps: Steps,
  source: SeriesSource,
  order: Order | null,
  position: ExpressionNode,
  site: FieldSite,
  fields: Fields,
): Recipe | null {
  const { entity, field } = site;
  const start = source.start === null ? undefined : valueOf(source.start, site, fields, 'start:');
  if (start === null) return null;
  const unit = unitOf(steps);
  const key = fields.key(entity, field, 'value');
  const isCalendar = steps.months > 0 || steps.zone !== null || steps.weekdays !== null;
  let offset = evenSteps(position, { every: steps.every, jitter: isCalendar ? 0 : steps.jitter, unit, key });
  if (steps.gap !== null && order !== null) {
    offset = runningSum(order.link, gaps(position, steps.gap, steps.zone === null ? unit : DAY, key), order.most);
  }
  const longest = bound(position) * steps.months * 31 * DAY;
  const stretch = 7 / (steps.weekdays?.length ?? 7);
  if (
    longest + bound(columnNode(offset, { kind: 'integer' })) * stretch >
    (steps.scale === null ? MAX_SPAN : MAX_INTEGER)
  ) {
    const message = 'the last rows of the series would be too far from its start';
    return fields.report(site, 'SERIES_TOO_LONG', message, 'Lower $every, $gap or the number of rows.');
  }
  if (steps.scale === null) {
    const span = columnNode(offset, { kind: 'duration', days: steps.days && unit === DAY });
    const first = start === undefined ? null : columnNode(start, valueType(start.type));
    const moves = isCalendar ? evenSteps(position, { every: 0, jitter: steps.jitter, unit, key }) : null;
    const moved = moves === null ? null : columnNode(moves, { kind: 'duration', days: steps.days && unit === DAY });
    const found =
      first === null
        ? null
        : moved !== null
          ? calendarSteps(steps, first, position, span, moved)
          : timeArithmetic('+', first, span);
    if (found !== null && (found.is.kind === 'date' || found.is.kind === 'timestamp'))
      return finished(found, found.type);
    const kind = start?.type.kind ?? 'null';
    return fields.report(
      site,
      'TYPE_MISMATCH',
      `$start of a series of times is a date or a timestamp, this is ${kind}`,
    );
  }
  const units = scaled(offset, steps.scale);
  if (start === undefined) return units;
  const first = columnNode(start, valueType(start.type));
  if (!isNumber(first.is)) {
    return fields.report(
      site,
      'TYPE_MISMATCH',
      `$start of a series of numbers is a number, this is ${start.type.kind}`,
    );
  }
  const sum = arithmetic('+', first, columnNode(units, valueType(units.type)));
  return finished(sum, sum.type);
}

/** Rows that are whole days or months apart by a clock, each moved by its jitter. */
function calendarSteps(
  { months, zone, isLocal, days, weekdays }: Steps,
  start: ExpressionNode,
  position: ExpressionNode,
  span: ExpressionNode,
  moved: ExpressionNode,
): ExpressionNode | null {
  const first = days || start.is.kind !== 'date' ? start : toTimestamp(start);
  if (first.is.kind !== 'date' && first.is.kind !== 'timestamp') return null;
  const clock = zone === null ? null : new ZoneClock(zone);
  const local = clock === null || isLocal || start.is.kind === 'date' ? first : zoned(first, (at) => clock.toLocal(at));
  const offset = months === 0 ? span : monthsOf(position, months);
  const stepped = weekdays === null ? timeArithmetic('+', local, offset) : weekdaysAfter(local, span, weekdays);
  const at = clock === null || stepped === null ? stepped : zoned(stepped, (time) => clock.toInstant(time));
  return at === null ? null : timeArithmetic('+', at, moved);
}

/** So many of some weekdays after the first of them from a moment on, at its time of day. */
function weekdaysAfter(start: ExpressionNode, span: ExpressionNode, weekdays: readonly number[]): ExpressionNode {
  const unit = start.is.kind === 'date' ? 1 : DAY;
  return compute(start.is, [start, span], Infinity, ([starts, spans], out, n) => {
    for (let i = 0; i < n; i++) {
      const day = Math.floor(starts[i] / unit);
      out[i] = starts[i] + (weekdayAfter(day, Math.round(spans[i] / DAY), weekdays) - day) * unit;
    }
  });
}

/** The day that is so many of some weekdays after the first of them that is not before a day; days since 1970, a Thursday. */
function weekdayAfter(day: number, count: number, weekdays: readonly number[]): number {
  const monday = Math.floor((day + 3) / 7) * 7 - 3;
  const later = weekdays.findIndex((weekday) => monday + weekday >= day);
  const site = (later === -1 ? weekdays.length : later) + count;
  return monday + 7 * Math.floor(site / weekdays.length) + weekdays[site % weekdays.length];
}

function monthsOf(position: ExpressionNode, months: number): ExpressionNode {
  return compute({ kind: 'months' }, [position], bound(position) * months, ([places], out, n) => {
    for (let i = 0; i < n; i++) out[i] = places[i] * months;
  });
}

function zoned(node: ExpressionNode, change: (time: number) => number): ExpressionNode {
  return compute({ kind: 'timestamp' }, [node], Infinity, ([times], out, n) => {
    for (let i = 0; i < n; i++) out[i] = change(times[i]);
  });
}

/** What all rows of a series are multiples of: days, seconds or milliseconds; 1 for numbers. */
function unitOf({ every, jitter, gap, scale, days }: Steps): number {
  if (scale !== null) return 1;
  const areMultiples = (unit: number): boolean =>
    [every, jitter, gap?.min ?? 0, gap?.max ?? 0].every((value) => value % unit === 0);
  if (days && areMultiples(DAY)) return DAY;
  return areMultiples(SECOND) ? SECOND : 1;
}

/** What a series is measured by: the time of each row, what has passed since the first, and how much that is at the most. */
interface Clock {
  readonly at: ExpressionNode;
  readonly since: ExpressionNode;
  readonly most: number;
}

function valuesAround(
  curve: Curve,
  source: SeriesSource,
  order: Order | null,
  position: ExpressionNode,
  site: FieldSite,
  fields: Fields,
): Recipe | null {
  const { entity, field } = site;
  const base = curve.base === null ? undefined : valueOf(curve.base, site, fields, 'base:');
  const clock = curve.isTime
    ? clockOf(curve, source, position, site, fields)
    : { at: position, since: position, most: bound(position) };
  if (base === null || clock === null) return null;
  if (base !== undefined && !isNumber(valueType(base.type))) {
    return fields.report(site, 'TYPE_MISMATCH', `$base is a number, this is of type ${base.type.kind}`);
  }
  const float = { kind: 'float' } as const;
  const noise = deviations(fields.key(entity, field, 'noise'), curve.noise, null);
  const steps = deviations(fields.key(entity, field, 'walk'), curve.walk, position);
  const walk = curve.walk === 0 || order === null ? undefined : runningSum(order.link, steps, order.most);
  const args = [
    base === undefined ? constantNode(float, 0) : toFloat(columnNode(base, valueType(base.type))),
    clock.since,
    clock.at,
    curve.noise === 0 ? constantNode(float, 0) : columnNode(noise, float),
    walk === undefined ? constantNode(float, 0) : columnNode(walk, float),
  ];
  const { trend, seasons } = curve;
  const most = seasons.reduce((sum, { amplitude }) => sum + Math.abs(amplitude), 0);
  const magnitude = bound(args[0]) + Math.abs(trend) * clock.most + most + bound(args[3]) + bound(args[4]);
  const origin = curve.isTime ? MONDAY : 0;
  const value = compute(float, args, magnitude, ([bases, sinces, times, noises, walks], out, n) => {
    for (let i = 0; i < n; i++) {
      let sum = bases[i] + trend * sinces[i] + noises[i] + walks[i];
      for (const season of seasons) sum += heightOf(season, times[i] - origin);
      out[i] = sum;
    }
  });
  return finished(value, value.type);
}

function heightOf({ period, amplitude, peak }: Season, time: number): number {
  const within = (((time - peak) % period) + period) % period;
  return amplitude * cos((2 * Math.PI * within) / period);
}

/** The time that a field holds, and since when it is counted. The field has been checked to be a series of times. */
function clockOf(
  curve: Curve,
  source: SeriesSource,
  position: ExpressionNode,
  site: FieldSite,
  fields: Fields,
): Clock | null {
  const { entity } = site;
  const found = [...fields.index(entity).values()].find(
    (one) =>
      one.source.kind === 'series' &&
      one.source.steps?.scale === null &&
      (curve.clock === null ? one.source.over === source.over : one.path === curve.clock),
  );
  if (found?.source.kind !== 'series' || found.source.start === null) return null;
  const of = { entity, field: found, depth: null };
  const at = fields.field(entity, found, null);
  const start = valueOf(found.source.start, of, fields, 'start:');
  if (at === null || start === null) return null;
  const time = toTimestamp(columnNode(at, valueType(at.type)));
  const since = timeArithmetic('-', time, toTimestamp(columnNode(start, valueType(start.type))));
  const { steps } = found.source;
  if (steps === null) return null;
  // A step of a day can be one of a week.
  const stretch = steps.weekdays === null ? 1 : 7;
  const step = Math.max(steps.every, steps.months * 31 * DAY, steps.gap?.max ?? 0) * stretch;
  // A clock over all rows counts other positions than a series within a parent does.
  const rows = found.source.over === source.over ? bound(position) : fields.counts.rows(entity.name);
  const most = Math.min(MAX_SPAN, rows * step + steps.jitter + DAY);
  return since === null ? null : { at: time, since, most };
}
