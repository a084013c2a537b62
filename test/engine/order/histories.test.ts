import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../rows.ts';

const MOVES: Record<string, readonly string[]> = {
  placed: ['paid', 'canceled'],
  paid: ['packed', 'canceled'],
  packed: ['shipped', 'paid'],
  shipped: [],
  canceled: [],
};
const STATES =
  '{ placed: { paid: 8, canceled: 2 }, paid: { packed: 9, canceled: 1 }, packed: { shipped: 7, paid: 3 } }';
const NOW = Date.parse('2026-01-01T00:00:00Z');

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  days: fc.integer({ min: 1, max: 40 }),
  until: fc.constantFrom('', '$until: never', '$until: now'),
});

describe('whole histories as the rows of a parent', () => {
  test('begin with the first state, follow the moves, and end in a last state or at $now', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ seed, days, until }) => {
        const program = programOf(`
$seed: ${seed}
$now: 2026-01-01T00:00:00Z
Order:
  $count: 70
  id: integer @id
  open: boolean
  placed_at: { $type: timestamp, $min: 2025-12-20T00:00:00Z, $max: 2026-01-03T00:00:00Z }
  events: { $count_of: Event }
  last: { $last: Event.status }
Event:
  order_id: { $ref: Order.id, $per: { states: event }, $where: "open" }
  event:
    $states: ${STATES}
    $via: order_id
    $start: order_id.placed_at
    $dwell: 1h-${days}d
    ${until}
    $hidden: true
  no: { $ordinal: order_id }
  status: "= event.status"
  at: "= event.at"
  next: { $next: status }
Step:
  order_id: { $ref: Order.id, $per: { states: state } }
  state: { $states: ${STATES}, $via: order_id }
`);
        const orders = await rowsOf(program, 'Order');
        const events = Map.groupBy(await rowsOf(program, 'Event'), (event) => event['order_id']);
        for (const order of orders) {
          const own = events.get(order['id']) ?? [];
          expect([order['events'], order['last']]).toEqual([own.length, own.at(-1)?.['status'] ?? null]);
          expect(own.length > 0).toBe(order['open']);
          const placed = Date.parse(String(order['placed_at']));
          for (const [i, event] of own.entries()) {
            const before: Row | undefined = own[i - 1];
            expect(before === undefined ? 'placed' : MOVES[String(before['status'])]).toContain(event['status']);
            expect(event['next']).toBe(own[i + 1]?.['status'] ?? null);
            const at = Date.parse(String(event['at']));
            const since = before === undefined ? placed : Date.parse(String(before['at']));
            expect(before === undefined ? at - placed : (at - since) / 3_600_000).toBeLessThanOrEqual(24 * days);
            expect(at - since).toBeGreaterThanOrEqual(before === undefined ? 0 : 3_600_000);
            expect(until === '$until: never' || placed > NOW || at <= NOW).toBe(true);
          }
          const isOver = own.length === 0 || MOVES[String(own.at(-1)?.['status'])].length === 0;
          expect(isOver || (until !== '$until: never' && placed <= NOW)).toBe(true);
        }
        const steps = Map.groupBy(await rowsOf(program, 'Step'), (step) => step['order_id']);
        expect(steps.size).toBe(orders.length);
        for (const own of steps.values()) expect(MOVES[String(own.at(-1)?.['state'])]).toEqual([]);
        const entity = entityOf(program, 'Event');
        const parts: [number, number][] = [];
        for (let first = 0; first < entity.rows; first += 7) parts.unshift([first, Math.min(7, entity.rows - first)]);
        const pieces = [];
        for (const part of parts) pieces.unshift(await encodeRows(entity, 'csv', [part]));
        expect(pieces.join('')).toBe(await encodeRows(entity, 'csv', [[0, entity.rows]]));
      }),
      { seed: 20_26, numRuns: 12 },
    );
  });

  const P = 'P: { $count: 5, id: integer @id, at: date }\n';
  test.each([
    ['{ states: e }', '{ $states: { a: b, b: a }, $via: p }', 'STATE_WITHOUT_END 4:17'],
    ['{ states: e }', '{ $states: { a: b } }', 'NOT_A_REFERENCE 3:3'],
    ['{ states: x }', '{ $states: { a: b }, $via: p }', 'FIELD_UNKNOWN 3:3'],
    ['{ states: e, max: 3 }', '{ $states: { a: b }, $via: p }', 'PARAMETER_UNKNOWN 3:39'],
    ['2', '{ $states: { a: b }, $via: p, $start: p.at, $dwell: 1d, $until: now }', 'DIRECTIVE_PLACE 4:62'],
  ])('are refused where %s does not fit %s', (per, states, problem) => {
    const text = `${P}A:\n  p: { $ref: P.id, $per: ${per} }\n  e: ${states}\n`;
    const { problems } = loadProgram({ text }, true);
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
  });
});

describe('checks of states', () => {
  const modelOf = (checks: string): string => `
Order:
  $count: 80
  id: integer @id
  placed_at: timestamp 2025-03-01..2025-10-31
  life: { $states: ${STATES}, $start: placed_at, $dwell: { placed: 1h-3d, paid: 0h-2d, packed: 1h-2d }, $hidden: true }
  status: "= life.status"
  paid_at: "= life.paid_at"
  packed_at: "= life.packed_at"
  shipped_at: "= life.shipped_at"
  canceled_at: "= life.canceled_at"
  due: timestamp 2025-03-01..2027-12-31
  carrier: enum(dhl, ups) null 50%
  refund: integer 0-90
  $check: [${checks}]
`;

  test('are certain where the moves say so, and lead the others', async () => {
    const checks = [
      'paid_at > placed_at',
      'placed_at <= shipped_at',
      'packed_at < shipped_at',
      'life.paid_at <= life.shipped_at',
      'due >= shipped_at',
      `"status in ['placed', 'paid', 'packed', 'shipped', 'canceled']"`,
      `"status != 'lost'"`,
      `"status = 'shipped' implies packed_at != null"`,
      `"status in ['packed', 'shipped'] implies paid_at != null"`,
      `"status = 'shipped' implies canceled_at = null"`,
      `"status = 'placed' implies paid_at = null"`,
      `"shipped_at != null implies carrier != null"`,
      `"status != 'canceled' implies refund = 0"`,
    ];
    const rows = await rowsOf(programOf(modelOf(checks.join(', '))), 'Order');
    const time = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);
    for (const row of rows) {
      const { status, placed_at: placed, paid_at: paid, packed_at: packed, shipped_at: shipped } = row;
      const isLater = (a: unknown, b: unknown): boolean => !(time(a) < time(b));
      expect([isLater(paid, placed), isLater(shipped, packed), isLater(row['due'], shipped)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(status !== 'shipped' || (packed !== null && row['carrier'] !== null)).toBe(true);
      expect(status === 'canceled' || row['refund'] === 0).toBe(true);
    }
    expect(new Set(rows.map((row) => row['status'])).size).toBe(2);
  });

  test.each([
    'shipped_at < paid_at',
    // A state that comes again can be later than what it led to.
    'paid_at < packed_at',
    // A stay of no time.
    'paid_at < shipped_at',
    `"status = 'paid' implies packed_at != null"`,
    `"status in ['placed', 'paid']"`,
  ])('are refused where the moves do not: %s', (check) => {
    const { problems } = loadProgram({ text: modelOf(check) }, true);
    expect(problems.map(({ code }) => code)).toEqual(['CHECK_UNPROVEN']);
  });
});
