import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../rows.ts';

const DAY = 86_400_000;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayOf = (value: unknown): number => Date.parse(String(value)) / DAY;
const weekdayOf = (day: number): number => (Math.floor(day) + 3) % 7;

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  most: fc.integer({ min: 1, max: 9 }),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  every: fc.integer({ min: 1, max: 9 }),
  from: fc.integer({ min: 1, max: 28 }),
});

function modelOf({ seed, most, days, every, from }: ReturnType<typeof shapes.generate>['value']): string {
  const weekdays = days.map((day) => NAMES[day]).join(', ');
  return `
$seed: ${seed}
Trip:
  $count: 20
  id: integer @id
  left_at: timestamp 2025-03-01..2025-03-31
  arrived_at: "= left_at + hours(5)"
  opened: date 2025-01-01..2025-01-31
  closed: "= opened + days(30)"
Stop:
  $key: [trip, at]
  trip: { $ref: Trip.id, $per: 0-${most} }
  at: { $series: trip, $start: trip.left_at, $end: trip.arrived_at }
  next_at: { $next: at, $end: trip.arrived_at }
  word: string @word null 30%
  next_word: { $next: word }
  sum: { $next: "= n * 2", $end: 0 }
  n: integer 1-9
  day: { $type: date, $series: trip, $start: trip.opened, $end: trip.closed }
  lesson: { $type: date, $series: trip, $start: 2025-02-${String(from).padStart(2, '0')}, $every: ${every}d, $weekdays: [${weekdays}] }
  shift: { $series: trip, $start: trip.left_at, $gap: 1d-3d, $weekdays: [${weekdays}] }
Calendar:
  $count: 60
  day: { $type: date, $series: true, $start: 2025-02-${String(from).padStart(2, '0')}, $every: 1d, $weekdays: [${weekdays}], $key: true }
`;
}

describe('the rows of a parent', () => {
  test('know the next one, and are spread to the end, and over weekdays', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(modelOf(shape));
        const trips = new Map((await rowsOf(program, 'Trip')).map((trip) => [trip['id'], trip]));
        const stops = await rowsOf(program, 'Stop');
        const allowed = new Set(shape.days);
        const first = dayOf(`2025-02-${String(shape.from).padStart(2, '0')}`);
        const workdays = Array.from({ length: 3000 }, (_, i) => first + i).filter((day) => allowed.has(weekdayOf(day)));
        expect((await rowsOf(program, 'Calendar')).map((row) => dayOf(row['day']))).toEqual(workdays.slice(0, 60));
        for (const [id, rows] of Map.groupBy(stops, (stop) => stop['trip'])) {
          const trip: Row = trips.get(id) ?? {};
          for (const [i, row] of rows.entries()) {
            const after = rows[i + 1];
            expect(row['next_at']).toBe(after === undefined ? trip['arrived_at'] : after['at']);
            expect(row['next_word']).toBe(after === undefined ? null : after['word']);
            expect(row['sum']).toBe(after === undefined ? 0 : Number(after['n']) * 2);
            expect(String(row['next_at']) > String(row['at'])).toBe(true);
            expect(dayOf(row['lesson'])).toBe(workdays[i * shape.every]);
            expect(allowed.has(weekdayOf(dayOf(row['shift'])))).toBe(true);
            expect(dayOf(row['shift']) % 1).toBeCloseTo(dayOf(trip['left_at']) % 1, 9);
            expect(after === undefined || dayOf(after['day']) > dayOf(row['day'])).toBe(true);
            expect(after === undefined || dayOf(after['shift']) > dayOf(row['shift'])).toBe(true);
          }
          expect(String(rows[0]['at']) >= String(trip['left_at'])).toBe(true);
          expect(dayOf(rows.at(-1)?.['day'])).toBeLessThan(dayOf(trip['closed']));
          expect(dayOf(rows[0]['day'])).toBeGreaterThanOrEqual(dayOf(trip['opened']));
        }
        const entity = entityOf(program, 'Stop');
        const cut = Math.floor(entity.rows / 3);
        const end = await encodeRows(entity, 'csv', [[cut, entity.rows - cut]]);
        const start = cut === 0 ? '' : await encodeRows(entity, 'csv', [[0, cut]]);
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, entity.rows]]));
      }),
      { seed: 20_26, numRuns: 15 },
    );
  });

  test.each([
    ['x: { $next: n, $start: 0 }', 'DIRECTIVE_PLACE 4:18'],
    ['x: { $previous: n, $end: 0 }', 'DIRECTIVE_PLACE 4:22'],
    ['x: { $next: n, $end: "= \'a\'" }', 'TYPE_MISMATCH 4:3'],
    ['x: { $next: x }', 'VALUE_CYCLE 4:3'],
    ['x: { $series: p, $start: 2025-01-01, $end: 2025-01-02, $every: 1h }', 'DIRECTIVE_CONTRADICTION 4:58'],
    ['x: { $series: p, $end: 2025-01-02 }', 'DIRECTIVE_CONTRADICTION 4:20'],
    ['x: { $series: true, $start: 2025-01-01, $end: 2025-01-02 }', 'DIRECTIVE_CONTRADICTION 4:43'],
    ['x: { $type: integer, $series: p, $start: 1, $end: 9 }', 'DIRECTIVE_CONTRADICTION 4:47'],
    ['x: { $type: date, $series: p, $start: 2025-01-01, $end: 2025-01-03 }', 'SLOT_TOO_SMALL 4:3'],
    ['x: { $series: p, $start: 2025-01-01, $end: n }', 'DIRECTIVE_CONTRADICTION 4:46'],
    ['x: { $series: p, $start: 2025-01-01, $every: 1h, $weekdays: mon-fri }', 'DIRECTIVE_CONTRADICTION 4:63'],
    ['x: { $series: p, $start: 2025-01-01, $every: 1mo, $weekdays: mon-fri }', 'DIRECTIVE_CONTRADICTION 4:64'],
    ['x: { $series: p, $start: 2025-01-01, $every: 1d, $jitter: 1h, $weekdays: fri }', 'DIRECTIVE_CONTRADICTION 4:76'],
    ['x: { $series: p, $start: 2025-01-01, $every: 1d, $weekdays: { fri: 2, sat: 1 } }', 'WEIGHTS_INVALID 4:63'],
    ['x: { $type: integer, $series: p, $every: 1, $weekdays: fri }', 'DIRECTIVE_PLACE 4:58'],
  ])('are refused: %s', (field, problem) => {
    const text = `P: { $count: 3, id: integer @id }\nA:\n  p: { $ref: P.id, $per: 4 }\n  ${field}\n  n: integer\n`;
    const { problems } = loadProgram({ text }, true);
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([problem]);
  });
});
