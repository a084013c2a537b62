import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { programOf, rowsOf } from '../rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  parents: fc.integer({ min: 1, max: 40 }),
  min: fc.integer({ min: 0, max: 2 }),
  extra: fc.integer({ min: 0, max: 30 }),
});

const cents = (value: unknown): number => Math.round(Number(value ?? 0) * 100);

test('the parts of a number add up to it, and none is 0 if it has units for all', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(), async ({ seed, parents, min, extra }, chosen) => {
      const program = programOf(`
$seed: ${seed}
Invoice:
  $count: ${parents}
  id: integer @id
  total: decimal(9,2) -5.00..99.00 null 10%
  units: integer 0-40
  again: { $sum: Line.amount }
Line:
  invoice: { $ref: Invoice.id, $per: ${min}-${min + extra} }
  amount: { $part_of: invoice.total }
  deep: { units: { $part_of: invoice.units, $via: invoice } }
  twice: { $type: integer, $part_of: "= invoice.units * 2 + 1000000" }
`);
      const lines = await rowsOf(program, 'Line');
      const byInvoice = Map.groupBy(lines, (row) => row['invoice']);
      for (const invoice of await rowsOf(program, 'Invoice')) {
        const own = byInvoice.get(invoice['id']) ?? [];
        if (own.length === 0) continue;
        const total = invoice['total'];
        const amounts = own.map((row) => row['amount']);
        const least = Math.abs(cents(total)) >= own.length ? 1 : 0;
        const sign = Math.sign(cents(total));
        const units = own.map((row) => Number(JSON.stringify(row['deep']).replaceAll(/\D/g, '')));
        const found = [
          amounts.reduce((sum: number, amount) => sum + cents(amount), 0),
          amounts.every((amount) => (total === null ? amount === null : cents(amount) * sign >= least)),
          cents(invoice['again']),
          units.reduce((sum, n) => sum + n, 0),
          own.reduce((sum, row) => sum + Number(row['twice']), 0),
        ];
        const whole = Number(invoice['units']);
        // oxlint-disable-next-line jest/no-conditional-expect -- an invoice without lines has no parts
        expect(found).toEqual([cents(total), true, cents(total), whole, whole * 2 + 1_000_000]);
      }
      const first = chosen % (lines.length + 1);
      const length = Math.min(2, lines.length - first);
      expect(await rowsOf(program, 'Line', first, length)).toEqual(lines.slice(first, first + length));
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['{ $part_of: n }', 'DIRECTIVE_CONTRADICTION 4:18'],
  ['{ $part_of: p.word }', 'TYPE_MISMATCH 4:3'],
  ['{ $part_of: p.ratio }', 'TYPE_MISMATCH 4:3'],
  ['{ $part_of: p.id, $start: 3 }', 'DIRECTIVE_PLACE 4:24'],
  ['{ $part_of: p.up }', 'VALUE_CYCLE 1:58'],
  ['{ $part_of: p.id, $via: other }', 'ORDER_WITHOUT_PER 4:18'],
])('x: %s is told as %s', (field, problem) => {
  const text = `P: { id: integer @id, word: string, ratio: "= random()", up: { $sum: C.x, $via: p } }
C:
  p: { $ref: P.id, $per: 1-9 }
  x: ${field}
  n: integer
  other: $P.id
`;
  const { problems } = loadProgram({ text }, true);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(problem);
});
