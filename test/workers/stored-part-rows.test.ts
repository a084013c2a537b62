import { expect, test } from 'vitest';
import { CompiledEntity } from '../../src/engine/compile/program.ts';
import { storedPartRows } from '../../src/engine/plan.ts';

const USER = { name: 'User', columns: [], key: [], uniques: [], references: [] };

test.each([
  [0, 65_536],
  [1_000_000, 65_536],
  [655_360_000, 65_536],
  [655_360_001, 65_536 + 4096],
])('%d rows are stored in parts of %d', (rows, expected) => {
  const entity = new CompiledEntity(USER, rows, [], new Set());
  expect(storedPartRows(entity)).toBe(expected);
});

test('the largest entity is stored in ten thousand parts', () => {
  const entity = new CompiledEntity(USER, Number.MAX_SAFE_INTEGER, [], new Set());
  expect(Math.ceil(entity.rows / storedPartRows(entity))).toBeLessThanOrEqual(10_000);
});
