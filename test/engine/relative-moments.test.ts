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
