import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programOf, type Row, rowsOf } from './rows.ts';

/** A random model of a parent, its children and their children, with every way of relating them. */
interface Shape {
  readonly seed: number;
  readonly parents: number;
  readonly min: number;
  readonly extra: number;
  readonly law: string;
  readonly share: string;
  readonly key: string;
  readonly nulls: number;
  readonly scale: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  parents: fc.integer({ min: 1, max: 300 }),
  min: fc.integer({ min: 0, max: 3 }),
  extra: fc.integer({ min: 0, max: 9 }),
  law: fc.constantFrom('uniform', 'zipf', 'poisson', 'normal', 'exponential', 'pareto', 'lognormal'),
  share: fc.constantFrom('uniform', 'zipf', 'exponential', 'normal'),
  key: fc.constantFrom('integer @id', 'string @uuid @id', 'string @email @id', 'integer 1000-99999 @id unique'),
  nulls: fc.integer({ min: 0, max: 60 }),
  scale: fc.integer({ min: 0, max: 4 }),
});

function modelOf({ seed, parents, min, extra, law, share, key, nulls, scale }: Shape): string {
  return `
$seed: ${seed}
Parent:
  $count: ${parents}
  key: ${key}
  code: integer 1-1000000 unique
  born: timestamp 2020-01-01..2024-12-31
  lines: { $count_of: Child, $via: parent }
  total: { $sum: Child.amount, $via: parent }
  grand: { $sum: Child.deep, $via: parent }
Child:
  parent: { $ref: Parent.key, $per: { min: ${min}, max: ${min + extra}, distribution: ${law} } }
  no: { $ordinal: parent }
  key: string @uuid @id
  other: { $ref: Parent.code, $share: ${share}, $null: ${nulls}% }
  other_born: { $lookup: other.born }
  amount: { $type: "decimal(12,${scale})", $min: -50, $max: 999 }
  made: { $type: timestamp, $after: parent.born, $within: 3d }
  deep: { $sum: Leaf.n }
  nickname: string @word null ${nulls}%
Leaf:
  child: { $ref: Child.key, $per: 0-3 }
  n: integer -5..100
`;
}

const groupBy = (rows: readonly Row[], name: string): Map<unknown, Row[]> => Map.groupBy(rows, (row) => row[name]);
const cents = (value: unknown, scale: number): number => Math.round(Number(value) * 10 ** scale);

describe('random models', () => {
  test('references resolve, unique is unique, sums equal their children, cardinalities hold', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const program = programOf(modelOf(shape));
        const parents = await rowsOf(program, 'Parent');
        const children = await rowsOf(program, 'Child');
        const leaves = await rowsOf(program, 'Leaf');
        expect(parents).toHaveLength(shape.parents);
        expect(new Set(parents.map((row) => row['key'])).size).toBe(shape.parents);
        expect(new Set(parents.map((row) => row['code'])).size).toBe(shape.parents);
        expect(new Set(children.map((row) => row['key'])).size).toBe(children.length);
        const byCode = new Map(parents.map((row) => [row['code'], row]));
        const byParent = groupBy(children, 'parent');
        const byChild = groupBy(leaves, 'child');
        expect(children.map((row) => row['parent'])).toEqual(
          parents.flatMap((row) => (byParent.get(row['key']) ?? []).map(() => row['key'])),
        );
        for (const parent of parents) {
          const own = byParent.get(parent['key']) ?? [];
          expect(own.length).toBeGreaterThanOrEqual(shape.min);
          expect(own.length).toBeLessThanOrEqual(shape.min + shape.extra);
          expect(parent['lines']).toBe(own.length);
          expect(own.map((row) => row['no'])).toEqual(own.map((_, i) => i + 1));
          expect(cents(parent['total'], shape.scale)).toBe(
            own.reduce((sum, row) => sum + cents(row['amount'], shape.scale), 0),
          );
          expect(parent['grand']).toBe(own.reduce((sum, row) => sum + Number(row['deep']), 0));
          for (const child of own) {
            const wait = Date.parse(String(child['made'])) - Date.parse(String(parent['born']));
            expect(wait).toBeGreaterThan(0);
            expect(wait).toBeLessThanOrEqual(3 * 86_400_000);
          }
        }
        for (const child of children) {
          expect(child['deep']).toBe((byChild.get(child['key']) ?? []).reduce((sum, row) => sum + Number(row['n']), 0));
          expect(child['other_born']).toBe(child['other'] === null ? null : byCode.get(child['other'])?.['born']);
        }
        for (const leaf of leaves) expect(byChild.get(leaf['child'])?.length).toBeLessThanOrEqual(3);
        expect([...byChild.keys()].every((key) => children.some((child) => child['key'] === key))).toBe(true);
      }),
      { seed: 20_26, numRuns: 40 },
    );
  });

  test('null shares are what the model says', async () => {
    const program = programOf(
      'A:\n  $count: 40000\n  id: integer @id\n  a: string @word null 20%\n  b: integer null 3%\n',
    );
    const rows = await rowsOf(program, 'A');
    for (const [name, share] of [
      ['a', 0.2],
      ['b', 0.03],
    ] as const) {
      const nulls = rows.filter((row) => row[name] === null).length;
      const spread = Math.sqrt(rows.length * share * (1 - share));
      expect(Math.abs(nulls - rows.length * share)).toBeLessThan(4 * spread);
    }
  });
});
