import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { programOf, type Row, rowsOf } from './rows.ts';

const listed = (row: Row, name: string): readonly unknown[] => {
  const value = row[name];
  if (!Array.isArray(value)) throw new TypeError(name);
  return value;
};

test('lists are as long as the expression of their row says, whichever rows are read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('uniform', 'zipf'),
      fc.nat(100),
      async (seed, most, rows, share, chosen) => {
        const program = programOf(`
$seed: ${seed}
Product: { $count: ${most + 3}, id: integer @id }
Order:
  $count: ${rows}
  quantity: integer ${-most}-${most} null 20%
  weight: decimal(4,2) 0.00-${most}.00
  serials: { $items: string @uuid, $length: "= quantity" }
  marks: { $items: integer 0-9, $length: "= weight * 2 + 1" }
  products: { $items: { $ref: Product.id, $share: ${share} }, $length: "= quantity" }
  lines: [{ n: integer 0-3, tags: { $items: integer, $length: "= n" } }]
`);
        const all = await rowsOf(program, 'Order');
        for (const row of all) {
          const quantity = Math.max(0, Number(row['quantity'] ?? 0));
          expect(listed(row, 'serials')).toHaveLength(quantity);
          expect(listed(row, 'marks')).toHaveLength(Math.floor(Number(row['weight']) * 2 + 1));
          expect(new Set(listed(row, 'products')).size).toBe(quantity);
          expect(listed(row, 'products')).toHaveLength(quantity);
          const lines: readonly { n: number; tags: readonly number[] }[] = JSON.parse(JSON.stringify(row['lines']));
          for (const line of lines) expect(line.tags).toHaveLength(line.n);
        }
        const first = chosen % rows;
        expect(await rowsOf(program, 'Order', first, 1)).toEqual(all.slice(first, first + 1));
      },
    ),
    { numRuns: 25 },
  );
});

test.each([
  ['{ $items: integer, $length: quantity }', 'VALUE_EXPECTED 3:34', 'write "= quantity"'],
  ['{ $items: integer, $length: "= text" }', 'EXPRESSION_TYPE 3:3', 'number of items'],
  ['{ $items: integer, $length: "= big" }', 'LENGTH_INVALID 3:3', 'clamp('],
  ['{ $items: integer, $length: "= x" }', 'VALUE_CYCLE 3:3', 'Break the cycle'],
  ['{ $items: integer, $length: "= quantitty" }', 'EXPRESSION_NAME 3:37', 'quantity'],
  ['{ $items: integer, $length: "= quantity +" }', 'EXPRESSION_SYNTAX 3:47', ''],
  ['{ $items: { $ref: P.id }, $length: "= quantity" }', 'DOMAIN_TOO_SMALL 3:3', 'Lower $length'],
])('x: %s is told as %s', (field, problem, hint) => {
  const text = `P: { $count: 2, id: integer @id }\nA:\n  x: ${field}\n  quantity: integer 1-5\n  text: string\n  big: integer 0-5000\n`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([problem]);
  expect(problems[0].hint).toContain(hint);
});
