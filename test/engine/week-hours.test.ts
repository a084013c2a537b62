import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WeekClock } from '../../src/engine/generators/temporal/week-clock.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from './rows.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const time = (value: unknown): number => Date.parse(String(value));
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = (instant: number): number => (new Date(instant).getUTCDay() + 6) % 7;

interface Shape {
  readonly seed: number;
  readonly first: number;
  readonly days: number;
  readonly spans: readonly (readonly [number, number])[];
  readonly weekdays: readonly number[];
  readonly step: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  first: fc.integer({ min: Date.UTC(1960, 0, 1) / MINUTE, max: Date.UTC(2100, 0, 1) / MINUTE }),
  days: fc.integer({ min: 8, max: 120 }),
  spans: fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
    .map((ends) => ends.toSorted((a, b) => a - b))
    .map((ends) => ends.flatMap((end, i) => (i % 2 === 1 ? [[ends[i - 1], end] as const] : []))),
  weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
  step: fc.constantFrom(1, 5, 15, 60),
});

const listed = ({ spans, weekdays }: Shape): string =>
  `$hours: [${spans.map((span) => span.map(clock).join('..')).join(', ')}], $weekdays: [${weekdays.map((day) => NAMES[day]).join(', ')}]`;

/** Every moment that a shape allows from one instant to another, both included, found by looking at each minute. */
function allowed({ spans, weekdays, step }: Shape, from: number, to: number): number[] {
  const moments: number[] = [];
  for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= to; at += MINUTE) {
    const minute = (at - Math.floor(at / DAY) * DAY) / MINUTE;
    if (!weekdays.includes(weekday(at))) continue;
    if (spans.some(([start, end]) => minute >= start && minute <= end && (minute - start) % step === 0))
      moments.push(at);
  }
  return moments;
}

