import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZoneClock } from '../../../src/engine/time-zone.ts';
import { TIME_ZONES } from '../../../src/model/words/time-zones.ts';
import { programOf, rowsOf } from '../rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The time of a clock in a zone by ICU, as if it were in UTC. */
function localByIntl(format: Intl.DateTimeFormat, instant: number): number {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part['year'], part['month'] - 1, part['day'], part['hour'], part['minute'], part['second']);
}

const formatOf = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

test('every zone has the clock that ICU knows for the years 2023 to 2025', () => {
  const wrong: string[] = [];
  for (const [name, zone] of TIME_ZONES) {
    const clock = new ZoneClock(zone);
    const format = formatOf(name);
    for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2025, 11, 31); at += 5 * DAY + 7 * HOUR) {
      if (clock.toLocal(at) !== localByIntl(format, at)) wrong.push(`${name} ${new Date(at).toISOString()}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each(['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Pacific/Auckland', 'America/St_Johns'])(
  'the clock of %s is put on at the hour that ICU knows, and back',
  (name) => {
    const clock = new ZoneClock(TIME_ZONES.get(name) ?? { standard: 0, rule: 'never' });
    const format = formatOf(name);
    const wrong: number[] = [];
    let changes = 0;
    for (let at = Date.UTC(2012, 0, 1); at < Date.UTC(2026, 0, 1); at += HOUR / 2) {
      const local = clock.toLocal(at);
      // ICU is slow: it is asked around a change.
      if (local - clock.toLocal(at - HOUR / 2) !== HOUR / 2) {
        changes++;
        const seen = [at, at - 1000].map((one) => localByIntl(format, one));
        if (local !== seen[0] || clock.toLocal(at - 1000) !== seen[1]) wrong.push(at);
      }
      // Of a time that comes twice it is the first.
      const instant = clock.toInstant(local);
      if (at !== instant && (at - instant !== HOUR || clock.toLocal(instant) !== local)) wrong.push(at);
    }
    expect(wrong).toEqual([]);
    expect(changes).toBe(28);
  },
);

const ZONES = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Australia/Adelaide', 'Pacific/Auckland', 'Asia/Kolkata'];

/** By steps of the clock, one after the other. */
function localAfter(start: number, step: string, i: number): number {
  const count = Number.parseInt(step, 10) * i;
  if (step.endsWith('d')) return start + count * DAY;
  const date = new Date(start);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * (step.endsWith('y') ? 12 : 1), 1);
  const last = new Date(Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), last) - 1) * DAY + (start - Math.floor(start / DAY) * DAY);
}

test('a series keeps its time of day in its zone, whichever rows are read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ZONES),
      fc.constantFrom('1d', '7d', '1mo', '5mo', '1y'),
      fc.integer({ min: Date.UTC(2008, 0, 1) / 60_000, max: Date.UTC(2024, 0, 1) / 60_000 }),
      fc.integer({ min: 0, max: 1380 }),
      fc.nat(60),
      async (name, step, minute, jitter, first) => {
        const zone = TIME_ZONES.get(name) ?? { standard: 0, rule: 'never' };
        const clock = new ZoneClock(zone);
        const start = minute * 60_000;
        const text = new Date(start).toISOString();
        const program = programOf(`
P: { $count: 2, id: integer @id, at: "= timestamp('${text}')" }
C:
  p: { $ref: P.id, $per: 40 }
  local: { $series: p, $start: "${text.slice(0, 16)}", $every: ${step}, $timezone: ${name} }
  zulu: { $series: p, $start: "${text}", $every: ${step}, $timezone: ${name} }
  of: { $series: p, $start: p.at, $every: ${step}, $jitter: ${jitter}m, $timezone: ${name} }
  gap: { $series: p, $start: "${text}", $gap: 1d-3d, $timezone: ${name} }
  day: { $type: date, $series: p, $start: ${text.slice(0, 10)}, $every: ${step} }
`);
        const rows = await rowsOf(program, 'C');
        const at = (row: Record<string, unknown>, field: string): number => Date.parse(String(row[field]));
        for (const [n, row] of rows.entries()) {
          const i = n % 40;
          expect(at(row, 'local')).toBe(clock.toInstant(localAfter(start, step, i)));
          const zulu = clock.toInstant(localAfter(clock.toLocal(start), step, i));
          expect(at(row, 'zulu')).toBe(zulu);
          const moved = at(row, 'of') - zulu;
          expect(moved >= 0 && (moved === 0 || moved < jitter * 60_000)).toBe(true);
          expect(at(row, 'day')).toBe(localAfter(Math.floor(start / DAY) * DAY, step, i));
          if (i === 0) continue;
          expect(at(row, 'of')).toBeGreaterThan(at(rows[n - 1], 'of'));
          expect(at(row, 'gap')).toBeGreaterThan(at(rows[n - 1], 'gap') + 22 * HOUR);
        }
        expect(await rowsOf(program, 'C', first, 9)).toEqual(rows.slice(first, first + 9));
      },
    ),
    { numRuns: 20 },
  );
});
