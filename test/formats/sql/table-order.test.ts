import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOrder } from '../../../src/formats/sql/table-order.ts';
import { tableWith } from './tables.ts';

const names = ({ tables }: ReturnType<typeof tableOrder>): string[] => tables.map(({ name }) => name);
const late = (order: ReturnType<typeof tableOrder>): string[] =>
  order.late.map(({ table, reference }) => `${table.name} ${reference.columns.join(' ')}`);

test('tables stay as they are given, but for those that others refer to', () => {
  const order = tableOrder([tableWith('Line', 'Order', 'Product'), tableWith('Order', 'User'), tableWith('Product')]);
  expect(names(order)).toEqual(['Order', 'Product', 'Line']);
  expect(late(order)).toEqual([]);
});

test('references on cycles are told apart, and so are those to the own table', () => {
  const order = tableOrder([tableWith('A', 'B'), tableWith('B', 'C', 'B'), tableWith('C', 'A'), tableWith('D', 'A')]);
  expect(names(order)).toEqual(['C', 'B', 'A', 'D']);
  expect(late(order)).toEqual(['C A', 'B B']);
});

test('every reference that is not late leads to a table before its own', () => {
  const graph = fc.array(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(graph, (edges) => {
      const order = tableOrder(edges.map((targets, k) => tableWith(`${k}`, ...new Set(targets.map(String)))));
      expect(names(order).toSorted()).toEqual(edges.map((_, k) => `${k}`).toSorted());
      const found = new Set(late(order));
      for (const [k, { name, references }] of order.tables.entries()) {
        for (const { columns, table } of references) {
          const at = names(order).indexOf(table);
          expect(found.has(`${name} ${columns.join(' ')}`)).toBe(at >= k);
        }
      }
    }),
    { seed: 20_240_101 },
  );
});
