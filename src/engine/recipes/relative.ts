import type { Distribution, WeekHours } from '../../model/index.ts';
import type { BoundColumn, Frame, Recipe } from '../frame.ts';
import { WeekClock } from '../generators/temporal/week-clock.ts';
import { fillLaw } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { continuousLaw } from '../random/law.ts';
import type { DateVector, TimestampVector, Vector } from '../vector.ts';

const DAY = 86_400_000;

export interface RelativeOptions {
  readonly kind: 'date' | 'timestamp';
  /** Dates or timestamps; at least one of the two is set. */
  readonly after: Recipe | null;
  readonly before: Recipe | null;
  /** Milliseconds. */
  readonly within: number;
  /** Milliseconds; the value never lies outside. */
  readonly min: number;
  readonly max: number;
  /** Milliseconds since 1970; where the time of a row begins by then, it ends by then. Null if it need not. */
  readonly now: number | null;
  /** Milliseconds between two possible values; of dates at least a day. */
  readonly step: number;
  /** The hours and weekdays of the values, at steps of which they are; null for all. */
  readonly week: WeekHours | null;
  /** How the values are spread from the earliest to the latest; its parameters are of a range from 0 to 1. */
  readonly distribution: Distribution;
  readonly key: Key;
}

/**
 * An instant strictly after one field and strictly before another, at most `within` away from it (where both are given,
 * at most that long after the first), and not after `now`. Null where a side is null or where there is no room.
 */
export function relativeTo(options: RelativeOptions): Recipe {
  return {
    type: { kind: options.kind },
    nullable: canBeNull(options),
    width: 24,
    bind: (frame) => bindRelative(options, frame),
  };
}

/** One side alone, without further bounds, always leaves room; but no day is after an earlier time of the day of `now`. */
function canBeNull(options: RelativeOptions): boolean {
  const { after, before, within, min, max, step, week } = options;
  const [side, other] = [after, before].filter((recipe) => recipe !== null);
  const isBounded = other !== undefined || min !== -Infinity || max !== Infinity || within < step || week !== null;
  return side.nullable || isBounded || endsToday(options);
}

/** Whether a date may have to be after a time of the day of `now`, which leaves no day up to now. */
function endsToday({ kind, after, now }: RelativeOptions): boolean {
  return kind === 'date' && after?.type.kind === 'timestamp' && now !== null && now % DAY !== 0;
}

function bindRelative(options: RelativeOptions, frame: Frame): BoundColumn {
  const { kind, step, min, max, now, key } = options;
  const within = Math.floor(options.within);
  const unit = kind === 'date' ? DAY : 1;
  const { arena, capacity } = frame;
  const after = options.after === null ? null : frame.column(options.after);
  const before = options.before === null ? null : frame.column(options.before);
  const law = continuousLaw(options.distribution, 0, 1);
  const clock = options.week === null ? null : new WeekClock(options.week, step);
  // The moments of hours are not so many steps from another moment.
  const least = clock === null || kind === 'date' ? step : 1;
  const units = arena.float64(capacity);
  const low = arena.float64(capacity);
  const high = arena.float64(capacity);
  const validity = canBeNull(options) ? arena.uint8(capacity) : null;
  const vector: DateVector | TimestampVector =
    kind === 'date'
      ? { kind, values: arena.int32(capacity), validity }
      : { kind, values: arena.float64(capacity), validity };
  return {
    vector,
    fill(rows) {
      const { length } = rows;
      fillLaw(units, key, rows, law);
      low.fill(min, 0, length);
      high.fill(max, 0, length);
      validity?.fill(1, 0, length);
      if (after !== null) {
        after.ensure();
        raise(low, after.value.vector, least, unit, length);
        lower(high, after.value.vector, within, unit, length);
        clearNulls(after.value.vector, length, validity);
      }
      if (before !== null) {
        before.ensure();
        // Rounded up to a day: what lies before noon may begin the same day.
        lower(high, before.value.vector, unit - 1 - least, unit, length);
        if (after === null) raise(low, before.value.vector, unit - 1 - within, unit, length);
        clearNulls(before.value.vector, length, validity);
      }
      if (now !== null) {
        if (min <= now && after !== null) {
          if (kind === 'timestamp') moveToNow(low, after.value.vector, now, length);
          else if (endsToday(options)) close(low, high, after.value.vector, now, length);
        }
        for (let i = 0; i < length; i++) if (low[i] <= now && high[i] > now) high[i] = now;
      }
      if (clock !== null) {
        for (let i = 0; i < length; i++) {
          const isRoom = low[i] <= high[i] && clock.first(low[i]) <= high[i];
          const start = isRoom ? clock.measure(low[i]) : 0;
          units[i] = isRoom ? clock.at(start + units[i] * (clock.measure(high[i] + 1) - start), low[i], high[i]) : 0;
          if (validity !== null && !isRoom) validity[i] = 0;
        }
        store(vector, units, length);
        return;
      }
      for (let i = 0; i < length; i++) {
        const last = Math.floor((high[i] - low[i]) / step);
        // The first value where there is no room: a null that is well formed.
        const steps = last < 0 ? 0 : Math.min(last, Math.floor(units[i] * (last + 1)));
        units[i] = low[i] + steps * step;
        if (validity !== null && last < 0) validity[i] = 0;
      }
      store(vector, units, length);
    },
  };
}

function store(vector: DateVector | TimestampVector, instants: Float64Array, length: number): void {
  if (vector.kind === 'date') for (let i = 0; i < length; i++) vector.values[i] = Math.floor(instants[i] / DAY);
  else vector.values.set(instants.subarray(0, length));
}

/** Raises the limits to the instants of a column moved by `offset` milliseconds, rounded down to a multiple of `unit`. */
function raise(limits: Float64Array, column: Vector, offset: number, unit: number, length: number): void {
  const { values, scale } = instants(column);
  for (let i = 0; i < length; i++) {
    limits[i] = Math.max(limits[i], Math.floor((values[i] * scale + offset) / unit) * unit);
  }
}

/** Lowers the limits in the same way. */
function lower(limits: Float64Array, column: Vector, offset: number, unit: number, length: number): void {
  const { values, scale } = instants(column);
  for (let i = 0; i < length; i++) {
    limits[i] = Math.min(limits[i], Math.floor((values[i] * scale + offset) / unit) * unit);
  }
}

/** Begins at now what would begin later although the instant before it is earlier: by less than a step. */
function moveToNow(low: Float64Array, after: Vector, now: number, length: number): void {
  const { values, scale } = instants(after);
  for (let i = 0; i < length; i++) if (low[i] > now && values[i] * scale < now) low[i] = now;
}

/** Leaves no room where the next day is after now, and the instant before it is not. */
function close(low: Float64Array, high: Float64Array, after: Vector, now: number, length: number): void {
  const { values, scale } = instants(after);
  for (let i = 0; i < length; i++) if (low[i] > now && values[i] * scale < now) high[i] = low[i] - DAY;
}

/** The values of a date or timestamp, and the milliseconds of one of their units. */
function instants(column: Vector): { readonly values: Int32Array | Float64Array; readonly scale: number } {
  if (column.kind === 'date') return { values: column.values, scale: DAY };
  if (column.kind === 'timestamp') return { values: column.values, scale: 1 };
  throw new TypeError('only dates and timestamps have an order in time');
}

function clearNulls(column: Vector, length: number, validity: Uint8Array | null): void {
  if (column.validity === null || validity === null) return;
  for (let i = 0; i < length; i++) validity[i] &= column.validity[i];
}
