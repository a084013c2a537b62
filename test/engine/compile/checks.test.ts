import * as fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

/** How many rows break a condition, as SQLite judges: null does not break it. */
function broken(rows: readonly Row[], condition: string): number {
  const database = new DatabaseSync(':memory:');
  const names = Object.keys(rows[0] ?? {});
  database.exec(`CREATE TABLE t (${names.map((name) => `"${name}"`).join(', ')})`);
  const insert = database.prepare(`INSERT INTO t VALUES (${names.map(() => '?').join(', ')})`);
  for (const row of rows) {
    insert.run(
      ...names.map((name) => {
        const value = row[name];
        if (typeof value === 'boolean') return value ? 1 : 0;
        return typeof value === 'string' || typeof value === 'number' ? value : null;
      }),
    );
  }
  const found = database.prepare(`SELECT count(*) AS n FROM t WHERE NOT (${condition})`).get();
  database.close();
  return Number(found?.n);
}

/** A condition of the model as SQL: `implies` is not there. */
function sql(check: string): string {
  const [condition, implied] = check.replace('[', '(').replace(']', ')').split(' implies ');
  return implied === undefined ? condition : `NOT (${condition}) OR (${implied})`;
}

const NUMBERS = ['a', 'b', 'c', 'd', 'e'];
const comparison = fc.constantFrom('<', '<=', '>', '>=', '!=', '=');

interface NumberField {
  readonly low: number;
  readonly size: number;
  readonly step: number;
  readonly nulls: number;
}

const numberField: fc.Arbitrary<NumberField> = fc.record({
  low: fc.integer({ min: -4, max: 4 }),
  size: fc.integer({ min: 1, max: 9 }),
  step: fc.constantFrom(1, 1, 1, 2, 4),
  nulls: fc.constantFrom(0, 0, 30),
});

const difference = fc
  .tuple(fc.nat(4), fc.nat(4), comparison, fc.integer({ min: -3, max: 3 }))
  .filter(([x, y]) => x !== y)
  .map(([x, y, operator, more]) =>
    `${NUMBERS[x]} ${operator} ${NUMBERS[y]}${more === 0 ? '' : ` + ${more}`}`.replace('+ -', '- '),
  );

const bound = fc
  .tuple(fc.nat(4), comparison, fc.integer({ min: -4, max: 9 }))
  .map(([x, operator, value]) => `${NUMBERS[x]} ${operator} ${value}`);

const guard = fc.constantFrom("k = 'x'", "k = 'y'", "k != 'x'", 'f', 'n > 5', 'n = null');

const check = fc.oneof(
  { weight: 5, arbitrary: difference },
  { weight: 2, arbitrary: bound },
  {
    weight: 2,
    arbitrary: fc.tuple(guard, fc.oneof(difference, bound)).map(([test, then]) => `${test} implies ${then}`),
  },
);

const models = fc.record({
  seed: fc.nat(1e6),
  fields: fc.array(numberField, { minLength: 5, maxLength: 5 }),
  checks: fc.uniqueArray(check, { minLength: 1, maxLength: 4 }),
});

function textOf(seed: number, fields: readonly NumberField[], checks: readonly string[]): string {
  const lines = fields.map(({ low, size, step, nulls }, i) => {
    const max = low + (size - 1) * step;
    return `  ${NUMBERS[i]}: { $type: integer, $min: ${low}, $max: ${max}, $step: ${step}, $null: ${nulls}% }`;
  });
  return `
$seed: ${seed}
T:
  $count: 300
  $check: ${JSON.stringify(checks)}
  id: integer @id
  k: enum(x, y, z)
  f: boolean
  n: integer 1-10 null 20%
${lines.join('\n')}
`;
}

