import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

interface Shape {
  readonly seed: number;
  readonly rooms: number;
  readonly most: number;
  readonly least: number;
  readonly longer: number;
  readonly gap: number;
  readonly spare: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rooms: fc.integer({ min: 1, max: 30 }),
  most: fc.integer({ min: 1, max: 40 }),
  least: fc.integer({ min: 1, max: 20 }),
  longer: fc.nat(200),
  gap: fc.nat(10),
  spare: fc.nat(2000),
});

/** Hours, which are also the days of `dates`. */
const spanOf = ({ most, least, gap, spare }: Shape): number => most * (least + gap) + spare;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const BEGIN = Date.parse('2020-01-01');

const modelOf = (shape: Shape): string => {
  const { seed, rooms, most, least, longer, gap } = shape;
  const last = new Date(BEGIN + spanOf(shape) * DAY).toISOString().slice(0, 10);
  return `
$seed: ${seed}
Room: { $count: ${rooms}, id: integer @id, opened: timestamp 2020-01-01..2023-12-31 }
Booking:
  room: { $ref: Room.id, $per: 0-${most} }
  meet: { $slot: room, $start: room.opened, $span: ${spanOf(shape)}h, $length: ${least}h-${least + longer}h, $gap: ${gap}h }
  dates: { $slot: room, $span: 2020-01-01..${last}, $length: { min: ${least}d, max: ${least + longer}d, distribution: exponential }, $gap: ${gap}d }
  hidden: { $type: timestamp, $slot: room, $span: 2020-01-01..${last}, $length: ${least}d, $hidden: true }
  begin: "= hidden.from"
  end: "= hidden.to"
`;
};

interface Ends {
  readonly from: number;
  readonly to: number;
}

function ends(row: Row, name: string): Ends {
  const value = row[name];
  if (typeof value !== 'object' || value === null || !('from' in value && 'to' in value)) throw new TypeError(name);
  return { from: Date.parse(String(value.from)), to: Date.parse(String(value.to)) };
}

function faults(
  spans: readonly Ends[],
  begin: number,
  end: number,
  least: number,
  most: number,
  gap: number,
): string[] {
  return spans.flatMap(({ from, to }, i) => {
    const told: string[] = [];
    if (from < begin || to > end) told.push(`${i} is outside`);
    if (to - from < least || to - from > most) told.push(`${i} has the wrong length`);
    if (i > 0 && from < spans[i - 1].to + gap) told.push(`${i} overlaps`);
    return told;
  });
}

describe('slots', () => {
  test('never overlap, keep their lengths and gaps, and lie within the time of their parent', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, chosen) => {
        const program = programOf(modelOf(shape));
        const bookings = await rowsOf(program, 'Booking');
        const byRoom = Map.groupBy(bookings, (row) => row['room']);
        const { least, longer, gap } = shape;
        const span = spanOf(shape);
        for (const room of await rowsOf(program, 'Room')) {
          const rows = byRoom.get(room['id']) ?? [];
          const opened = Date.parse(String(room['opened']));
          const meets = rows.map((row) => ends(row, 'meet'));
          const dates = rows.map((row) => ends(row, 'dates'));
          const hidden = rows.map((row) => ({
            from: Date.parse(String(row['begin'])),
            to: Date.parse(String(row['end'])),
          }));
          const longest = least + longer;
          expect(faults(meets, opened, opened + span * HOUR, least * HOUR, longest * HOUR, gap * HOUR)).toEqual([]);
          expect(faults(dates, BEGIN, BEGIN + span * DAY, least * DAY, longest * DAY, gap * DAY)).toEqual([]);
          expect(faults(hidden, BEGIN, BEGIN + (span + 1) * DAY, least * DAY, least * DAY, 0)).toEqual([]);
        }
        const first = chosen % (bookings.length + 1);
        const length = Math.min(2, bookings.length - first);
        expect(await rowsOf(program, 'Booking', first, length)).toEqual(bookings.slice(first, first + length));
      }),
      { numRuns: 25 },
    );
  });

  test('are dates where everything is made of days, and follow their seed', async () => {
    const text = (seed: string): string => `
Room: { $count: 1, id: integer @id }
Booking:
  room: { $ref: Room.id, $per: 3 }
  stay: { $slot: room, $span: 2020-01-01..2020-12-31, $length: 1d-9d, $seed: ${seed} }
  time: { $slot: room, $span: 2020-01-01..2020-12-31, $length: 90m }
`;
    const program = programOf(text('a'));
    const { table } = program.entities[1];
    expect(JSON.stringify(table)).toMatch(/"from".*"date".*"from".*"timestamp"/);
    const column = async (seed: string): Promise<unknown[]> =>
      (await rowsOf(programOf(text(seed)), 'Booking')).map((row) => row['stay']);
    expect(await column('b')).not.toEqual(await column('a'));
  });
});

