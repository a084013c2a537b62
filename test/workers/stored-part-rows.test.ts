import { expect, test } from 'vitest';
import { CompiledEntity } from '../../src/engine/compile/program.ts';
import { partsOf, storedPartRows } from '../../src/engine/plan.ts';

const USER = { name: 'User', columns: [], key: [], uniques: [], references: [] };

test.each([
  [0, 65_536],
  [1_000_000, 65_536],
  [655_360_000, 65_536],
  [655_360_001, 65_536 + 4096],
])('%d rows are stored in parts of %d', (rows, expected) => {
  const entity = new CompiledEntity(USER, rows, [], 1, new Set());
  expect(storedPartRows(entity)).toBe(expected);
});

test('the largest entity is stored in ten thousand parts', () => {
  const entity = new CompiledEntity(USER, Number.MAX_SAFE_INTEGER, [], 1, new Set());
  expect(Math.ceil(entity.rows / storedPartRows(entity))).toBeLessThanOrEqual(10_000);
});

/** An entity with a text of so many bytes. */
function entityOf(rows: number, width: number): CompiledEntity {
  const bind = (): never => {
    throw new Error('nobody reads these rows');
  };
  const recipe = { type: { kind: 'string' }, nullable: false, width, bind } as const;
  return new CompiledEntity(USER, rows, [{ name: 'text', recipe }], recipe.width, new Set());
}

test.each([
  { rows: 1_000_000, width: 100, expected: 131_072 },
  // Batches of 2048 rows: half as many of them.
  { rows: 1_000_000, width: 8128, expected: 32_768 },
  // Batches of 256 rows.
  { rows: 1_000_000, width: 65_472, expected: 1024 },
  { rows: 2_000_000_000, width: 100, expected: 49 * 4096 },
])('where bytes depend on parts, $rows rows of $width bytes are made in parts of $expected', (given) => {
  const entity = entityOf(given.rows, given.width);
  expect(storedPartRows(entity, 32)).toBe(given.expected);
  const parts = partsOf(entity, 32);
  expect(parts.next().value).toEqual({ entity: 'User', first: 0, rows: given.expected });
  expect(parts.next().value).toEqual({ entity: 'User', first: given.expected, rows: given.expected });
});