/** Whether some values of the fields, none of them null, fulfil all conditions between numbers. */
function isPossible(fields: readonly NumberField[], checks: readonly string[]): boolean {
  const domains = fields.map(({ low, size, step }) => Array.from({ length: size }, (_, i) => low + i * step));
  const parsed = checks.map((text) => {
    const [, x, operator, y, sign, more, constant] =
      /^(\w) (\S+) (?:([a-e])(?: ([+-]) (\d+))?|(-?\d+))$/.exec(text) ?? [];
    const at = (name: string | undefined): number => (name === undefined ? -1 : NUMBERS.indexOf(name));
    const added = Number(more ?? 0) * (sign === '-' ? -1 : 1);
    return { x: at(x), operator, y: at(y), more: Number(constant ?? added) };
  });
  const values: number[] = [];
  const holds = (count: number): boolean =>
    parsed.every(({ x, operator, y, more }) => {
      if (x >= count || y >= count) return true;
      const [a, b] = [values[x], (y === -1 ? 0 : values[y]) + more];
      if (operator === '<') return a < b;
      if (operator === '<=') return a <= b;
      if (operator === '>') return a > b;
      if (operator === '>=') return a >= b;
      return operator === '=' ? a === b : a !== b;
    });
  const search = (at: number): boolean => {
    if (at === domains.length) return true;
    return domains[at].some((value) => {
      values[at] = value;
      return holds(at + 1) && search(at + 1);
    });
  };
  return search(0);
}

