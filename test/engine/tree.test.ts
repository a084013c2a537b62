import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelSizes, treeSizes } from '../../src/engine/relations/level-sizes.ts';
import { encodeRows, entityOf, programOf, rowsOf } from './rows.ts';

interface Shape {
  readonly depth: number;
  readonly min: number;
  readonly more: number;
  readonly roots: number;
  /** Where between the fewest and the most rows. */
  readonly at: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  depth: fc.integer({ min: 1, max: 6 }),
  min: fc.integer({ min: 0, max: 4 }),
  more: fc.integer({ min: 0, max: 5 }),
  roots: fc.integer({ min: 1, max: 5 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

function fitting({ depth, min, more, roots, at }: Shape): { fan: { min: number; max: number }; rows: number } {
  const fan = { min: more === 0 ? Math.max(1, min) : min, max: Math.max(1, min + more) };
  const { least, most } = treeSizes(roots, depth, fan);
  return { fan, rows: Math.round(least + at * (Math.min(most, 4000) - least)) };
}

describe('$tree', () => {
  test('has its depth, its fans and its roots, and no cycle', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 0, max: 1e6 }), fc.boolean(), async (shape, seed, isFree) => {
        const { fan, rows } = fitting(shape);
        const { least, most } = treeSizes(shape.roots, shape.depth, fan);
        fc.pre(rows >= least && rows <= most && rows > 0);
        const roots = isFree && shape.roots === 1 ? '' : `, roots: ${shape.roots}`;
        const program = programOf(`
$seed: ${seed}
Node:
  $count: ${rows}
  id: integer @id
  parent_id: { $ref: Node.id, $tree: { depth: ${shape.depth}, fan: ${fan.min}-${fan.max}${roots} } }
  level: { $level: parent_id }
  position: { $ordinal: parent_id }
  parent_level: { $lookup: parent_id.level }
  size: integer 1-9
  below: { $count_of: Node }
  size_below: { $sum: Node.size }
`);
        const nodes = await rowsOf(program, 'Node');
        const byParent = Map.groupBy(nodes, (node) => node['parent_id']);
        const levels = new Map<unknown, number>();
        for (const node of nodes) {
          const parent = node['parent_id'];
          // A parent stands before its children, so there is no cycle.
          const above = parent === null ? 0 : levels.get(parent);
          if (above === undefined) throw new Error(`the parent ${String(parent)} does not come first`);
          levels.set(node['id'], above + 1);
          expect(node['level']).toBe(above + 1);
          expect(node['parent_level']).toBe(parent === null ? null : above);
          const own = byParent.get(node['id']) ?? [];
          expect(node['below']).toBe(own.length);
          expect(node['size_below']).toBe(own.reduce((sum, child) => sum + Number(child['size']), 0));
          expect(own.map((child) => child['position'])).toEqual(own.map((_, i) => i + 1));
          const isLeaf = node['level'] === shape.depth;
          expect(own.length).toBeGreaterThanOrEqual(isLeaf ? 0 : fan.min);
          expect(own.length).toBeLessThanOrEqual(isLeaf ? 0 : fan.max);
        }
        expect(Math.max(...levels.values())).toBe(shape.depth);
        const found = byParent.get(null)?.length ?? 0;
        expect(roots === '' ? found : shape.roots).toBe(found);
      }),
      { seed: 20_26, numRuns: 40 },
    );
  });

  test('of each parent is of its rows alone', async () => {
    const perShapes = fc.record({
      seed: fc.integer({ min: 0, max: 1e6 }),
      depth: fc.integer({ min: 1, max: 5 }),
      fan: fc.constantFrom(['3', 0, 3], ['1-3', 1, 3], ['2-6', 2, 6], ['{ min: 0, max: 9, distribution: zipf }', 0, 9]),
      least: fc.integer({ min: 0, max: 4 }),
      more: fc.integer({ min: 0, max: 60 }),
      nested: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(perShapes, async ({ seed, depth, fan: [fan, min, max], least, more, nested }) => {
        const program = programOf(`
$seed: ${seed}
Tenant: { $count: 70, id: integer @id, seats: integer ${least}-${least + more} }
Team:
  id: integer @id
  tenant_id: { $ref: Tenant.id, $per: ${nested ? 'parent.seats' : `${least}-${least + more}`} }
  parent_id: { $ref: Team.id, $tree: { depth: ${depth}, fan: ${fan}, within: tenant_id } }
  level: { $level: parent_id }
  position: { $ordinal: parent_id }
  above: { $lookup: parent_id.level }
  below: { $count_of: Team }
  sum_below: { $sum: Team.id }
`);
        const teams = await rowsOf(program, 'Team');
        const byParent = Map.groupBy(teams, (team) => team['parent_id']);
        const byId = new Map(teams.map((team) => [team['id'], team]));
        for (const team of teams) {
          const parent = byId.get(team['parent_id']);
          expect([team['parent_id'] === null, team['above']]).toEqual([team['level'] === 1, parent?.['level'] ?? null]);
          expect(Number(team['level'])).toBe(Number(parent?.['level'] ?? 0) + 1);
          expect(parent?.['tenant_id'] ?? team['tenant_id']).toBe(team['tenant_id']);
          expect(Number(parent?.['id'] ?? 0)).toBeLessThan(Number(team['id']));
          const own = byParent.get(team['id']) ?? [];
          expect([team['below'], team['sum_below']]).toEqual([
            own.length,
            own.reduce((sum, child) => sum + Number(child['id']), 0),
          ]);
          expect(own.map((child) => child['position'])).toEqual(own.map((_, i) => i + 1));
          expect(own.length).toBeLessThanOrEqual(max);
        }
        for (const rows of Map.groupBy(teams, (team) => team['tenant_id']).values()) {
          const deepest = Math.max(...rows.map((team) => Number(team['level'])));
          expect(deepest).toBeLessThanOrEqual(depth);
          // Rows that suffice for all levels make them all.
          const enough = min === 0 ? rows.length >= depth : rows.length === 1 && depth === 1;
          expect(enough ? deepest : depth).toBe(depth);
          for (const team of rows) {
            expect(Number(team['level']) < deepest ? Number(team['below']) : min).toBeGreaterThanOrEqual(min);
          }
        }
        const entity = entityOf(program, 'Team');
        const cut = Math.floor(entity.rows / 3);
        const end = await encodeRows(entity, 'csv', [[cut, entity.rows - cut]]);
        const start = cut === 0 ? '' : await encodeRows(entity, 'csv', [[0, cut]]);
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, entity.rows]]));
      }),
      { seed: 20_26, numRuns: 15 },
    );
  });

  test('sizes of levels are found for every number of rows that a tree can have', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { fan, rows } = fitting(shape);
        const sizes = levelSizes(rows, shape.roots, shape.depth, fan);
        // With one number of children, only one number of rows is possible.
        fc.pre(sizes !== null || fan.min !== fan.max);
        if (sizes === null) throw new Error('there are such trees');
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
        for (let i = 1; i < sizes.length; i++) {
          expect(sizes[i]).toBeGreaterThanOrEqual(Math.max(1, fan.min * sizes[i - 1]));
          expect(sizes[i]).toBeLessThanOrEqual(fan.max * sizes[i - 1]);
        }
      }),
      { seed: 20_26, numRuns: 2000 },
    );
  });

  test('any range alone has the same bytes, and far rows are as near as any', async () => {
    const text = (count: number): string => `
Folder:
  $count: ${count}
  id: integer @id
  parent_id: { $ref: Folder.id, $tree: { depth: 9, fan: 20 } }
  level: { $level: parent_id }
  name: string @word
  inside: { $lookup: parent_id.name }
`;
    const entity = entityOf(programOf(text(5000)), 'Folder');
    const whole = await encodeRows(entity, 'csv', [[0, 5000]]);
    const parts = [];
    for (let first = 4900; first >= 0; first -= 100) parts.unshift(await encodeRows(entity, 'csv', [[first, 100]]));
    expect(parts.join('')).toBe(whole);
    const far = await rowsOf(programOf(text(4e9)), 'Folder', 4e9 - 3, 3);
    expect(far.map((row) => row['level'])).toEqual([9, 9, 9]);
  });
});

describe('$cap', () => {
  test.each([
    [30, 3, 90],
    [30, 3, 71],
    [1, 5, 5],
    [70_000, 2, 140_000],
  ])('%i rows are referred to at most %i times each', async (parents, cap, rows) => {
    const program = programOf(`
P: { $count: ${parents}, id: integer @id, on: boolean }
A: { $count: ${rows}, p: { $ref: P.id, $cap: ${cap} } }
B: { $count: ${Math.max(1, Math.floor(parents / 4))}, p: { $ref: P.id, $where: "on or id = 1", $cap: ${cap}, $null: 10% } }
`);
    const counts = new Map<unknown, number>();
    for (const { p } of await rowsOf(program, 'A')) counts.set(p, (counts.get(p) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(cap);
    expect(counts.size).toBeGreaterThanOrEqual(Math.ceil(rows / cap));
    const on = new Set(
      (await rowsOf(program, 'P')).filter((row) => row['on'] === true || row['id'] === 1).map((row) => row['id']),
    );
    for (const [p, own] of Map.groupBy(await rowsOf(program, 'B'), (row) => row['p'])) {
      if (p === null) continue;
      expect(on.has(p)).toBe(true);
      expect(own.length).toBeLessThanOrEqual(cap);
    }
  });
});
