import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, rowsOf } from '../rows.ts';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  type: fc.constantFrom(
    (low: number, high: number) => `integer ${low}-${high}`,
    (low: number, high: number) => `decimal(9,2) ${low}.00-${high}.00`,
  ),
  total: fc.constantFrom('drawn', 'looked_up', 'constant'),
  laws: fc.boolean(),
});

describe('sums under a condition', () => {
  test('add up in the rows that meet it, and are drawn freely in the others', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ seed, type, total, laws }) => {
        const sum = { drawn: 'total', looked_up: 'p.limit', constant: '90' }[total];
        const law = laws ? ', $distribution: exponential' : '';
        const text = `
$seed: ${seed}
P: { $count: 9, id: integer @id, limit: "${type(60, 150)}" }
A:
  $count: 150
  id: integer @id
  kind: enum(split, whole)
  paid: boolean
  p: $P.id
  total: ${type(0, 900)}
  a: { $type: "${type(0, 200)}"${law} }
  b: ${type(10, 300)}
  c: ${type(0, 50)} null 10%
  $check:
    - "kind = 'split' and paid implies a + b + c = ${sum}"
    - "kind = 'whole' implies total > 500"
`;
        const { program, problems } = loadProgram({ text }, true);
        if (program === null) throw new Error(JSON.stringify(problems));
        const limits = new Map((await rowsOf(program, 'P')).map((row) => [row['id'], row['limit']]));
        const rows = await rowsOf(program, 'A');
        let free = 0;
        for (const row of rows) {
          const cents = ['a', 'b', 'c'].reduce((all, name) => all + Math.round(Number(row[name]) * 100), 0);
          const all = total === 'drawn' ? row['total'] : total === 'constant' ? 90 : limits.get(row['p']);
          const isSplit = row['kind'] === 'split' && row['paid'] === true && row['c'] !== null;
          expect([row, isSplit && cents !== Math.round(Number(all) * 100)]).toEqual([row, false]);
          expect(row['kind'] === 'whole' && Number(row['total']) <= 500).toBe(false);
          if (cents !== Math.round(Number(all) * 100)) free++;
        }
        expect(free).toBeGreaterThan(60);
        const entity = entityOf(program, 'A');
        const [end, start] = [await encodeRows(entity, 'csv', [[61, 89]]), await encodeRows(entity, 'csv', [[0, 61]])];
        expect(start + end).toBe(await encodeRows(entity, 'csv', [[0, 150]]));
      }),
      { seed: 20_26, numRuns: 12 },
    );
  });

  test.each([
    ['"a > 3 implies a + b = 9"', 'VALUE_CYCLE'],
    ['"k implies a + b = 90"', 'CHECK_CONTRADICTION'],
    ['["k implies a + b = 9", "not k implies a + c = 9"]', 'CHECK_UNPROVEN'],
  ])('are refused: %s', (check, code) => {
    const text = `A:\n  $check: ${check}\n  a: integer 0-9\n  b: integer 0-9\n  c: integer 0-9\n  k: boolean\n`;
    expect(loadProgram({ text }, true).problems.map((problem) => problem.code)).toContain(code);
  });
});
