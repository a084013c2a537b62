import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from '../rows.ts';

/** A condition over the row, and a reader of it. */
const TESTS: readonly (readonly [text: string | null, holds: (row: Row) => boolean])[] = [
  ["kind = 'fee'", ({ kind }) => kind === 'fee'],
  ["kind in ['sale', 'refund'] and n > 20", ({ kind, n }) => kind !== 'fee' && Number(n) > 20],
  ['n <= 50', ({ n }) => Number(n) <= 50],
  ['maybe > 50', ({ maybe }) => maybe !== null && Number(maybe) > 50],
  [null, () => true],
];

interface Shape {
  readonly seed: number;
  readonly type: keyof typeof THENS;
  readonly tests: readonly number[];
  readonly weights: readonly number[] | null;
}

/** What case i gives, and whether a value can be of it: those of other cases cannot. */
const THENS = {
  integer: [
    (i: number) => `integer ${i * 100}-${i * 100 + 99}`,
    (i: number, v: unknown) => Math.floor(Number(v) / 100) === i,
  ],
  decimal: [
    (i: number) => (i === 0 ? 'integer 0-99' : `{ $type: "decimal(8,${i})", $min: ${i * 100}, $max: ${i * 100 + 99} }`),
    (i: number, v: unknown) => Math.floor(Number(v) / 100) === i,
  ],
  text: [(i: number) => `"= 'case ' + ${i} + ' ' + id"`, (i: number, v: unknown) => String(v).startsWith(`case ${i} `)],
  enum: [
    (i: number) => `"enum(a${i}, b${i})"`,
    (i: number, v: unknown) => /^[ab]/.test(String(v)) && String(v).endsWith(String(i)),
  ],
  date: [
    (i: number) => `date 200${i}-01-01..200${i}-12-31`,
    (i: number, v: unknown) => String(v).startsWith(`200${i}`),
  ],
  instant: [
    (i: number) => (i === 1 ? 'date 2001-01-01..2001-12-31' : `timestamp 200${i}-01-01..200${i}-12-31`),
    (i: number, v: unknown) => String(v).startsWith(`200${i}`) && String(v).includes('T'),
  ],
  object: [
    (i: number) =>
      i === 2 ? `{ b: string @word, a: integer 200-299 }` : `{ a: integer ${i * 100}-${i * 100 + 99}, b: "= 'n' + a" }`,
    (i: number, v: unknown) => typeof v === 'object' && v !== null && 'a' in v && Math.floor(Number(v.a) / 100) === i,
  ],
} as const satisfies Record<string, readonly [(i: number) => string, (i: number, value: unknown) => boolean]>;

const shapes: fc.Arbitrary<Shape> = fc
  .tuple(
    fc.integer({ min: 0, max: 1e6 }),
    fc.constantFrom('integer', 'decimal', 'text', 'enum', 'date', 'instant', 'object'),
    fc.array(fc.nat(TESTS.length - 1), { minLength: 1, maxLength: 4 }),
    fc.option(fc.array(fc.constantFrom(0, 1, 5), { minLength: 4, maxLength: 4 })),
  )
  .map(([seed, type, tests, weights]) => ({ seed, type, tests, weights }));

function modelOf({ seed, type, tests, weights }: Shape): string {
  const cases = tests.map((at, i) => {
    const [text] = TESTS[at];
    const test = text === null ? '' : `if: "${text}", `;
    const weight = weights === null ? '' : `weight: ${weights[i]}, `;
    return `      - { ${test}${weight}then: ${THENS[type][0](i)} }`;
  });
  return `
$seed: ${seed}
A:
  $count: 300
  id: integer @id
  kind: enum(fee, sale, refund)
  n: integer 1-100
  maybe: integer 1-100 null 50%
  x:
    $when:
${cases.join('\n')}
`;
}

