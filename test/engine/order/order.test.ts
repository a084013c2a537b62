import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, type Row, rowsOf } from '../rows.ts';

interface Shape {
  readonly seed: number;
  readonly parents: number;
  readonly min: number;
  readonly extra: number;
  readonly nulls: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  parents: fc.integer({ min: 1, max: 40 }),
  min: fc.integer({ min: 0, max: 2 }),
  extra: fc.integer({ min: 0, max: 12 }),
  nulls: fc.integer({ min: 0, max: 80 }),
});

const LOOK = `
Look:
  $count: 200
  id: integer @id
  entry: { $ref: Entry.code, $null: 10% }
  balance: { $lookup: entry.balance }
  place: { $lookup: entry.place }
  word: { $lookup: entry.deep.before }
`;

const modelOf = ({ seed, parents, min, extra, nulls }: Shape): string => `
$seed: ${seed}
Account:
  $count: ${parents}
  id: integer @id
  opening: decimal(9,2) 0.00-500.00
  best: { $min_of: Entry.place }
  last: { $last: Entry.balance }
Entry:
  account: { $ref: Account.id, $per: ${min}-${min + extra} }
  no: { $ordinal: account }
  code: string @uuid @id
  n: integer -5..5 null ${nulls}%
  amount: decimal(9,2) -90.00..99.00 null ${nulls}%
  share: number null ${nulls}%
  day: date null ${nulls}%
  word: string @sentence null ${nulls}%
  sum: { $running: n }
  product: { $running: "= coalesce(n, 2) * no", $via: account }
  balance: { $running: amount, $start: account.opening }
  shares: { $running: share }
  sums: { $running: sum }
  place: { $rank: amount }
  from_least: { $rank: { by: amount, order: ascending } }
  of_day: { $rank: day }
  deep: { before: { $previous: word }, item: integer 1-9, sum: { $running: item, $start: 100 } }
  earlier: { $previous: balance }
  or_zero: { $previous: balance, $start: 0 }
  first_day: { $previous: day, $start: 2020-02-29 }
  twice: { $previous: earlier }
  grown: "= balance - coalesce(earlier, account.opening)"
${min > 0 ? LOOK : ''}`;

const cents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);
/** Of a null, before all others. */
const instant = (day: unknown): number => (typeof day === 'string' ? Date.parse(day) : -Infinity);
const inside = (row: Row | undefined, name: string): unknown =>
  Object.entries(typeof row?.['deep'] === 'object' && row['deep'] !== null ? row['deep'] : {}).find(
    ([key]) => key === name,
  )?.[1];

/** A reader of its own: each list of a parent's rows from the first on. */
function checkParent(rows: readonly Row[], opening: unknown): void {
  const totals = { n: 0, product: 0, amount: cents(opening), share: 0, sums: 0, items: 100 };
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    totals.n += Number(row['n'] ?? 0);
    totals.product += Number(row['n'] ?? 2) * (i + 1);
    totals.amount += cents(row['amount']);
    totals.share += cents(row['share']);
    totals.sums += totals.n;
    totals.items += Number(inside(row, 'item'));
    expect(row['sum']).toBe(totals.n);
    expect(row['product']).toBe(totals.product);
    expect(cents(row['balance'])).toBe(totals.amount);
    expect(cents(row['shares'])).toBe(totals.share);
    expect(row['sums']).toBe(totals.sums);
    expect(inside(row, 'sum')).toBe(totals.items);
    expect(inside(row, 'before')).toBe(before?.['word'] ?? null);
    expect(row['earlier']).toBe(before?.['balance'] ?? null);
    expect(row['or_zero']).toBe(before?.['balance'] ?? 0);
    expect(row['first_day']).toBe(i === 0 ? '2020-02-29' : before?.['day']);
    expect(row['twice']).toBe(rows[i - 2]?.['balance'] ?? null);
    expect(cents(row['grown'])).toBe(cents(row['amount']));
    const better = rows.filter((other) => other['amount'] !== null && cents(other['amount']) > cents(row['amount']));
    const worse = rows.filter((other) => other['amount'] !== null && cents(other['amount']) < cents(row['amount']));
    expect(row['place']).toBe(row['amount'] === null ? null : better.length + 1);
    expect(row['from_least']).toBe(row['amount'] === null ? null : worse.length + 1);
    const later = rows.filter((other) => instant(other['day']) > instant(row['day']));
    expect(row['of_day']).toBe(row['day'] === null ? null : later.length + 1);
  }
}