test.each([
  ['{ $slot: p, $span: 2024-01-01..2024-12-31 }', 'VALUE_EXPECTED 4:8'],
  ['{ $slot: p, $length: 1d }', 'VALUE_EXPECTED 4:8'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 0d-2d }', 'RANGE_INVALID 4:58'],
  ['{ $slot: p, $span: 2024-12-31..2024-01-01, $length: 1d }', 'RANGE_ORDER 4:25'],
  ['{ $slot: p, $span: 2024, $length: 1d }', 'VALUE_EXPECTED 4:25'],
  ['{ $slot: p, $span: 365d, $length: 1d }', 'VALUE_EXPECTED 4:25'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $start: 2024-01-01, $length: 1d }', 'DIRECTIVE_CONTRADICTION 4:25'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 5-9 }', 'DURATION_INVALID 4:58'],
  ['{ $type: date, $slot: p, $span: 2024-01-01..2024-12-31, $length: 5h }', 'DURATION_INVALID 4:71'],
  ['{ $type: integer, $slot: p, $span: 2024-01-01..2024-12-31, $length: 5h }', 'DIRECTIVE_CONTRADICTION 4:24'],
  ['{ $slot: p, $span: 2024-01-01..2024-01-09, $length: 1d-4d }', 'SLOT_TOO_SMALL 4:15'],
  ['{ $slot: p, $span: 2024-01-01..2024-01-21, $length: 1d-4d, $gap: 2d }', 'SLOT_TOO_SMALL 4:15'],
  ['{ $slot: other, $span: 2024-01-01..2024-12-31, $length: 1d }', 'ORDER_WITHOUT_PER 4:15'],
  ['{ $slot: p, $start: x.from, $span: 365d, $length: 1d }', 'DIRECTIVE_CONTRADICTION 4:26'],
  ['{ $slot: p, $start: p.word, $span: 365d, $length: 1d }', 'TYPE_MISMATCH 4:3'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d, $unique: true }', 'NOT_UNIQUE_ABLE 4:3'],
  ['{ $slot: p, $span: 2024-01-01..2024-12-31, $length: 1d, $every: 1d }', 'DIRECTIVE_PLACE 4:62'],
])('x: %s is told as %s', (field, problem) => {
  const text = `P: { id: integer @id, word: string }
C:
  p: { $ref: P.id, $per: 1-9 }
  x: ${field}
  other: $P.id
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
});

test('too many spans are told with both numbers', () => {
  const text = `P: { id: integer @id }
C: { p: { $ref: P.id, $per: 1-9 }, x: { $slot: p, $span: 2024-01-01..2024-01-21, $length: 1d-4d, $gap: 2d } }
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ message, hint }) => [message, hint])).toEqual([
    [
      '$per of p allows 9 rows, and 20d have room for 6 of at least 3d',
      'lower $per to 6, lower $length, or widen $span',
    ],
  ]);
});
