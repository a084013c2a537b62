import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programOf, rowsOf } from './rows.ts';

/** A table that a file may hold: texts, nulls among them, and weights of which one at least is not 0. */
const tables = fc
  .array(fc.tuple(fc.constantFrom('', 'a', 'b,c', '"', 'é', '007', 'true'), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((rows) => rows.some(([, weight]) => weight > 0));

const quoted = (cell: string): string => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`);

describe('tables from files', () => {
  test('are drawn from by weight, row by row, the same in any range alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.integer({ min: 0, max: 9 }),
        fc.nat(400),
        fc.nat(40),
        async (rows, seed, first, length) => {
          const text = `n,text,weight\n${rows.map(([cell, weight], i) => `${i},${quoted(cell)},${weight}\n`).join('')}`;
          const files = [{ name: 't.csv', digest: '', text }];
          const model = `
$seed: ${seed}
$providers: { T: { file: t.csv, weight: weight } }
Table: { $rows: { file: t.csv }, n: integer @id, text: string }
Draw: { $count: 500, n: integer @T.n, text: { $type: string, $generator: T.text }, back: $Table.n }
`;
          const program = programOf({ text: model, files });
          const written = rows.map(([cell, weight], n) => ({ n, text: cell === '' ? null : cell, weight }));
          expect(await rowsOf(program, 'Table')).toEqual(written);
          const drawn = await rowsOf(program, 'Draw');
          for (const { n, text: drawnText } of drawn) {
            const row = written[Number(n)];
            expect([drawnText, row.weight > 0]).toEqual([row.text, true]);
          }
          const until = Math.min(500, first + length);
          expect(await rowsOf(programOf({ text: model, files }), 'Draw', first, until - first)).toEqual(
            drawn.slice(first, until),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
