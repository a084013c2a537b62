import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from './rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  shops: fc.integer({ min: 1, max: 5 }),
  offers: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 9 })),
  share: fc.constantFrom('', '$share: { by: weight }, '),
});

/** Whole numbers, decimals of more digits than a double has, dates against timestamps, times of day; values that are equal are frequent. */
const FIELDS = `
  level: integer 1-6 null 10%
  price: { $type: "decimal(18,2)", $min: 1000000000000.00, $max: 1000000000000.09 }
  day: date 2025-03-01..2025-03-05
  hour: { $type: time, $step: 6h }
`;

type Rule = (offer: Row, order: Row) => boolean;

/** What `$where` of a field says, by a reader of its own. */
const RULES: Record<string, readonly [where: string, holds: Rule]> = {
  low: ['level < level', (a, b) => below(a['level'], b['level'])],
  most: ['level <= level', (a, b) => below(a['level'], b['level'], true)],
  dear: ['price > price', (a, b) => below(b['price'], a['price'])],
  since: ['day <= at', (a, b) => below(`${String(a['day'])}T00:00:00.000Z`, b['at'], true)],
  later: ['hour >= hour', (a, b) => below(b['hour'], a['hour'], true)],
  near: [
    'level >= level and level <= most_level',
    (a, b) => below(b['level'], a['level'], true) && below(a['level'], b['most_level'], true),
  ],
  valid: [
    'level <= level and hour > hour',
    (a, b) => below(a['level'], b['level'], true) && below(b['hour'], a['hour']),
  ],
  between: [
    'price > price and day >= day and day <= at',
    (a, b) =>
      below(b['price'], a['price']) &&
      below(b['day'], a['day'], true) &&
      below(`${String(a['day'])}T00:00:00.000Z`, b['at'], true),
  ],
  current: [
    "shop_id = shop_id and kind = 'x' and level >= level and day <= at",
    (a, b) =>
      a['shop_id'] === b['shop_id'] &&
      a['kind'] === 'x' &&
      below(b['level'], a['level'], true) &&
      below(`${String(a['day'])}T00:00:00.000Z`, b['at'], true),
  ],
  own: [
    "shop_id = shop_id and kind = 'x' and level <= level",
    (a, b) => a['shop_id'] === b['shop_id'] && a['kind'] === 'x' && below(a['level'], b['level'], true),
  ],
  alike: ['kind = kind and day > day', (a, b) => a['kind'] === b['kind'] && below(b['day'], a['day'])],
};

/** Rules about two fields of theirs, beside which nothing has a weight. */
const BESIDE = new Set(['valid', 'between', 'current']);

function below(a: unknown, b: unknown, orEqual = false): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b || (orEqual && a === b);
  return typeof a === 'string' && typeof b === 'string' && (a < b || (orEqual && a === b));
}