describe('$hours and $weekdays', () => {
  test('leave the moments that they name, all of them, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const from = shape.first * MINUTE;
        const to = from + shape.days * DAY + (shape.seed % 1440) * MINUTE;
        const text = (instant: number): string => new Date(instant).toISOString();
        const range = `$min: "${text(from)}", $max: "${text(to)}", $step: ${shape.step}m`;
        const moments = allowed(shape, from, to);
        const count = Math.min(moments.length, 1000);
        const program = programOf(`
$seed: ${shape.seed}
T:
  $count: ${count}
  at: { $type: timestamp, ${range}, ${listed(shape)} }
  once: { $type: timestamp, ${range}, ${listed(shape)}, $unique: true }
`);
        const rows = await rowsOf(program, 'T');
        const known = new Set(moments);
        expect(rows.filter((row) => !known.has(time(row['at'])) || !known.has(time(row['once'])))).toEqual([]);
        expect(new Set(rows.map((row) => row['once'])).size).toBe(count);
        const at = shape.seed % count;
        expect(await rowsOf(program, 'T', at, 1)).toEqual([rows[at]]);
      }),
      { numRuns: 6 },
    );
  });

  test('hold between other times, null where they leave none', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(`
$seed: ${shape.seed}
T:
  $count: 60
  a: timestamp 2024-01-01..2024-12-31
  b: { $type: timestamp, $after: a, $within: 2d, $until: never, $step: ${shape.step}m, ${listed(shape)} }
  c: { $type: timestamp, $before: a, $within: 9d, $until: never, $step: ${shape.step}m, ${listed(shape)} }
  d: { $type: date, $after: a, $within: 3d, $until: never, $weekdays: [${shape.weekdays.map((day) => NAMES[day]).join(', ')}] }
`);
        const rows = await rowsOf(program, 'T');
        for (const row of rows) {
          const a = time(row['a']);
          const later = allowed(shape, a + 1, a + 2 * DAY);
          const earlier = allowed(shape, a - 9 * DAY, a - 1);
          expect(row['b'] === null ? later.length === 0 : later.includes(time(row['b']))).toBe(true);
          expect(row['c'] === null ? earlier.length === 0 : earlier.includes(time(row['c']))).toBe(true);
          const day = time(row['d']);
          const isDay = day > a && day <= a + 3 * DAY && shape.weekdays.includes(weekday(day));
          expect(row['d'] === null || isDay).toBe(true);
        }
      }),
      { numRuns: 2 },
    );
  });

  test('every moment of a small range comes up, as often as its weight says', async () => {
    const program = programOf(`
T:
  $count: 20000
  at: { $type: timestamp, $min: 2024-01-01, $max: 2024-01-14, $step: 1h, $hours: { 9: 3, "14:00..15:00": 1 }, $weekdays: { mon-thu: 1, sat: 4 } }
  on: { $type: date, $min: 2024-01-01, $max: 2024-01-31, $weekdays: weekend }
  text: { $type: "string @date (DD.MM.YYYY)", $weekdays: mon }
  office: { $type: timestamp, $hours: business }
  night: { $type: timestamp, $hours: 22:00..06:00 }
`);
    const rows = await rowsOf(program, 'T');
    const share = (test: (row: Row) => boolean): number => rows.filter(test).length / rows.length;
    const hour = (row: Row, name: string): number => new Date(time(row[name])).getUTCHours();
    expect(new Set(rows.map((row) => row['at'])).size).toBe(5 * 2 * 3);
    expect(share((row) => hour(row, 'at') === 9)).toBeCloseTo(0.75, 1);
    expect(share((row) => hour(row, 'at') === 15)).toBeCloseTo(0.125, 1);
    expect(share((row) => weekday(time(row['at'])) === 5)).toBeCloseTo(0.5, 1);
    expect(new Set(rows.map((row) => row['on'])).size).toBe(8);
    expect(rows.every((row) => weekday(time(String(row['text']).split('.').toReversed().join('-'))) === 0)).toBe(true);
    const office = rows.map((row) => time(row['office']));
    expect(office.every((at) => weekday(at) < 5 && at % DAY >= 9 * 60 * MINUTE && at % DAY <= 17 * 60 * MINUTE)).toBe(
      true,
    );
    const night = rows.map((row) => time(row['night']) % DAY);
    expect(night.every((at) => at >= 22 * 60 * MINUTE || at <= 6 * 60 * MINUTE)).toBe(true);
    expect(night.filter((at) => at <= 6 * 60 * MINUTE).length / night.length).toBeCloseTo(0.75, 1);
  });

  test('a line of moments leads back to each of them', () => {
    const spans = [
      { start: 9 * 60 * MINUTE, end: 10 * 60 * MINUTE, weight: 0.3 },
      { start: 20 * 60 * MINUTE, end: 21 * 60 * MINUTE, weight: 1 },
    ];
    const week = new WeekClock({ spans, weekdays: [1, 0, 0.1, 0, 0.7, 0, 0] }, 7 * MINUTE);
    let at = week.first(Date.UTC(1969, 5, 1));
    for (let i = 0; i < 500; i++) {
      const [start, end] = [week.measure(at), week.measure(at + 1)];
      for (const part of [0.01, 0.5, 0.99])
        expect(week.at(start + part * (end - start), 0, Infinity)).toBe(Math.max(at, week.first(0)));
      expect(week.last(at)).toBe(at);
      at = week.first(at + 1);
    }
  });

  test('the rows of a parent have different moments in a list without repeats', async () => {
    const program = programOf(`
Nurse: { $count: 20, id: integer @id }
Shift: { $key: [nurse_id, day], nurse_id: { $ref: Nurse.id, $per: 0-10 }, day: { $type: date, $min: 2025-06-01, $max: 2025-06-15, $weekdays: mon-fri } }
Visit:
  $unique: [nurse_id, at]
  nurse_id: { $ref: Nurse.id, $per: 12 }
  at: { $type: timestamp, $min: 2025-06-01, $max: 2025-06-10, $weekdays: [mon, tue], $hours: [9-10, 14..15], $step: 1h }
`);
    const [shifts, visits] = [await rowsOf(program, 'Shift'), await rowsOf(program, 'Visit')];
    expect(new Set(shifts.map(({ nurse_id, day }) => `${String(nurse_id)} ${String(day)}`)).size).toBe(shifts.length);
    for (const { day } of shifts) expect([1, 2, 3, 4, 5]).toContain(new Date(String(day)).getUTCDay());
    const moments = new Set(visits.map(({ at }) => String(at)));
    expect(new Set(visits.map(({ nurse_id, at }) => `${String(nurse_id)} ${String(at)}`)).size).toBe(visits.length);
    for (const at of moments) expect(at).toMatch(/2025-06-(?:02|03|09|10)T(?:09|10|14|15):00:00/);
    const text =
      'N: { $count: 2, id: integer @id }\nA: { $key: [n, d], n: { $ref: N.id, $per: 3 }, d: { $type: date, $min: 2025-06-02, $max: 2025-06-08, $weekdays: weekend } }\n';
    expect(loadProgram({ text }, true).problems.map(({ code, message }) => [code, message.includes('only 2')])).toEqual(
      [['DOMAIN_TOO_SMALL', true]],
    );
  });

  test('problems are told before the start, where they are', () => {
    const told = (field: string): string[] =>
      loadProgram({ text: `T:\n  x: { ${field} }\n` }, true).problems.map(({ code, column }) => `${code} ${column}`);
    expect(told('$type: timestamp, $hours: 25:00..26:00')).toEqual(['VALUE_EXPECTED 34']);
    expect(told('$type: timestamp, $hours: [9:00..12:00, 11:00..13:00]')).toEqual(['RANGE_INVALID 34']);
    expect(told('$type: timestamp, $hours: { 24: 1 }')).toEqual(['RANGE_INVALID 36']);
    expect(told('$type: timestamp, $hours: { 9: 0 }')).toEqual(['WEIGHTS_INVALID 36']);
    expect(told('$type: timestamp, $hours: { "22:00..06:00": 1 }')).toEqual(['RANGE_INVALID 36']);
    expect(told('$type: timestamp, $weekdays: mnday')).toEqual(['RANGE_INVALID 37']);
    expect(told('$type: date, $hours: business')).toEqual(['DIRECTIVE_PLACE 21']);
    expect(told('$type: time, $hours: business')).toEqual(['DIRECTIVE_PLACE 21']);
    expect(told('$type: string, $weekdays: mon')).toEqual(['DIRECTIVE_PLACE 23']);
    expect(told('"$values": [1], $weekdays: mon')).toEqual(['DIRECTIVE_PLACE 24']);
    expect(told('$type: date, $weekdays: mon, $step: 2d')).toEqual(['DIRECTIVE_CONTRADICTION 37']);
    expect(told('$type: timestamp, $hours: business, $distribution: normal')).toEqual(['DIRECTIVE_CONTRADICTION 44']);
    expect(told('$type: date, $min: 2024-01-02, $max: 2024-01-05, $weekdays: weekend')).toEqual(['RANGE_EMPTY 3']);
    expect(told('$type: date, $min: 2024-01-01, $max: 2024-01-31, $weekdays: mon, $unique: true')).toEqual([
      'DOMAIN_TOO_SMALL 3',
    ]);
    expect(told('$type: date, $weekdays: { mon: 1, tue: 2 }, $unique: true')).toEqual(['UNIQUE_DISTRIBUTION 3']);
  });
});