describe('the order within a parent', () => {
  test('adds up, looks back and ranks as a reader of the rows does, and whichever rows are read', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, chosen) => {
        const program = programOf(modelOf(shape));
        const entries = await rowsOf(program, 'Entry');
        const byAccount = Map.groupBy(entries, (row) => row['account']);
        for (const account of await rowsOf(program, 'Account')) {
          const rows = byAccount.get(account['id']) ?? [];
          checkParent(rows, account['opening']);
          expect(account['last']).toBe(rows.at(-1)?.['balance'] ?? null);
          expect(account['best']).toBe(rows.some((row) => row['place'] !== null) ? 1 : null);
        }
        const byCode = new Map(entries.map((row) => [row['code'], row]));
        const looks = shape.min === 0 ? [] : await rowsOf(program, 'Look');
        for (const look of looks) {
          const entry = byCode.get(look['entry']);
          expect([look['balance'], look['place'], look['word']]).toEqual([
            entry?.['balance'] ?? null,
            entry?.['place'] ?? null,
            inside(entry, 'before') ?? null,
          ]);
        }
        const first = chosen % (entries.length + 1);
        const length = Math.min(3, entries.length - first);
        expect(await rowsOf(program, 'Entry', first, length)).toEqual(entries.slice(first, first + length));
      }),
      { numRuns: 12 },
    );
  });

  test('spans batches: parents of more rows than are made together, in any order of parts', async () => {
    const program = programOf(`
P: { $count: 3, id: integer @id }
C:
  p: { $ref: P.id, $per: 7000 }
  n: { $ordinal: p }
  d: { $type: "decimal(16,4)", $min: 0, $max: 99999 }
  sum: { $running: n }
  wide: { $running: d }
  sums: { $running: sum }
  place: { $rank: n }
  before: { $previous: sums, $start: 0 }
`);
    const entity = entityOf(program, 'C');
    const all = await rowsOf(program, 'C', 0, 21_000);
    const wides = [0n, 0n, 0n];
    const text = await encodeRows(entity, 'csv', [[0, 21_000]]);
    const read = text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.replaceAll('.', '').split(',').map(BigInt));
    const expected = read.map(([, , d], row) => {
      const [p, n] = [Math.floor(row / 7000), (row % 7000) + 1];
      wides[p] += d;
      const sums = (at: number): number => (at * (at + 1) * (at + 2)) / 6;
      const cells = [p + 1, n, d, (n * (n + 1)) / 2, wides[p], sums(n), 7001 - n, sums(n - 1)];
      return cells.map(BigInt);
    });
    expect(read).toEqual(expected);
    for (const first of [13_999, 6_998, 20_000, 0]) {
      expect(await rowsOf(program, 'C', first, 3)).toEqual(all.slice(first, first + 3));
    }
    const scattered = await encodeRows(entity, 'csv', [
      [12_000, 4000],
      [3000, 4096],
      [7096, 10],
    ]);
    const lines = text.trimEnd().split('\n');
    expect(scattered.trimEnd().split('\n')).toEqual([
      ...lines.slice(12_000, 16_000),
      ...lines.slice(3000, 7096),
      ...lines.slice(7096, 7106),
    ]);
  });

  test('many levels of values that follow from two others each are made once a level', async () => {
    const levels = Array.from({ length: 14 }, (_, i) => [`${i}`, `${i + 1}`] as const);
    const text = `
P: { $count: 2, id: integer @id }
C:
  p: { $ref: P.id, $per: 4 }
${['f', 'g', 'x', 'y', 'a', 'b'].map((name) => `  ${name}0: integer 1-9`).join('\n')}
${levels
  .flatMap(([last, next]) => [
    `f${next}: { $running: "= (f${last} + g${last}) % 1000" }`,
    `g${next}: { $running: "= (f${last} - g${last}) % 1000" }`,
    `x${next}: { $previous: "= (x${last} + y${last}) % 1000", $start: 1 }`,
    `y${next}: { $previous: "= (x${last} - y${last}) % 1000", $start: 2 }`,
    `a${next}: { $rank: "= a${last} + b${last}" }`,
    `b${next}: { $rank: { by: "= a${last} - b${last}", order: ascending } }`,
  ])
  .map((line) => `  ${line}`)
  .join('\n')}
`;
    const rows = await rowsOf(programOf(text), 'C');
    const modulo = (n: number): number => ((n % 1000) + 1000) % 1000;
    for (const first of [0, 4]) {
      const own = rows.slice(first, first + 4);
      const read = (name: string): number[] => own.map((row) => Number(row[name]));
      const running = (values: number[]): number[] =>
        values.map((_, i) => values.slice(0, i + 1).reduce((a, b) => a + b, 0));
      const rank = (values: number[]): number[] =>
        values.map((one) => values.filter((other) => other < one).length + 1);
      const pairs = (one: string, other: string, make: (a: number, b: number) => number): number[] => {
        const values = read(other);
        return read(one).map((value, i) => make(value, values[i]));
      };
      for (const [last, next] of levels) {
        const sum = (one: string, other: string): number[] => pairs(one + last, other + last, (a, b) => a + b);
        const difference = (one: string, other: string): number[] => pairs(one + last, other + last, (a, b) => a - b);
        const found = ['f', 'g', 'x', 'y', 'a', 'b'].map((name) => read(name + next));
        expect(found).toEqual([
          running(sum('f', 'g').map(modulo)),
          running(difference('f', 'g').map(modulo)),
          [1, ...sum('x', 'y').map(modulo).slice(0, 3)],
          [2, ...difference('x', 'y').map(modulo).slice(0, 3)],
          rank(sum('a', 'b').map((value) => -value)),
          rank(difference('a', 'b')),
        ]);
      }
    }
  });

  test('a sum that its type cannot hold is null from there on, and again a number in the next parent', async () => {
    const text = `
P: { $count: 2, id: integer @id }
C: { p: { $ref: P.id, $per: 3 }, no: { $ordinal: p }, n: "= if(no = 2, 9007199254740991, 1)", sum: { $running: n } }
`;
    const rows = await rowsOf(programOf(text), 'C');
    expect(rows.map((row) => row['sum'])).toEqual([1, null, null, 1, null, null]);
  });

  test('has nulls only where there can be some', () => {
    const text = `
P: { id: integer @id, open: number 1.00-5.00 }
C:
  p: { $ref: P.id, $per: 1-3 }
  n: integer 1-5
  m: integer null 5%
  a: { $running: n, $start: p.open }
  b: { $rank: n }
  c: { $previous: n, $start: 0 }
  d: { $previous: n }
  e: { $rank: m }
  f: { $running: m }
`;
    const columns = programOf(text).entities[1].open(1).columns;
    expect(columns.filter((column) => column.nullable).map((column) => column.name)).toEqual(['m', 'd', 'e']);
  });
});