describe('a list of cases', () => {
  test('gives in each row the value of a case that holds, in any range alone', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(299), async (shape, from) => {
        const { tests, type } = shape;
        // Weights that are all zero are refused.
        const weights = shape.weights?.slice(0, tests.length);
        const isNothing = weights !== undefined && weights.every((weight) => weight === 0);
        const { problems } = loadProgram({ text: modelOf(shape) }, true);
        const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        expect(errors).toEqual(isNothing ? ['WEIGHTS_INVALID'] : []);
        if (isNothing) return;
        const program = programOf(modelOf(shape));
        const rows = await rowsOf(program, 'A');
        for (const row of rows) {
          const holding = tests.flatMap((at, i) => (TESTS[at][1](row) && (weights?.[i] ?? 1) > 0 ? [i] : []));
          const allowed = weights === undefined ? holding.slice(0, 1) : holding;
          const isOfCase = allowed.length === 0 ? row.x === null : allowed.some((i) => THENS[type][1](i, row.x));
          expect(isOfCase).toBe(true);
        }
        expect(await rowsOf(program, 'A', from, 1)).toEqual(rows.slice(from, from + 1));
      }),
      { numRuns: 25 },
    );
  });

  test('draws by weight among the cases that hold', async () => {
    const program = programOf(
      'A:\n  $count: 4000\n  id: integer @id\n  x: { $when: [ { weight: 3, then: 1 }, { if: "id % 2 = 0", weight: 6, then: 2 }, { weight: 1, then: null } ] }\n',
    );
    const rows = await rowsOf(program, 'A');
    const share = (parity: number, x: unknown): number =>
      rows.filter((row) => Number(row.id) % 2 === parity && row.x === x).length / 2000;
    expect([share(0, 1), share(0, 2), share(0, null)].map((one) => Math.round(one * 20) / 20)).toEqual([0.3, 0.6, 0.1]);
    expect([share(1, 1), share(1, 2), share(1, null)].map((one) => Math.round(one * 20) / 20)).toEqual([0.75, 0, 0.25]);
  });

  test('takes every form of a field, in objects and lists, with nulls and a seed of its own', async () => {
    const program = programOf(`
U: { $count: 5, id: integer @id, name: string @name }
A:
  $count: 200
  id: integer @id
  b: boolean
  owner: { $when: [ { if: b, then: $U.id }, { then: 0 } ], $null: 20% }
  id2: { $when: [ { if: b, then: uuid }, { then: uuid @uuid_v7 } ] }
  doc: { $when: [ { if: b, then: json }, { then: null } ] }
  raw: { $when: [ { if: b, then: binary }, { then: null } ] }
  some: [ { x: integer 1-9, big: { $when: [ { if: "x > 5", then: true }, { then: false } ] } } ]
  word: { $seed: 5, $when: [ { if: b, then: string @word }, { then: "= 'none'" } ] }
  same: { $type: "decimal(8,2)", $when: [ { if: b, then: 5 }, { then: number 1-9 } ] }
`);
    const rows = await rowsOf(program, 'A');
    for (const row of rows) {
      expect(row.doc === null).toBe(row.b === false);
      expect(row.raw === null).toBe(row.b === false);
      expect(row.owner === null || (row.b === false ? row.owner === 0 : Number(row.owner) >= 1)).toBe(true);
      expect(String(row.id2)[14]).toBe(row.b === true ? '4' : '7');
      expect(row.word === 'none').toBe(row.b === false);
      expect(row.some).toSatisfy((items: readonly Row[]) => items.every(({ x, big }) => Number(x) > 5 === big));
    }
    expect(rows.filter(({ owner }) => owner === null).length).toBeGreaterThan(10);
    expect(await rowsOf(program, 'A', 77, 3)).toEqual(rows.slice(77, 80));
  });

  test.each([
    ['[]', 'VALUE_EXPECTED 4:15'],
    ['[ 5 ]', 'VALUE_EXPECTED 4:17'],
    ['[ { if: b } ]', 'VALUE_EXPECTED 4:17'],
    ['[ { then: } ]', 'VALUE_EXPECTED 4:25'],
    ['[ { if: b, then: 1, else: 2 } ]', 'PARAMETER_UNKNOWN 4:35'],
    ['[ { if: b, then: 1, weight: -1 } ]', 'WEIGHTS_INVALID 4:43'],
    ['[ { if: id, then: 1 } ]', 'CONDITION_TYPE 4:23'],
    ['[ { if: c, then: 1 } ]', 'EXPRESSION_NAME 4:23'],
    ['[ { then: integer @id }, { if: b, then: 1 } ]', 'DIRECTIVE_PLACE 4:25', 'DIRECTIVE_UNUSED 4:40'],
    ['[ { if: b, then: 1 }, { then: date } ]', 'TYPE_MISMATCH 4:3'],
    ['[ { if: b, then: { a: integer } }, { then: { c: integer } } ]', 'TYPE_MISMATCH 4:3'],
    ['[ { if: b, then: [integer] }, { then: [integer] } ]', 'TYPE_MISMATCH 4:3'],
    ['[ { if: b, then: null } ]', 'TYPE_MISMATCH 4:3'],
    ['[ { if: "x > 1", then: 1 } ]', 'VALUE_CYCLE 4:3'],
  ])('%s is refused', (cases, ...expected) => {
    const { problems } = loadProgram({ text: `A:\n  id: integer @id\n  b: boolean\n  x: { $when: ${cases} }\n` }, true);
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(expected);
  });

  test('is not unique, and not beside the fields of an object', () => {
    const codes = (x: string): string[] =>
      loadProgram({ text: `A:\n  b: boolean\n  x: ${x}\n` }, true).problems.map(({ code }) => code);
    expect(codes('{ $unique: true, $when: [ { then: integer 1-900 } ] }')).toEqual(['NOT_UNIQUE_ABLE']);
    expect(codes('{ $when: [ { if: b, then: 1 } ], y: string @word }')).toEqual(['DIRECTIVE_PLACE']);
    expect(codes('{ $generator: word, $when: [ { if: b, then: string } ] }')).toEqual(['DIRECTIVE_CONTRADICTION']);
  });
});
