import { describe, expect, it } from 'vitest';
import {
  DAY,
  FIRST_DAY,
  LAST_DAY,
  addMonths,
  civilFromDays,
  daysFromCivil,
  formatDate,
  formatInstant,
  formatTime,
  parseDate,
  parseInstant,
  parseTime,
  weekdayOf,
} from '../../src/engine/calendar.ts';

describe('days', () => {
  it('agree with Date in every seventh day of ten thousand years, there and back', () => {
    let wrong = 0;
    for (let days = FIRST_DAY; days <= LAST_DAY; days += 7 - (days % 3)) {
      const date = new Date(days * DAY);
      const { year, month, day } = civilFromDays(days);
      const same = year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && day === date.getUTCDate();
      const weekday = weekdayOf(days) % 7 === date.getUTCDay();
      if (!same || !weekday || daysFromCivil(year, month, day) !== days) wrong++;
    }
    expect(wrong).toBe(0);
    expect([formatDate(FIRST_DAY), formatDate(LAST_DAY)]).toEqual(['0001-01-01', '9999-12-31']);
  });

  it('are moved by months to the end of shorter ones', () => {
    const moved = (text: string, months: number): string => formatDate(addMonths(parseDate(text) ?? 0, months));
    expect(moved('2026-01-31', 1)).toBe('2026-02-28');
    expect(moved('2024-02-29', 12)).toBe('2025-02-28');
    expect(moved('2026-01-15', -13)).toBe('2024-12-15');
    expect(moved('2026-12-31', 2)).toBe('2027-02-28');
  });
});

describe('ISO texts', () => {
  it('are read as dates, times and instants', () => {
    expect(parseDate('1970-01-02')).toBe(1);
    expect(parseTime('01:02')).toBe(3_720_000);
    expect(parseTime('01:02:03.5')).toBe(3_723_500);
    expect(parseInstant('1970-01-02')).toBe(DAY);
    expect(parseInstant('1970-01-01T00:00:01.234567Z')).toBe(1234);
    expect(parseInstant('1970-01-01 02:00:00+02:00')).toBe(0);
    expect(parseInstant('1970-01-01T00:00-0130')).toBe(5_400_000);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '26-01-01',
    '2026-1-1',
    '',
    '2026-01-01x',
    ' 2026-01-01',
  ])('refuses the date %j', (text) => {
    expect(parseDate(text)).toBeNull();
    expect(parseInstant(text)).toBeNull();
  });

  it.each(['24:00', '12:60', '12:00:60', '1:00', '12', ''])('refuses the time %j', (text) => {
    expect(parseTime(text)).toBeNull();
    expect(parseInstant(`2026-01-01T${text}Z`)).toBeNull();
  });

  it('come back as they went in', () => {
    for (const text of ['0001-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z']) {
      expect(formatInstant(parseInstant(text) ?? 0)).toBe(text);
    }
    expect(formatTime(parseTime('23:59:59') ?? 0)).toBe('23:59:59');
    expect(formatTime(parseTime('23:59:59.007') ?? 0)).toBe('23:59:59.007');
  });
});