describe('checks between numbers', () => {
  test('hold in every row of random models, in any range alone, or are refused', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(models, fc.nat(299), async ({ seed, fields, checks }, from) => {
        const text = textOf(seed, fields, checks);
        const { problems } = loadProgram({ text }, false);
        const codes = new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
        expect([...codes].filter((code) => code !== 'CHECK_CONTRADICTION' && code !== 'CHECK_UNPROVEN')).toEqual([]);
        if (codes.size > 0) return;
        accepted++;
        const program = programOf(text);
        const rows = await rowsOf(program, 'T');
        for (const one of checks)
          expect([one, broken(rows, sql(one).replace('n = null', 'n IS NULL'))]).toEqual([one, 0]);
        expect(await rowsOf(program, 'T', from, 1)).toEqual(rows.slice(from, from + 1));
      }),
      { numRuns: 30 },
    );
    expect(accepted).toBeGreaterThan(1);
  });

  test('are refused only where no values fulfil them', () => {
    fc.assert(
      fc.property(
        fc.array(
          numberField.map((field) => ({ ...field, step: 1 })),
          { minLength: 5, maxLength: 5 },
        ),
        fc.uniqueArray(fc.oneof(difference, bound), { minLength: 1, maxLength: 5 }),
        (fields, checks) => {
          // Values that differ need a room of their own, which is kept free whatever the others are.
          const orders = checks.filter((one) => !one.includes('!='));
          if (orders.length === 0) return;
          const { problems } = loadProgram({ text: textOf(1, fields, orders) }, false);
          const isRefused = problems.some(({ code }) => code === 'CHECK_CONTRADICTION' || code === 'CHECK_UNPROVEN');
          expect([orders, isRefused]).toEqual([orders, !isPossible(fields, orders)]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Times and decimals of unlike grids, bounded by a parent's too. */
const mixedField = fc.constantFrom(
  'date 2024-01-02..2024-01-20',
  'date 2024-01-10..2024-01-12',
  'timestamp 2024-01-01..2024-01-31',
  '{ $type: timestamp, $min: 2024-01-05, $max: 2024-01-25, $step: 6h }',
  '{ $type: date, $min: 2024-01-01, $max: 2024-01-31, $step: 7d }',
  '{ $type: timestamp, $min: 2024-01-03, $max: 2024-01-28, $step: 7m }',
);
const decimalField = fc.constantFrom(
  'integer 1-20',
  'decimal(6,2) 0-30',
  'decimal(5,1) -5..9',
  '{ $type: integer, $min: 0, $max: 30, $step: 7 }',
  'number',
);
const pair = fc.tuple(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom('<', '<=', '>', '!='),
  fc.constantFrom('b', 'c', 'p.at', 'up'),
);

describe('checks between unlike grids', () => {
  test.each([
    ['times', mixedField, ' + hours(30)', 'timestamp 2024-01-08..2024-01-09'],
    ['decimals', decimalField, ' + 1.5', 'decimal(6,2) 4-9'],
  ])('hold for %s', async (_, fields, more, parent) => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.tuple(fields, fields, fields),
        fc.uniqueArray(fc.tuple(pair, fc.boolean()), { minLength: 1, maxLength: 3 }),
        async (seed, [a, b, c], drawn) => {
          const rules = drawn.filter(([[x, , y]]) => x !== y);
          if (rules.length === 0) return;
          const checks = rules.map(([[x, operator, y], isMore]) => `${x} ${operator} ${y}${isMore ? more : ''}`);
          const text = `
$seed: ${seed}
P: { $count: 9, id: integer @id, at: "${parent}" }
T:
  $count: 150
  $check: ${JSON.stringify(checks)}
  p: $P.id
  up: { $lookup: p.at, $null: 20% }
  at: { $lookup: p.at }
  a: ${a}
  b: ${b}
  c: ${c}
`;
          const { problems } = loadProgram({ text }, false);
          const codes = new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
          expect([...codes].filter((code) => code !== 'CHECK_CONTRADICTION' && code !== 'CHECK_UNPROVEN')).toEqual([]);
          if (codes.size > 0) return;
          accepted++;
          const rows = await rowsOf(programOf(text), 'T');
          const valueOf = (value: unknown): number =>
            typeof value === 'string' ? Date.parse(value) : Math.round(Number(value) * 100);
          for (const row of rows) {
            for (const [[x, operator, y], isMore] of rules) {
              const other = row[y === 'p.at' ? 'at' : y];
              if (other === null) continue;
              const added = !isMore ? 0 : typeof other === 'string' ? 30 * 3_600_000 : 150;
              const apart = valueOf(row[x]) - valueOf(other) - added;
              const holds =
                operator === '<'
                  ? apart < 0
                  : operator === '<='
                    ? apart <= 0
                    : operator === '>'
                      ? apart > 0
                      : apart !== 0;
              expect([checks, row, holds]).toEqual([checks, row, true]);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(accepted).toBeGreaterThan(1);
  });
});

const sums = fc.record({
  seed: fc.nat(1e6),
  scale: fc.constantFrom(0, 2),
  members: fc.array(fc.tuple(fc.integer({ min: -20, max: 50 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 2,
    maxLength: 5,
  }),
  total: fc.option(fc.tuple(fc.integer({ min: -50, max: 200 }), fc.integer({ min: 0, max: 200 }))),
});

describe('a sum', () => {
  test('adds up to its total in every row, and to a constant', async () => {
    await fc.assert(
      fc.asyncProperty(sums, async ({ seed, scale, members, total }) => {
        const type = scale === 0 ? 'integer' : `decimal(12,${scale})`;
        const names = members.map((_, i) => `m${i}`);
        const least = members.reduce((sum, [low]) => sum + low, 0);
        const most = members.reduce((sum, [low, size]) => sum + low + size, 0);
        const text = `
$seed: ${seed}
T:
  $count: 200
  $check: "${names.join(' + ')} = ${total === null ? '30' : 'total'}"
  id: integer @id
${members.map(([low, size], i) => `  m${i}: "${type} ${low}..${low + size}"`).join('\n')}
  total: "${type} ${total?.[0] ?? 0}..${(total?.[0] ?? 0) + (total?.[1] ?? 0)}"
`;
        const { problems } = loadProgram({ text }, false);
        const [low, high] = total === null ? [30, 30] : [total[0], total[0] + total[1]];
        const isPossible = high >= least && low <= most;
        expect(problems.map(({ code }) => code)).toEqual(isPossible ? [] : ['CHECK_CONTRADICTION']);
        if (!isPossible) return;
        const rows = await rowsOf(programOf(text), 'T');
        for (const row of rows) {
          const cents = names.map((name) => Math.round(Number(row[name]) * 100));
          expect(cents.reduce((a, b) => a + b)).toBe(total === null ? 3000 : Math.round(Number(row.total) * 100));
          expect(members.every(([from, size], i) => cents[i] >= from * 100 && cents[i] <= (from + size) * 100)).toBe(
            true,
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  test('has parts that constants bound as well', async () => {
    const sum = (checks: string): string =>
      `T:\n  $count: 300\n  $check: [${checks}]\n  a: integer 0-50\n  b: { $type: integer, $min: 0, $max: 90, $step: 4 }\n  c: { $type: integer, $min: 2, $max: 90, $step: 4 }\n  d: "decimal(6,2) 0.00-9.00"\n  e: "decimal(6,2) 0.00-9.00"\n`;
    const rows = await rowsOf(programOf(sum('b + c = 90, b >= 9, c > 21, d + e = 9, e < 3.10')), 'T');
    for (const { b, c, d, e } of rows) {
      expect(Number(b) + Number(c)).toBe(90);
      expect([Number(b) % 4, Number(b) >= 12, Number(c) >= 22]).toEqual([0, true, true]);
      expect([Math.round((Number(d) + Number(e)) * 100), Number(e) < 3.1]).toEqual([900, true]);
    }
    const told = (checks: string): string[] =>
      loadProgram({ text: sum(checks) }, false).problems.map(({ code, column }) => `${code} ${column}`);
    expect(told('b + c = 90, b > 88')).toEqual(['CHECK_CONTRADICTION 24']);
    expect(told('b + c = 18, b > 9, c > 9')).toEqual(['CHECK_CONTRADICTION 12']);
    expect(told('b + c = 90, b < a')).toEqual(['CHECK_UNPROVEN 24']);
  });

  test('gives no member more than another', async () => {
    const text =
      'T:\n  $count: 5000\n  $check: "a + b + c = 300"\n  a: integer 0-300\n  b: integer 0-300\n  c: integer 0-300\n';
    const rows = await rowsOf(programOf(text), 'T');
    for (const name of ['a', 'b', 'c']) {
      const mean = rows.reduce((sum, row) => sum + Number(row[name]), 0) / rows.length;
      expect(Math.abs(mean - 100)).toBeLessThan(5);
    }
  });
});

const values = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's', 't'), { minLength: 1, maxLength: 5 });
const pickCheck = fc.oneof(
  fc.constantFrom(
    'x != y',
    'y != z',
    'x != z',
    'x = w',
    "x != 'p'",
    "y in ['q', 'r']",
    "not (z in ['p', 's'])",
    'x != w',
  ),
  fc
    .tuple(
      fc.constantFrom("k = 'x'", 'f', 'n > 5'),
      fc.constantFrom("x = 'p'", "x in ['q', 'r']", "y != 'p'", 'x != y', 'not f2'),
    )
    .map(([test, then]) => `${test} implies ${then}`),
);

describe('checks between values', () => {
  test('hold in every row of random models, or are refused', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.tuple(values, values, values, fc.boolean()),
        fc.uniqueArray(pickCheck, { minLength: 1, maxLength: 4 }),
        fc.nat(199),
        async (seed, [x, y, z, isWeighted], checks, from) => {
          const weighted = (list: readonly string[]): string =>
            isWeighted
              ? `{ $values: { ${list.map((value, i) => `${value}: ${i + 1}`).join(', ')} } }`
              : `{ $values: [${list.join(', ')}] }`;
          const text = `
$seed: ${seed}
$providers: { W: [p, q, r] }
T:
  $count: 200
  $check: ${JSON.stringify(checks)}
  id: integer @id
  k: enum(x, y, z)
  f: boolean
  f2: boolean
  n: integer 1-10
  x: ${weighted(x)}
  y: ${weighted(y)}
  z: { $values: [${z.join(', ')}], $null: 20% }
  w: string @W
`;
          const { problems } = loadProgram({ text }, false);
          const codes = new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
          expect([...codes].filter((code) => code !== 'CHECK_CONTRADICTION' && code !== 'CHECK_UNPROVEN')).toEqual([]);
          if (codes.size > 0) return;
          accepted++;
          const program = programOf(text);
          const rows = await rowsOf(program, 'T');
          for (const one of checks) expect([one, broken(rows, sql(one))]).toEqual([one, 0]);
          expect(await rowsOf(program, 'T', from, 1)).toEqual(rows.slice(from, from + 1));
        },
      ),
      { numRuns: 30 },
    );
    expect(accepted).toBeGreaterThan(1);
  });

  test('keep the weights of what is left', async () => {
    const text = 'T:\n  $count: 6000\n  $check: "x != y"\n  x: enum(a, b)\n  y: { $values: { a: 2, c: 6, d: 2 } }\n';
    const rows = await rowsOf(programOf(text), 'T');
    const share = (x: string, y: string): number =>
      rows.filter((row) => row.x === x && row.y === y).length / rows.filter((row) => row.x === x).length;
    expect([share('a', 'a'), share('a', 'c'), share('a', 'd')].map((one) => Math.round(one * 20) / 20)).toEqual([
      0, 0.75, 0.25,
    ]);
    expect([share('b', 'a'), share('b', 'c'), share('b', 'd')].map((one) => Math.round(one * 10) / 10)).toEqual([
      0.2, 0.6, 0.2,
    ]);
  });

  test('take rows of a list, of a provider, and know each value beside the others', async () => {
    const text = `
$providers: { Money: [ { land: FR, money: EUR, places: 2 }, { land: JP, money: JPY, places: 0 } ] }
T:
  $count: 100
  $check: [ "[country, currency] in [['DE', 'EUR'], ['US', 'USD']]", "[land, money, places] in @Money" ]
  country: string
  currency: enum(EUR, USD, GBP)
  land: string
  money: string
  places: integer
`;
    const rows = await rowsOf(programOf(text), 'T');
    const found = new Set(rows.map(({ country, currency }) => JSON.stringify([country, currency])));
    expect(found).toEqual(new Set(['["DE","EUR"]', '["US","USD"]']));
    expect(new Set(rows.map(({ land, money, places }) => JSON.stringify([land, money, places])))).toEqual(
      new Set(['["FR","EUR",2]', '["JP","JPY",0]']),
    );
  });
});

describe('checks of other kinds', () => {
  const CHECKED = `
$variables: { top: 90 }
P: { $count: 30, id: integer @id, made: timestamp 2024-01-01..2024-06-30, cap: integer 50-100 }
S: { $count: 7, id: integer @id, name: string @company_name }
T:
  $count: 900
  $check:
    - start < end and end < stop
    - day <= start
    - at < '18:30'
    - price <= cap and price >= 1.50
    - size < vars.top
    - home != away and home != third and away != third
    - boss != id
    - "(status = 'paused') = (reason != null)"
    - "status = 'gone' implies left_at > start"
    - ordered_at >= owner.made
    - stay.first < stay.last
    - net + tax = gross
    - gross >= net
    - total = price * 2
    - n != 3
    - low < high
    - bonus = 0 or size > 20
  id: integer @id
  owner: $P.id
  start: timestamp 2024-01-01..2024-01-31
  end: { $type: timestamp, $min: 2024-01-02, $max: 2024-02-28, $step: 15m }
  stop: timestamp 2024-01-01..2024-12-31
  day: date 2023-12-01..2024-03-31
  at: time 08:00..20:00
  cap: { $lookup: owner.cap }
  price: { $type: "decimal(8,2)", $min: 0, $max: 50 }
  size: { $type: integer, $min: 1, $max: 100, $distribution: normal }
  home: $S.id
  away: { $ref: S.id, $share: zipf }
  third: { $ref: S.id, $null: 20% }
  boss: { $ref: T.id, $null: 10% }
  status: enum(open, paused, gone)
  reason: string @word
  left_at: timestamp 2024-01-01..2024-12-31
  ordered_at: { $type: timestamp, $after: owner.made }
  stay: { first: date 2024-01-01..2024-03-31, last: date 2024-01-01..2024-03-31 }
  tax: decimal(8,2) 0-20
  net: decimal(8,2) 10-90
  gross: decimal(8,2) 5-500
  total: "= price * 2"
  n: integer 1-5
  low: number
  high: number
  bonus: integer 0-9
`.replace('    - total = price * 2\n', '');

  test('hold: orders of times, bounds, variables, references, nulls, objects, sums', async () => {
    const program = programOf(CHECKED);
    const rows = await rowsOf(program, 'T');
    const made = new Map((await rowsOf(program, 'P')).map(({ id, made: at }) => [id, String(at)]));
    for (const row of rows) {
      const { stay } = row;
      const inner =
        typeof stay === 'object' && stay !== null && 'first' in stay && 'last' in stay ? stay : { first: 1, last: 0 };
      const holds = [
        Date.parse(String(row.start)) < Date.parse(String(row.end)) &&
          Date.parse(String(row.end)) < Date.parse(String(row.stop)),
        Date.parse(String(row.day)) <= Date.parse(String(row.start)),
        String(row.at) < '18:30',
        Number(row.price) <= Number(row.cap) && Number(row.price) >= 1.5,
        Number(row.size) < 90,
        new Set([row.home, row.away, row.third]).size === 3,
        row.boss !== row.id,
        (row.status === 'paused') === (row.reason !== null),
        row.status !== 'gone' || String(row.left_at) > String(row.start),
        String(row.ordered_at) >= (made.get(row.owner) ?? '?'),
        String(inner.first) < String(inner.last),
        Math.round(Number(row.net) * 100) + Math.round(Number(row.tax) * 100) === Math.round(Number(row.gross) * 100),
        row.n !== 3,
        Number(row.low) < Number(row.high),
        row.bonus === 0 || Number(row.size) > 20,
      ];
      expect(holds.indexOf(false)).toBe(-1);
    }
    expect(await rowsOf(program, 'T', 555, 2)).toEqual(rows.slice(555, 557));
  });

  const FIELDS = `  id: integer @id
  a: integer 1-9
  b: integer 20-30
  u: integer 1-1000 unique
  k: enum(x, y)
  s: string @word
  at: timestamp 2024-01-01..2024-12-31
  p: $P.id
  pp: { $lookup: p.made }
  e: "= a * b"
  m: string @word null 20%
  w: { $type: string, $generator: word, $when: "k = 'x'" }
`;

  test.each([
    ['a > b', 'CHECK_CONTRADICTION'],
    ['a = 99', 'CHECK_CONTRADICTION'],
    ['a < 5 and a > 7', 'CHECK_CONTRADICTION'],
    ["k != 'x' and k != 'y'", 'CHECK_CONTRADICTION'],
    ['p != id', 'CHECK_UNPROVEN'],
    ['u < 500', 'CHECK_UNPROVEN'],
    ['e < 100', 'CHECK_UNPROVEN'],
    ['a + b < 20', 'CHECK_UNPROVEN'],
    ['at < pp', 'CHECK_UNPROVEN'],
    ['length(s) < 3', 'CHECK_UNPROVEN'],
    ["s != 'x'", 'CHECK_UNPROVEN'],
    ["starts_with(s, 'x')", 'CHECK_UNPROVEN'],
    ['random() < 2', 'CHECK_UNPROVEN'],
    ['m != null', 'CHECK_CONTRADICTION'],
    ['m = null', 'CHECK_CONTRADICTION'],
    ['id = null', 'CHECK_CONTRADICTION'],
    ["k = 'y' implies w != null", 'CHECK_UNPROVEN'],
    ["[k, a] in [['x', 1], ['z', 2]]", 'CHECK_CONTRADICTION'],
    ["[k, id] in [['x', 1]]", 'CHECK_UNPROVEN'],
    ["[k, a] in [['x']]", 'CHECK_UNPROVEN'],
    ['a + 1', 'CONDITION_TYPE'],
    ['a < k', 'EXPRESSION_TYPE'],
    ['nothing < 5', 'EXPRESSION_NAME'],
    ['a > 5 implies a < 3', 'VALUE_CYCLE'],
    ['a <', 'EXPRESSION_SYNTAX'],
    ['[a, b] in @Nothing', 'GENERATOR_UNKNOWN'],
  ])('%s is refused', (text, code) => {
    const { problems } = loadProgram(
      {
        text: `P: { id: integer @id, made: timestamp 2024-01-01..2024-12-31 }\nT:\n  $check: ["a >= 1", ${JSON.stringify(text)}]\n${FIELDS}`,
      },
      false,
    );
    expect([...new Set(problems.filter(({ severity }) => severity === 'error').map((one) => one.code))]).toEqual([
      code,
    ]);
    const [{ line, hint }] = problems;
    expect([line === 3 || code === 'VALUE_CYCLE', hint === '' && code.startsWith('CHECK')]).toEqual([true, false]);
  });

  test.each([
    'a < b',
    'e <= 270',
    'u >= 1',
    'b - a >= 11',
    'a < 10 and not a = 50 and a in [1, 2, 3, 4, 5, 6, 7, 8, 9]',
    "k in ['x', 'y']",
    'id != null',
    "k = 'x' implies w != null",
    'abs(a) + 5 < b',
    'true',
  ])('%s is certain, and changes nothing', async (text) => {
    const model = (check: string): string =>
      `P: { id: integer @id, made: timestamp 2024-01-01..2024-12-31 }\nT:\n${check}${FIELDS}`;
    const checked = await rowsOf(programOf(model(`  $check: ${JSON.stringify(text)}\n`)), 'T');
    expect(checked).toEqual(await rowsOf(programOf(model('')), 'T'));
  });

  test('are certain by names, times after others, expressions and cases', () => {
    const text = `
A:
  $check:
    - start_date < end_date
    - created_at <= updated_at
    - paid_at > created_at
    - length >= 15
    - double >= single and double <= 18
    - amount > 0
  id: integer @id
  start_date: date
  end_date: date
  created_at: timestamp
  updated_at: timestamp
  paid_at: { $type: timestamp, $after: created_at }
  length: "= max(random_int(15, 40), single)"
  single: integer 1-9
  double: "= 2 * single"
  amount: { $when: [ { if: "single > 5", then: integer 1-5 }, { then: 10 } ] }
`;
    const problems = loadProgram({ text }, false).problems.map(({ code, message }) => `${code} ${message}`);
    // A product is no sum of fields, so that only its own range is known.
    expect(problems).toEqual([
      'CHECK_UNPROVEN `double >= single and double <= 18` is not certain: double is made from single, which it would bound',
    ]);
  });

  test('of $rows are tried on every row', () => {
    const codes = (check: string): string[] =>
      loadProgram(
        { text: `T:\n  $check: "${check}"\n  $rows: [{ a: 1, b: 2 }, { a: 3, b: 3 }]\n` },
        false,
      ).problems.map(({ code, message }) => `${code} ${message}`);
    expect(codes('a <= b')).toEqual([]);
    expect(codes('a < b')).toEqual(['CHECK_CONTRADICTION `a < b` does not hold in row 2 of $rows']);
  });

  test('name the check that leaves no room, and both ranges', () => {
    const { problems } = loadProgram(
      { text: 'T:\n  $check: [ a < b, b < c, c < a ]\n  a: integer 1-9\n  b: integer 1-9\n  c: integer 1-9\n' },
      false,
    );
    expect(problems.map(({ code, line, column, message }) => [code, line, column, message])).toEqual([
      [
        'CHECK_CONTRADICTION',
        2,
        27,
        '`c < a` cannot hold: a: 1 to 9, c: 1 to 9 leave no room, together with `a < b` and `b < c`',
      ],
    ]);
  });
});
