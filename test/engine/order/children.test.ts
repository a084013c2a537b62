import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

interface Shape {
  readonly seed: number;
  readonly parents: number;
  readonly min: number;
  readonly extra: number;
  readonly nulls: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  parents: fc.integer({ min: 1, max: 60 }),
  min: fc.integer({ min: 0, max: 2 }),
  extra: fc.integer({ min: 0, max: 7 }),
  nulls: fc.integer({ min: 0, max: 90 }),
});

const CONDITION = "kind = 'a' and n > 0";
const COLUMNS = ['n', 'd', 'f', 'day', 'at', 'time'] as const;

const modelOf = ({ seed, parents, min, extra, nulls }: Shape): string => `
$seed: ${seed}
Parent:
  $count: ${parents}
  id: integer @id
  known: { $count_of: Child, $where: "${CONDITION}", $via: parent }
  sum: { $sum: Child.d, $where: "${CONDITION}", $via: parent }
${COLUMNS.flatMap((name) =>
  ['min_of', 'max_of', 'avg_of', 'first', 'last'].flatMap((operator) => [
    `  ${operator}_${name}: { $${operator}: Child.${name}, $via: parent }`,
    `  ${operator}_${name}_where: { $${operator}: Child.${name}, $via: parent, $where: "${CONDITION}" }`,
  ]),
).join('\n')}
  first_word: { $first: Child.word, $via: parent }
  last_word: { $last: Child.deep.word, $via: parent, $where: "${CONDITION}" }
Child:
  parent: { $ref: Parent.id, $per: ${min}-${min + extra} }
  other: { $ref: Parent.id, $null: 20% }
  kind: enum(a, b)
  n: integer -5..9 null ${nulls}%
  d: decimal(8,2) -9.00..99.00 null ${nulls}%
  f: number null ${nulls}%
  day: date 1960-01-01..2024-12-31 null ${nulls}%
  at: timestamp 1960-01-01..2024-12-31 null ${nulls}%
  time: time
  word: string @word
  deep: { word: string @sentence null ${nulls}% }
`;

/** A value as a number in its smallest unit, and back. */
const UNITS: Readonly<
  Record<(typeof COLUMNS)[number], readonly [(text: unknown) => number, (mean: number) => unknown]>
> = {
  n: [Number, (mean) => mean],
  d: [(value) => Math.round(Number(value) * 100), (mean) => halfEven(mean) / 100],
  f: [Number, (mean) => mean],
  day: [(text) => Date.parse(String(text)) / 86_400_000, (mean) => day(Math.floor(mean) * 86_400_000)],
  at: [(text) => Date.parse(String(text)), (mean) => new Date(Math.floor(mean)).toISOString()],
  time: [
    (text) => Date.parse(`1970-01-01T${String(text)}Z`),
    (mean) => new Date(Math.floor(mean)).toISOString().slice(11, -1),
  ],
};
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

