import { expect, test } from 'vitest';
import { nameWeights, slotTable } from '../../../src/engine/generators/families/name-slots.ts';

test('each name has its share of the slots, and at least one', () => {
  const table = slotTable(nameWeights(400, [5000, 3000, 2000, 0]), 7);
  const counts = new Map<number, number>();
  for (const at of table) counts.set(at, (counts.get(at) ?? 0) + 1);
  expect([...counts.keys()]).toEqual(Array.from({ length: 400 }, (_, i) => i + 7));
  expect(Math.min(...counts.values())).toBe(1);
  for (const [at, share] of [0.5, 0.3, 0.2].entries()) {
    expect((counts.get(at + 7) ?? 0) / (table.length - 400)).toBeCloseTo(share, 2);
  }
});

test('names without weights are alike', () => {
  expect([...slotTable(nameWeights(5))]).toEqual([0, 1, 2, 3, 4]);
  expect([...slotTable(nameWeights(3, [2, 2, 2]), 1)]).toEqual([1, 2, 3]);
});
