import type { WeekHours } from '../../../model/index.ts';
import { DAY } from '../../calendar.ts';

/** 1970-01-01 was a Thursday: so many days after a Monday. */
const FIRST_WEEKDAY = 3;
const WEEK = 7;

/** Moments of one span of a day: start, start + step, … `count` of them, each with a weight. */
interface Slots {
  readonly start: number;
  readonly count: number;
  readonly weight: number;
  /** The weight of those before it on the same day. */
  readonly before: number;
}

/**
 * The moments of some hours and weekdays, in steps that are counted from the beginning of each span, as a line on which each moment takes
 * as much room as its weight. Instants are whole milliseconds since 1970 UTC.
 */
export class WeekClock {
  /** Whether all moments have the weight 1, so that they can be counted. */
  readonly isEven: boolean;
  readonly #step: number;
  readonly #slots: readonly Slots[];
  readonly #weekdays: readonly number[];
  /** Weights of the weekdays before each one, and of all. */
  readonly #before: readonly number[];
  /** The weight of all moments of a day. */
  readonly #day: number;

  constructor({ spans, weekdays }: WeekHours, step: number) {
    this.#step = step;
    let day = 0;
    this.#slots = spans.map(({ start, end, weight }) => {
      const count = Math.floor((end - start) / step) + 1;
      const before = day;
      day += weight ?? count;
      return { start, count, weight: weight === null ? 1 : weight / count, before };
    });
    this.#day = day;
    this.#weekdays = weekdays;
    const before = [0];
    for (const [i, weight] of weekdays.entries()) before.push(before[i] + weight);
    this.#before = before;
    this.isEven =
      spans.every(({ weight }) => weight === null) && weekdays.every((weight) => weight === 0 || weight === 1);
  }

  /** The weight of all moments before an instant, counted from a Monday at the beginning of 1970. */
  measure(instant: number): number {
    const day = Math.floor(instant / DAY);
    const time = instant - day * DAY;
    const week = Math.floor((day + FIRST_WEEKDAY) / WEEK);
    const weekday = day + FIRST_WEEKDAY - week * WEEK;
    let within = 0;
    for (const { start, count, weight } of this.#slots) {
      within += weight * Math.max(0, Math.min(count, Math.ceil((time - start) / this.#step)));
    }
    return (this.#before[WEEK] * week + this.#before[weekday]) * this.#day + this.#weekdays[weekday] * within;
  }

  /** The moment on whose room a point of the line is, within two instants between which there is one. */
  at(point: number, from: number, to: number): number {
    const found = this.#at(point);
    // A point at the end of the line may be rounded to its neighbour.
    if (found < from) return this.first(from);
    return found > to ? this.last(to) : found;
  }

  #at(point: number): number {
    const total = this.#before[WEEK] * this.#day;
    const week = Math.floor(point / total);
    let rest = point - week * total;
    let weekday = WEEK - 1;
    while (weekday > 0 && (this.#weekdays[weekday] === 0 || this.#before[weekday] * this.#day > rest)) weekday--;
    while (this.#weekdays[weekday] === 0) weekday++;
    rest = (rest - this.#before[weekday] * this.#day) / this.#weekdays[weekday];
    let i = this.#slots.length - 1;
    while (i > 0 && this.#slots[i].before > rest) i--;
    const { start, count, weight, before } = this.#slots[i];
    const slot = Math.max(0, Math.min(count - 1, Math.floor((rest - before) / weight)));
    return (week * WEEK + weekday - FIRST_WEEKDAY) * DAY + start + slot * this.#step;
  }

  /** The first moment from an instant on; Infinity if there is none. */
  first(from: number): number {
    const today = Math.floor(from / DAY);
    for (let day = today; day <= today + WEEK; day++) {
      if (this.#weekdays[weekdayOf(day)] === 0) continue;
      for (const { start, count } of this.#slots) {
        const slot = Math.max(0, Math.ceil((from - day * DAY - start) / this.#step));
        if (slot < count) return day * DAY + start + slot * this.#step;
      }
    }
    return Infinity;
  }

  /** The last moment up to an instant; -Infinity if there is none. */
  last(to: number): number {
    const today = Math.floor(to / DAY);
    for (let day = today; day >= today - WEEK; day--) {
      if (this.#weekdays[weekdayOf(day)] === 0) continue;
      for (const { start, count } of this.#slots.toReversed()) {
        const slot = Math.min(count - 1, Math.floor((to - day * DAY - start) / this.#step));
        if (slot >= 0) return day * DAY + start + slot * this.#step;
      }
    }
    return -Infinity;
  }
}

/** From 0 for Monday. */
function weekdayOf(day: number): number {
  return day + FIRST_WEEKDAY - Math.floor((day + FIRST_WEEKDAY) / WEEK) * WEEK;
}