const hinted = (text: string): { told: string[]; hints: string } => {
  const { problems } = loadProgram({ text }, true);
  return {
    told: problems.map(({ code, line, column }) => `${code} ${line}:${column}`),
    hints: problems.map(({ hint }) => hint).join('\n'),
  };
};

test.each([
  ['{ $running: word }', 'TYPE_MISMATCH 7:3', ''],
  ['{ $running: n, $start: word }', 'TYPE_MISMATCH 7:3', ''],
  ['{ $rank: word }', 'TYPE_MISMATCH 7:3', ''],
  ['{ $rank: n, $start: 1 }', 'DIRECTIVE_PLACE 7:18', 'remove it'],
  ['{ $rank: { by: n, order: up } }', 'VALUE_EXPECTED 7:31', ''],
  ['{ $rank: { order: ascending } }', 'VALUE_EXPECTED 7:15', 'write $rank: score'],
  ['{ $rank: { by: n, ties: dense } }', 'PARAMETER_UNKNOWN 7:24', ''],
  ['{ $previous: n, $start: word }', 'TYPE_MISMATCH 7:3', ''],
  ['{ $previous: m }', 'FIELD_UNKNOWN 7:19', ''],
  ['{ $running: n, $via: other }', 'ORDER_WITHOUT_PER 7:18', 'name p, which has $per'],
  ['{ $running: n, $via: q }', 'FIELD_UNKNOWN 7:18', ''],
  ['{ $running: n, $min: 3 }', 'DIRECTIVE_PLACE 7:21', ''],
  ['{ $running: [n] }', 'VALUE_EXPECTED 7:18', ''],
  ['{ $running: n, $rank: n }', 'DIRECTIVE_CONTRADICTION 7:21', ''],
  ['{ $running: n, $unique: true }', 'NOT_UNIQUE_ABLE 7:3', ''],
  ['[{ $running: n }]', 'DIRECTIVE_PLACE 7:7', ''],
  ['{ $previous: "= x + n", $start: 0 }', 'VALUE_CYCLE 7:3', '$running: amount'],
])('x: %s is told as %s', (field, problem, hint) => {
  const { told, hints } = hinted(`P: { id: integer @id }
C:
  p: { $ref: P.id, $per: 1-3 }
  other: $P.id
  n: integer
  word: string
  x: ${field}
`);
  expect(told).toContain(problem);
  expect(hints).toContain(hint);
});

