import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const at = (row: Row | undefined, field: string): number => Date.parse(String(row?.[field]));

test('spans lie between the start and the end of their parent, and do not overlap', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(5),
      fc.nat(100),
      async (seed, parents, most, least, gap, chosen) => {
        const room = most * (least + gap);
        const program = programOf(`
$seed: ${seed}
Plan:
  $count: ${parents}
  id: integer @id
  opened: timestamp 2020-01-01..2023-12-31
  hours: integer ${room}-${room * 3}
  closed: "= opened + hours(hours)"
  begins: date 2020-01-01..2023-12-31
  ends: "= begins + days(hours)"
  open: { $values: [true, false] }
  until: "= if(open, null, closed)"
Session:
  plan: { $ref: Plan.id, $per: 0-${most} }
  s: { $slot: plan, $start: plan.opened, $end: plan.closed, $length: ${least}h-${least + 9}h, $gap: ${gap}h, $hidden: true }
  d: { $type: date, $slot: plan, $start: plan.begins, $end: plan.ends, $length: ${least}d-${least * 2}d, $gap: ${gap}d, $hidden: true }
  o: { $slot: plan, $start: plan.opened, $end: "= coalesce(plan.until, timestamp('2030-01-01'))", $length: ${least}m, $hidden: true }
  from: "= s.from"
  to: "= s.to"
  first: "= d.from"
  last: "= d.to"
  on: "= o.from"
  off: "= o.to"
`);
        const sessions = await rowsOf(program, 'Session');
        const byPlan = Map.groupBy(sessions, (row) => row['plan']);
        for (const plan of await rowsOf(program, 'Plan')) {
          const rows = byPlan.get(plan['id']) ?? [];
          for (const [i, row] of rows.entries()) {
            for (const [from, to, start, end, unit, apart] of [
              ['from', 'to', 'opened', 'closed', HOUR, gap],
              ['first', 'last', 'begins', 'ends', DAY, gap],
              ['on', 'off', 'opened', 'until', HOUR / 60, 0],
            ] as const) {
              const long = (at(row, to) - at(row, from)) / unit;
              expect(long >= least && (unit === HOUR ? long <= least + 9 : long <= least * 2)).toBe(true);
              const limit = plan[end] === null ? Date.UTC(2030) : at(plan, end);
              expect(at(row, from) >= at(plan, start) && at(row, to) <= limit).toBe(true);
              expect(i === 0 || at(row, from) - at(rows[i - 1], to) >= apart * unit).toBe(true);
            }
          }
        }
        const from = chosen % (sessions.length + 1);
        const length = Math.min(3, sessions.length - from);
        expect(await rowsOf(program, 'Session', from, length)).toEqual(sessions.slice(from, from + length));
      },
    ),
    { numRuns: 20 },
  );
});

test.each([
  ['$start: p.at, $end: p.end, $length: 1h', 'SLOT_TOO_SMALL 10:3', 'Lower $length'],
  ['$start: p.at, $end: p.gone, $length: 1m', 'SLOT_TOO_SMALL 10:3', 'coalesce'],
  ['$start: p.at, $end: p.word, $length: 1m', 'TYPE_MISMATCH 10:3', ''],
  ['$start: p.at, $end: own, $length: 1m', 'DIRECTIVE_CONTRADICTION 10:38', 'p.created_at'],
  ['$end: p.end, $length: 1m', 'DIRECTIVE_CONTRADICTION 10:18', 'write $start'],
  ['$start: p.at, $end: p.end, $span: 5d, $length: 1m', 'DIRECTIVE_CONTRADICTION 10:32', 'only one'],
  ['$start: p.at, $end: p.nothing, $length: 1m', 'FIELD_UNKNOWN', ''],
])('$slot with %s is told as %s', (written, problem, hint) => {
  const text = `P:
  $count: 9
  id: integer @id
  at: timestamp 2020-01-01..2020-12-31
  end: "= at + hours(5)"
  gone: timestamp 2022-01-01..2022-12-31 null 50%
  word: string
C:
  p: { $ref: P.id, $per: 6 }
  x: { $slot: p, ${written} }
  own: timestamp 2022-01-01..2022-12-31
`;
  const { problems } = loadProgram({ text }, true);
  const found = problems.map(({ code, line, column }) => `${code} ${line}:${column}`);
  expect(found.every((one) => one.startsWith(problem)) && found.length > 0 ? problem : found).toBe(problem);
  expect(problems[0]?.hint).toContain(hint);
});
