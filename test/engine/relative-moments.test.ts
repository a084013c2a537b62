import { expect, test } from 'vitest';
import { programOf, rowsOf } from './rows.ts';

const DAY = 86_400_000;

test('$after and $before take now(), and expressions over the row and its parents', async () => {
  const program = programOf(`
$now: 2026-01-01
Person:
  $count: 300
  id: integer @id
  born: date 1960-01-01..2000-12-31
  hired: { $type: date, $after: "born + years(18)", $before: now() }
  left: { $type: timestamp, $after: "= if(id % 2 = 0, hired + days(30), null)", $within: 10d }
  seen: { $type: timestamp, $before: "now()", $within: 2d }
  visit: { $type: date, $after: "coalesce(boss.hired, born) + days(1)", $within: 9d }
  boss: { $ref: Person.id, $null: 0.5 }
`);
  const rows = await rowsOf(program, 'Person');
  const now = Date.UTC(2026, 0, 1);
  const time = (value: unknown): number => Date.parse(String(value));
  const hired = rows.map((row) => time(row['hired']));
  rows.forEach((row, i) => {
    const born = new Date(time(row['born']));
    expect(hired[i]).toBeGreaterThan(Date.UTC(born.getUTCFullYear() + 18, born.getUTCMonth(), born.getUTCDate()) - 1);
    expect(hired[i]).toBeLessThan(now);
    const seen = time(row['seen']);
    expect(seen).toBeLessThan(now);
    expect(seen).toBeGreaterThanOrEqual(now - 2 * DAY);
    const gap = row['left'] === null ? null : (time(row['left']) - hired[i]) / DAY;
    expect(gap === null).toBe(i % 2 === 0);
    expect(gap ?? 35).toSatisfy((days: number) => days > 30 && days <= 40);
    const base = row['boss'] === null ? time(row['born']) : hired[Number(row['boss']) - 1];
    expect((time(row['visit']) - base) / DAY).toSatisfy((days: number) => days >= 2 && days <= 10);
  });
});

test('a random end of each side has random numbers of its own', async () => {
  const program = programOf(`
A:
  $count: 200
  d: date 2024-06-01..2024-06-01
  x: { $type: date, $after: "d - days(random_int(1, 99))", $within: 1d }
  y: { $type: date, $before: "d + days(random_int(1, 99))", $within: 1d }
  z: { $type: date, $after: "d - days(random_int(1, 99))", $before: "d + days(random_int(1, 99))" }
`);
  const rows = await rowsOf(program, 'A');
  expect(new Set(rows.map((row) => row['x'])).size).toBeGreaterThan(50);
  expect(rows.filter((row) => row['z'] === null)).toEqual([]);
});

test('a side that is no date is a problem where it is written', () => {
  expect(() => programOf('A: { n: integer, x: { $type: date, $after: "n + 1 - 1" } }')).toThrow('TYPE_MISMATCH');
  expect(() => programOf('A: { x: { $type: date, $after: "nwo()" } }')).toThrow('EXPRESSION_FUNCTION');
});

test('what follows something ends at $now, unless it begins later or is asked to go on', async () => {
  const now = Date.UTC(2026, 5, 15, 12, 30, 15, 250);
  const program = programOf(`
$now: 2026-06-15T12:30:15.250Z
Order:
  $count: 2000
  id: integer @id
  placed_at: { $type: timestamp, $min: 2026-06-01, $max: 2026-06-20T00:00:00, $step: 1ms }
  shipped_at: { $type: timestamp, $after: placed_at, $within: 5d }
  rough: { $type: timestamp, $after: placed_at, $within: 5d, $step: 1h }
  seen_on: { $type: date, $after: placed_at, $within: 9d }
  warned_at: { $type: timestamp, $before: placed_at, $within: 2d }
  between: { $type: timestamp, $after: placed_at, $before: free }
  free: { $type: timestamp, $after: placed_at, $within: 5d, $until: never }
  capped: { $type: timestamp, $after: placed_at, $within: 5d, $max: 2026-06-18 }
  due_date: { $type: timestamp, $after: placed_at, $within: 5d }
  planned_visit: { $type: date, $after: placed_at, $within: 5d }
  expires_at: { $type: timestamp, $after: placed_at, $within: 5d, $until: now }
`);
  const rows = await rowsOf(program, 'Order');
  const time = (value: unknown): number => Date.parse(String(value));
  const past = rows.filter((row) => time(row['placed_at']) < now);
  const late = rows.filter((row) => time(row['placed_at']) >= now);
  expect(late.length).toBeGreaterThan(200);
  for (const name of ['shipped_at', 'rough', 'expires_at', 'between']) {
    const wrong = past.filter((row) => !(time(row[name]) > time(row['placed_at']) && time(row[name]) <= now));
    expect(wrong).toEqual([]);
    expect(late.filter((row) => !(time(row[name]) > time(row['placed_at'])))).toEqual([]);
  }
  const today = Date.UTC(2026, 5, 15);
  for (const row of past) {
    const isToday = time(row['placed_at']) >= today;
    expect(row['seen_on'] === null).toBe(isToday);
    expect(isToday || time(row['seen_on']) <= today).toBe(true);
  }
  expect(late.every((row) => row['seen_on'] !== null)).toBe(true);
  expect(rows.filter((row) => time(row['warned_at']) >= time(row['placed_at']))).toEqual([]);
  for (const name of ['free', 'due_date', 'planned_visit', 'capped']) {
    expect(past.filter((row) => row[name] !== null && time(row[name]) > now).length).toBeGreaterThan(50);
  }
  // No gathering at now: what is shortened keeps its distribution.
  const recent = past.filter((row) => time(row['placed_at']) > now - 5 * DAY && time(row['placed_at']) < now - DAY);
  const shares = recent.map(
    (row) => (time(row['shipped_at']) - time(row['placed_at'])) / (now - time(row['placed_at'])),
  );
  expect(shares.filter((share) => share > 0.9).length / shares.length).toBeCloseTo(0.1, 1);
});

test('what is inferred beside other times does not gather at $now, and follows what is later', async () => {
  const program = programOf(`
$now: 2026-01-01T06:00:00Z
Shipment:
  $count: 3000
  placed_at: timestamp 2025-12-20..2026-01-02
  shipped_at: timestamp
  delivered_on: date
  expires_at: timestamp
  next_visit_date: date
  paused_until: timestamp
`);
  const now = Date.UTC(2026, 0, 1, 6);
  const rows = await rowsOf(program, 'Shipment');
  const time = (value: unknown): number => Date.parse(String(value));
  for (const row of rows) {
    const placed = time(row['placed_at']);
    expect(time(row['shipped_at'])).toBeGreaterThanOrEqual(placed);
    expect(placed > now || time(row['shipped_at']) <= now).toBe(true);
    expect(time(row['next_visit_date'])).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1));
    expect(time(row['paused_until'])).toBeGreaterThanOrEqual(now);
  }
  expect(rows.filter((row) => time(row['shipped_at']) === now).length).toBeLessThan(5);
});

test('$until is now or never', () => {
  expect(() => programOf('A: { d: date, x: { $type: date, $after: d, $until: 2030 } }')).toThrow('VALUE_EXPECTED');
  expect(() => programOf('A: { x: { $type: date, $until: never } }')).toThrow('DIRECTIVE_PLACE');
});
