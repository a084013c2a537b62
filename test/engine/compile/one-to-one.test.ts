import { expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { entityOf, programOf, rowsOf } from '../rows.ts';

const FIELDS = `
  id: integer @id
  some: integer -500..500 unique null 20%
  code: string @uuid unique
  key: uuid unique
  made: timestamp unique
`;

test.each([
  "'INV-' + pad_left(text(id), 6, '0')",
  "pad_left(text(some), 4, '0') + '!'",
  "pad_left(text(some), 6) + '!'",
  "pad_right(text(some), 6, '_')",
  "concat('a', id, vars.tail)",
  '-id * 3 + 7',
  '999 - id',
  "code + '@example.com'",
  "pad_left(key, 40, '1')",
  "'X' + upper(text(key))",
  "pad_left(trim(text(id)), 6, '0')",
  'made - days(30) + hours(5)',
])('%s has a value of its own for every row', async (expression) => {
  const text = `$variables: { tail: z }\nA:\n  $count: 900\n  x: { $expression: "${expression}", $unique: true }\n${FIELDS}`;
  const program = programOf(text);
  expect(entityOf(program, 'A').table.uniques).toContainEqual(['x']);
  const values = (await rowsOf(program, 'A')).map(({ x }) => x).filter((x) => x !== null);
  expect(new Set(values).size).toBe(values.length);
  expect(values.length).toBeGreaterThan(600);
});

test('a conversion that could make two values one is refused', () => {
  const codes = (type: string, expression: string): string[] =>
    loadProgram(
      { text: `A:\n  x: { $type: ${type}, $expression: "${expression}", $unique: true }\n${FIELDS}` },
      false,
    ).problems.map(({ code }) => code);
  expect(codes('date', 'made + days(1)')).toEqual(['NOT_UNIQUE_ABLE']);
  expect(codes('string', 'upper(code)')).toEqual(['NOT_UNIQUE_ABLE']);
  expect(codes('timestamp', 'made + days(1)')).toEqual([]);
  expect(codes('number', 'id * 5')).toEqual([]);
});