test('a chain of values that each go through other rows is limited', () => {
  const chain = (length: number): string =>
    Array.from({ length }, (_, i) => `  x${i + 1}: { $rank: x${i} }\n`).join('');
  const text = (length: number): string =>
    `P: { id: integer @id }\nC:\n  p: { $ref: P.id, $per: 1-3 }\n  x0: integer\n${chain(length)}`;
  expect(hinted(text(30)).told).toEqual([]);
  expect(hinted(text(40)).told.every((one) => one.startsWith('VALUE_CHAIN'))).toBe(true);
  expect(hinted(text(40)).told.length).toBeGreaterThan(0);
});

test('an order needs a parent, and one that is not too large', () => {
  const alone = hinted('P: { id: integer @id }\nC:\n  p: $P.id\n  n: integer\n  x: { $running: n }\n');
  expect(alone).toEqual({
    told: ['ORDER_WITHOUT_PER 5:18'],
    hints: 'write p: { $ref: P.id, $per: 1-20 } in place of $count',
  });
  const large = hinted(
    'P: { id: integer @id }\nC:\n  p: { $ref: P.id, $per: 70000 }\n  n: integer\n  x: { $rank: n }\n  y: { $previous: n }\n',
  );
  expect(large.told).toEqual(['CHILDREN_TOO_MANY 5:15']);
});

describe('children by an expression over the parent', () => {
  const model = (per: string, of: string): string => `
Ward: { $count: 20, id: integer @id, beds: integer 1-9, opened: date 2025-01-01..2025-03-31 }
Bed:
  id: integer @id
  ward: { $ref: Ward.id, $per: "${per}" }
  price: integer 1-9
  x: ${of}
Patient: { $count: 50, ward: $Ward.id, bed: { $ref: Bed.id, $where: "ward = ward" } }
`;
  const values = [
    '{ $running: price }',
    '{ $rank: price }',
    '{ $series: ward, $start: ward.opened, $gap: 1d-9d }',
    '{ $slot: ward, $span: 2025-01-01..2025-01-10, $length: 1d }',
    '{ $states: { a: b, b: c, c: d, d: e, e: f, f: g, g: h, h: i }, $via: ward }',
  ];

  test.each(values)('%s takes as many as the parents ask for', async (of) => {
    const program = programOf(model('parent.beds', of));
    const [wards, beds] = [await rowsOf(program, 'Ward'), await rowsOf(program, 'Bed')];
    const asked = wards.reduce((sum, ward) => sum + Number(ward['beds']), 0);
    expect(beds.map(({ x }) => x).filter((x) => x != null)).toHaveLength(asked);
  });

  test.each([
    ['= parent.beds + 65536', values[1], 'CHILDREN_TOO_MANY'],
    ['= parent.beds + 9', values[3], 'SLOT_TOO_SMALL'],
    ['= parent.beds + 9', values[4], 'STATE_HISTORY_TOO_SHORT'],
    [
      '= parent.beds + 9',
      '"= s.to"\n  s: { $slot: ward, $span: 2025-01-01..2025-01-10, $length: 1d, $hidden: true }',
      'SLOT_TOO_SMALL',
    ],
  ])('%s is too many for %s', (per, of, code) => {
    const { program, problems } = loadProgram({ text: model(per, of) }, true);
    expect(program).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('a parent without children has none to refer to', () => {
    const { problems } = loadProgram({ text: model('= parent.beds - 1', '{ $rank: price }') }, true);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['WHERE_UNMET 8']);
  });
});