function halfEven(value: number): number {
  const floor = Math.floor(value);
  if (Math.abs(value - floor - 0.5) > 1e-9) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const time = (value: unknown): unknown =>
  typeof value === 'string' && /^\d\d:\d\d:\d\d$/.test(value) ? `${value}.000` : value;

describe('what is made of the children', () => {
  test('is what a reader finds in their rows, whichever rows are read', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(modelOf(shape));
        const parents = await rowsOf(program, 'Parent');
        const children = Map.groupBy(await rowsOf(program, 'Child'), (row) => row['parent']);
        for (const parent of parents) {
          const all = children.get(parent['id']) ?? [];
          const known = all.filter((row) => row['kind'] === 'a' && row['n'] !== null && Number(row['n']) > 0);
          expect(parent['known']).toBe(known.length);
          expect(Math.round(Number(parent['sum']) * 100)).toBe(
            known.reduce((sum, row) => sum + Math.round(Number(row['d'] ?? 0) * 100), 0),
          );
          for (const name of COLUMNS) {
            checkColumn(parent, name, all, '');
            checkColumn(parent, name, known, '_where');
          }
          expect(parent['first_word']).toBe(all[0]?.['word'] ?? null);
          const deep = known.at(-1)?.['deep'];
          expect(parent['last_word']).toBe(
            typeof deep === 'object' && deep !== null && 'word' in deep ? deep.word : null,
          );
        }
        const first = Math.floor(shape.parents / 3);
        const alone = await rowsOf(program, 'Parent', first, 1);
        expect(alone).toEqual([parents[first]]);
      }),
      { numRuns: 12 },
    );
  });

  test('a mean is exact where a sum passes 2^53', async () => {
    const text = `
P: { $count: 1, id: integer @id, mean: { $avg_of: C.d }, wide: { $avg_of: C.w }, at: { $avg_of: C.at } }
C:
  p: { $ref: P.id, $per: 2000 }
  n: { $ordinal: p }
  d: { $type: "decimal(15,2)", $expression: "90000000000.00 + n * 0.01" }
  w: { $type: "decimal(18,2)", $expression: "9000000000000000.00 + n * 0.01" }
  at: "= timestamp('2020-01-01') + minutes(n)"
`;
    const [row] = await rowsOf(programOf(text), 'P');
    // The mean of 1 … 2000 hundredths is 10.005: half-even.
    expect(row).toEqual({ id: 1, mean: 90000000010, wide: 9000000000000010, at: '2020-01-01T16:40:30.000Z' });
  });

  test('has nulls where only some rows can have children', async () => {
    const text = `
P: { $count: 40, id: integer @id, kind: { $values: [a, b] }, least: { $min_of: C.n }, last: { $last: C.n } }
C: { p: { $ref: P.id, $per: 1-3, $where: "kind = 'a'" }, n: integer 1-5, place: { $rank: n }, sum: { $running: n } }
`;
    const program = programOf(text);
    const children = Map.groupBy(await rowsOf(program, 'C'), (row) => row['p']);
    for (const parent of await rowsOf(program, 'P')) {
      const own = (children.get(parent['id']) ?? []).map((row) => Number(row['n']));
      expect(own.length > 0).toBe(parent['kind'] === 'a');
      expect(parent['least']).toBe(own.length === 0 ? null : Math.min(...own));
      expect(parent['last']).toBe(own.at(-1) ?? null);
      expect(children.get(parent['id'])?.at(-1)?.['sum'] ?? 0).toBe(own.reduce((sum, n) => sum + n, 0));
    }
  });

  test('has no nulls where every parent has children', () => {
    const text = `
P: { id: integer @id, a: { $min_of: C.n }, b: { $avg_of: C.n }, c: { $first: C.n }, d: { $max_of: C.m }, e: { $last: C.n, $where: "n > 1" } }
C: { p: { $ref: P.id, $per: 1-3 }, n: integer 1-5, m: integer null 5% }
`;
    const columns = programOf(text).entities[0].open(1).columns;
    expect(columns.filter((column) => column.nullable).map((column) => column.name)).toEqual(['d', 'e']);
  });
});

test.each([
  ['$min_of: C.word', 'NOT_NUMERIC 4:3'],
  ['$avg_of: C.flag', 'NOT_NUMERIC 4:3'],
  ['$max_of: C', 'VALUE_EXPECTED 4:17'],
  ['$first: C.nothing', 'FIELD_UNKNOWN 4:16'],
  ['$count_of: C, $where: "n"', 'CONDITION_TYPE 4:3'],
  ['$count_of: C, $where: "m > 1"', 'EXPRESSION_NAME 4:31'],
  ['$sum: C.n, $where: "n >"', 'EXPRESSION_SYNTAX 4:31'],
  ['$sum: C.n, $avg_of: C.n', 'DIRECTIVE_CONTRADICTION 4:19'],
  [`$count_of: C, $where: "kind = 'x'"`, 'ENUM_VALUE_UNKNOWN 4:38'],
  ['$first: C.up', 'VALUE_CYCLE 4:3'],
])('%s is told as %s', (directive, problem) => {
  const text = `P:
  $count: 3
  id: integer @id
  x: { ${directive} }
C:
  p: { $ref: P.id, $per: 1-3 }
  n: integer
  kind: enum(a, b)
  word: string
  flag: boolean
  up: { $lookup: p.x }
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
});

function checkColumn(parent: Row, name: (typeof COLUMNS)[number], rows: readonly Row[], suffix: string): void {
  const at = (operator: string): unknown => time(parent[`${operator}_${name}${suffix}`]);
  const [read, write] = UNITS[name];
  const values = rows.map((row) => time(row[name]));
  expect(at('first')).toBe(values[0] ?? null);
  expect(at('last')).toBe(values.at(-1) ?? null);
  const present = values.filter((value) => value !== null).map((value) => ({ value, unit: read(value) }));
  const sorted = present.toSorted((a, b) => a.unit - b.unit);
  const sum = present.reduce((total, { unit }) => total + unit, 0);
  const mean = present.length === 0 ? null : write(sum / present.length);
  expect([at('min_of'), at('max_of'), at('avg_of')]).toEqual([
    sorted[0]?.value ?? null,
    sorted.at(-1)?.value ?? null,
    mean,
  ]);
}
