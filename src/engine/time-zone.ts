import type { ClockRule, TimeZone } from '../model/index.ts';
import { civilFromDays, DAY, daysFromCivil, daysInMonth, weekdayOf } from './calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A Sunday of a month: the first, the second …, or the last one (0), at a time of day. */
interface Change {
  readonly month: number;
  readonly sunday: number;
  readonly at: number;
}

interface Rule {
  /** When the clock is put an hour ahead and back, in UTC or in standard time. */
  readonly ahead: Change;
  readonly back: Change;
  readonly inUtc: boolean;
}

const RULES: Readonly<Record<Exclude<ClockRule, 'never'>, Rule>> = {
  europe: { ahead: { month: 3, sunday: 0, at: HOUR }, back: { month: 10, sunday: 0, at: HOUR }, inUtc: true },
  america: { ahead: { month: 3, sunday: 2, at: 2 * HOUR }, back: { month: 11, sunday: 1, at: HOUR }, inUtc: false },
  australia: {
    ahead: { month: 10, sunday: 1, at: 2 * HOUR },
    back: { month: 4, sunday: 1, at: 2 * HOUR },
    inUtc: false,
  },
  new_zealand: {
    ahead: { month: 9, sunday: 0, at: 2 * HOUR },
    back: { month: 4, sunday: 1, at: 2 * HOUR },
    inUtc: false,
  },
};

/** Local and universal time of a zone. Times are milliseconds since 1970, local ones as if they were in UTC. */
export class ZoneClock {
  readonly #standard: number;
  readonly #rule: Rule | null;
  #year = Number.NaN;
  #ahead = 0;
  #back = 0;

  constructor({ standard, rule }: TimeZone) {
    this.#standard = standard * MINUTE;
    this.#rule = rule === 'never' ? null : RULES[rule];
  }

  toLocal(instant: number): number {
    return instant + this.#standard + (this.#isAhead(instant) ? HOUR : 0);
  }

  /** A local time that is skipped is an hour later, one that comes twice is the first of both. */
  toInstant(local: number): number {
    const summer = local - this.#standard - HOUR;
    return this.#isAhead(summer) ? summer : local - this.#standard;
  }

  #isAhead(instant: number): boolean {
    if (this.#rule === null) return false;
    const { year } = civilFromDays(Math.floor((instant + this.#standard) / DAY));
    if (year !== this.#year) {
      const { ahead, back, inUtc } = this.#rule;
      const shift = inUtc ? 0 : this.#standard;
      this.#year = year;
      this.#ahead = sundayOf(year, ahead) - shift;
      this.#back = sundayOf(year, back) - shift;
    }
    const [from, to] = [this.#ahead, this.#back];
    return from < to ? instant >= from && instant < to : instant >= from || instant < to;
  }
}

function sundayOf(year: number, { month, sunday, at }: Change): number {
  const day = sunday === 0 ? daysFromCivil(year, month, daysInMonth(year, month)) : daysFromCivil(year, month, 1);
  const weekday = weekdayOf(day) % 7;
  const found = sunday === 0 ? day - weekday : day + ((7 - weekday) % 7) + (sunday - 1) * 7;
  return found * DAY + at;
}
