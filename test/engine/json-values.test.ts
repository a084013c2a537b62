import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { encodeRows, entityOf, programOf, rowsOf } from './rows.ts';

const VALUES = '[{ a: 1, "$b": [x, null, 1.50, true, {}] }, [], 3, text, null, -1e30]';

describe('values of any kind of a json field', () => {
  it('are taken as they are, within lists and cases too', async () => {
    const program = programOf(`
A:
  $count: 300
  any: { $type: json, $values: ${VALUES} }
  list: { $items: { $type: json, $values: [{}, 5] }, $length: 2 }
  either: { $type: json, $when: [{ weight: 1, then: { $type: json, $values: [[1]] } }, { weight: 1, then: { $type: json, $values: [{ a: b }] } }] }
  seldom: { $type: json, $values: [[é]], $null: 50% }
`);
    const rows = await rowsOf(program, 'A');
    const seen = (name: string): readonly unknown[] =>
      [...new Set(rows.map((row) => JSON.stringify(row[name])))].toSorted().map((text): unknown => JSON.parse(text));
    expect(seen('any')).toEqual(['text', -1e30, 3, [], null, { a: 1, $b: ['x', null, 1.5, true, {}] }]);
    expect(rows.flatMap(({ list }) => list)).toEqual(expect.arrayContaining([{}, 5]));
    expect(seen('either')).toEqual([[1], { a: 'b' }]);
    expect(seen('seldom')).toEqual([['é'], null]);
  });

  it('are the same in parts, and JSON texts in flat formats', async () => {
    const entity = entityOf(
      programOf(`A: { $count: 40, id: integer @id, any: { $type: json, $values: ${VALUES} } }`),
      'A',
    );
    const whole = await encodeRows(entity, 'csv', [[0, 40]]);
    expect(
      await encodeRows(entity, 'csv', [
        [0, 7],
        [7, 33],
      ]),
    ).toBe(whole);
    expect(whole).toContain('"{""a"":1,""$b"":[""x"",null,1.50,true,{}]}"');
    for (const format of ['arrow', 'parquet', 'sql', 'postgres-optimized']) {
      expect((await encodeRows(entity, format, [[0, 40]])).length).toBeGreaterThan(0);
    }
  });

  it.each(['x', '{ a: 1 }', '[]'])('%s is no list of them', (values) => {
    const { problems } = loadProgram({ text: `A: { a: { $type: json, $values: ${values} } }` }, true);
    expect(problems.map(({ code }) => code)).toEqual(['VALUE_EXPECTED']);
  });
});

describe('names that begin with $', () => {
  it('are written with another one, in entities and objects', async () => {
    const program = programOf(
      `A: { $count: 1, "$$schema": "= 'x'", id: integer @id, object: { "$$ref": integer 5-5, "$$$": integer 6-6 } }`,
    );
    expect(await rowsOf(program, 'A')).toEqual([{ $schema: 'x', id: 1, object: { $ref: 5, $$: 6 } }]);
  });
});