describe('$where by order', () => {
  test('references meet it, and are null only where no row does', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ seed, shops, offers: [least, more], share }) => {
        const text = `
$seed: ${seed}
Shop: { $count: ${shops}, id: integer @id }
Offer:
  id: integer @id
  shop_id: { $ref: Shop.id, $per: ${least}-${least + more} }
  kind: enum(x, y)
  weight: integer -2..3
${FIELDS}
  before: { $ref: Offer.id, ${share}$where: "shop_id = shop_id and level <= level", $null: 0% }
  both: { $ref: Offer.id, $where: "shop_id = shop_id and level <= level and day <= day", $null: 0% }
Order:
  $count: 60
  id: integer @id
  shop_id: $Shop.id
  kind: enum(x, y)
  at: timestamp 2025-02-28..2025-03-06
  most_level: integer 1-8
${FIELDS}
${Object.entries(RULES)
  .map(
    ([name, [where]]) => `  ${name}: { $ref: Offer.id, ${BESIDE.has(name) ? '' : share}$where: "${where}", $null: 0% }`,
  )
  .join('\n')}
  some: { $items: { $ref: Offer.id, $where: "level <= level" }, $length: 3 }
  few: { $items: { $ref: Offer.id, $where: "level <= level and price > price" }, $length: 3 }
`;
        const { program, problems } = loadProgram({ text }, true);
        // Of a few offers, none may meet a condition.
        for (const { code } of problems) expect(['REFERENCE_EMPTY', 'WHERE_UNMET', 'WEIGHTS_INVALID']).toContain(code);
        fc.pre(program !== null);
        const offers = await rowsOf(program, 'Offer');
        const hasWeight = (offer: Row): boolean => share === '' || Number(offer['weight']) > 0;
        for (const order of await rowsOf(program, 'Order')) {
          for (const [name, [, holds]] of Object.entries(RULES)) {
            const can = BESIDE.has(name) ? (): boolean => true : hasWeight;
            const fitting = offers.filter((offer) => can(offer) && holds(offer, order)).map(({ id }) => id);
            const isFitting = order[name] === null ? fitting.length === 0 : fitting.includes(order[name]);
            expect([name, order, isFitting]).toEqual([name, order, true]);
          }
          const all = offers.filter((offer) => below(offer['level'], order['level'], true)).map(({ id }) => id);
          const some = [order['some']].flat();
          expect(new Set(some).size).toBe(Math.min(3, all.length));
          expect(all).toEqual(expect.arrayContaining(some));
          const dear = offers.filter(
            (offer) => below(offer['level'], order['level'], true) && below(order['price'], offer['price']),
          );
          const few = [order['few']].flat();
          expect(new Set(few).size).toBe(Math.min(3, dear.length));
          expect(dear.map(({ id }) => id)).toEqual(expect.arrayContaining(few));
        }
        for (const offer of offers) {
          const others = offers.filter(
            (other) =>
              hasWeight(other) &&
              other['id'] !== offer['id'] &&
              other['shop_id'] === offer['shop_id'] &&
              below(other['level'], offer['level'], true),
          );
          const found = others.some(({ id }) => id === offer['before']);
          expect([offer, offer['before'] === null ? others.length === 0 : found]).toEqual([offer, true]);
          const both = offers.filter(
            (other) =>
              other['id'] !== offer['id'] &&
              other['shop_id'] === offer['shop_id'] &&
              below(other['level'], offer['level'], true) &&
              below(other['day'], offer['day'], true),
          );
          const isOne = both.some(({ id }) => id === offer['both']);
          expect([offer, offer['both'] === null ? both.length === 0 : isOne]).toEqual([offer, true]);
        }
        const entity = entityOf(program, 'Order');
        const [end, start] = [await encodeRows(entity, 'csv', [[23, 37]]), await encodeRows(entity, 'csv', [[0, 23]])];
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, 60]]));
      }),
      { seed: 20_26, numRuns: 12 },
    );
  });

  const TWO =
    'P: { $count: 40, id: integer @id, d: date 2025-01-01..2025-01-31, e: date, f: date, n: integer 1-9, late: "= if(n > 5, 1, 0)", s: string }\n';

  test.each([
    ['drawn after all of them', 'at: timestamp 2025-02-01..2025-03-01', 'd < at'],
    ['in a slot', 'x: { $slot: o, $span: 2025-02-01..2025-03-31, $length: 1d }\n  at: "= x.from"', 'd < at'],
    ['in a series', 'at: { $series: o, $start: 2025-02-02, $every: 1h, $jitter: 5m }', 'd < at'],
    ['after a moment', 'b: date 2025-02-01..2025-02-09\n  at: { $type: timestamp, $after: b }', 'd < at'],
    ['before a moment', 'b: date 2024-02-01..2024-02-09\n  at: { $type: timestamp, $before: b }', 'd > at'],
    ['of a range of numbers', 'at: integer 9-12', 'n <= at'],
    ['with a weight', 'at: integer 9-12', 'n <= at and id < 30', '$share: { by: n }, '],
  ])('is certain for values %s', async (_, field, where, share = '') => {
    const program = programOf(`${TWO}O: { $count: 5, id: integer @id }
A:
  o: { $ref: O.id, $per: 3 }
  ${field}
  p: { $ref: P.id, ${share}$where: "${where}" }
`);
    const column = entityOf(program, 'A').table.columns.find(({ name }) => name === 'p');
    expect(column?.nullable).toBe(false);
    expect((await rowsOf(program, 'A')).every((row) => row['p'] !== null)).toBe(true);
  });

  test.each([
    ['a value that may be too small', 'at: integer 0-12', '$where: "n <= at"', 'WHERE_UNMET 4:3 A.p'],
    ['a weight that is too late', 'at: integer 1-12', '$where: "n <= at", $share: { by: late }', 'WHERE_UNMET 4:3 A.p'],
    ['a null', 'at: integer 9-12 null 5%', '$where: "n <= at"', 'WHERE_UNMET 4:3 A.p'],
    ['texts', 'at: string', '$where: "s <= at", $null: 0%', 'WHERE_TYPE 4:3 A.p'],
    ['two types', 'at: integer', '$where: "d <= at", $null: 0%', 'WHERE_TYPE 4:3 A.p'],
    ['two fields, of which none may fit', 'at: date', '$where: "d <= at and e > at"', 'WHERE_UNMET 4:3 A.p'],
    [
      'two fields and a share',
      'at: date',
      '$where: "d <= at and e > at", $null: 0%, $share: { by: n }',
      'DIRECTIVE_CONTRADICTION 4:28 A.p',
    ],
    ['three fields of theirs', 'at: date', '$where: "d <= at and e > at and f > at"', 'WHERE_FORM 4:52 A.p'],
    ['sides that are swapped', 'at: integer', '$where: "at >= n", $null: 0%', 'FIELD_UNKNOWN 4:29 A.p'],
    ['two fields of theirs in one', 'at: integer', '$where: "n >= id", $null: 0%', 'FIELD_UNKNOWN 4:34 A.p'],
    ['part of an alternative', 'at: integer', '$where: "n >= at or n = 1"', 'WHERE_FORM 4:29 A.p'],
    ['beside a cap', 'at: integer', '$where: "n >= at", $cap: 1', 'DIRECTIVE_CONTRADICTION 4:3 A.p'],
    ['beside a share', 'at: integer', '$where: "n >= at", $share: zipf', 'DIRECTIVE_CONTRADICTION 4:28 A.p'],
    ['a value that follows from it', 'at: { $lookup: p.n }', '$where: "n >= at", $null: 0%', 'VALUE_CYCLE 3:3 A.at'],
  ])('is refused with %s', (_, field, where, problem) => {
    const { problems } = loadProgram(
      { text: `${TWO}A:\n  ${field}\n  p: { $ref: P.id, ${where} }\n  z: integer\n` },
      true,
    );
    expect(problems.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`)).toEqual([problem]);
  });
});
