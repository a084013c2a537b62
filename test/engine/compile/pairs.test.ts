import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { entityOf, programOf, rowsOf } from '../rows.ts';

const P =
  'P: { $count: 60, id: integer @id, n: integer 0-3, t: string, big: integer 2000000-3000000 }\nQ: { $count: 2, id: integer @id }\n';
const problemsOf = (entity: string, nested = true): string[] =>
  loadProgram({ text: `${P}A: ${entity}\n` }, nested).problems.map(({ code, column, path, message, hint }) =>
    [code, column, path, message, hint].join(' '),
  );

describe('refused with what to write, before anything runs', () => {
  test.each([
    [
      'fewer combinations than rows',
      '{ $count: 300, $unique: [x, y], x: $P.id, y: boolean }',
      'DOMAIN_TOO_SMALL 28 A 300 different combinations of x and y are needed, and there are only 120',
      'Lower the count to at most 120, or raise the count of P.',
    ],
    [
      'fewer combinations than children',
      '{ $unique: [x, y], x: { $ref: P.id, $per: 0-3 }, y: $Q.id }',
      'DOMAIN_TOO_SMALL 15 A a row of P has up to 3 rows here, which need different values of y, and there are only 2',
      'Lower $per of x to at most 2, or raise the count of Q.',
    ],
    [
      'a share that is too steep',
      '{ $count: 100, $unique: [x, y], x: { $ref: P.id, $share: zipf }, y: $Q.id }',
      'DOMAIN_TOO_SMALL 28 A $share of x gives one row ',
      'there are only 2',
    ],
    [
      'two shares',
      '{ $count: 9, $unique: [x, y], x: { $ref: P.id, $share: zipf }, y: { $ref: Q.id, $share: zipf } }',
      'KEY_NOT_DISTINCT',
      'x has $share, and only one field of the list can',
    ],
    [
      'weights',
      '{ $unique: [x, y], x: { $values: { a: 70, b: 30 } }, y: "= 1" }',
      'KEY_NOT_DISTINCT 15 A',
      'x: values that are all different cannot follow weights',
    ],
    [
      'a reference to one of several entities',
      '{ $unique: [x, y], x: { $ref: [P.id, Q.id] }, y: $Q.id }',
      'DOMAIN_TOO_SMALL',
      'x refers to one of several entities',
    ],
    [
      'a frozen field',
      '{ $unique: [x, y], x: { $ref: P.id, $seed: 5 }, y: $Q.id }',
      'DOMAIN_TOO_SMALL',
      'x has a $seed',
    ],
    [
      'rows that must not refer to themselves',
      '{ $count: 9, id: integer @id, $unique: [x, y], x: $A.id, y: $A.id }',
      'KEY_NOT_DISTINCT',
      'write $self: true',
    ],
    [
      'a list that is longer than there are rows',
      '{ x: { $items: $Q.id, $length: 1-5 } }',
      'DOMAIN_TOO_SMALL 6 A.x a list of up to 5 different rows of Q is asked for, and there are only 2 rows',
      'Lower $length to at most 2',
    ],
    [
      'a list of others that is too long',
      '{ $count: 3, id: integer @id, x: { $items: $A.id, $length: 3 } }',
      'there are only 2 other rows',
      'Lower $length to at most 2',
    ],
    ['the only row', '{ $count: 1, id: integer @id, x: $A.id }', 'REFERENCE_EMPTY', '$self: true'],
    [
      'a text for a number of children',
      '{ x: { $ref: P.id, $per: parent.t } }',
      'EXPRESSION_TYPE',
      'a number of children',
    ],
    ['too many children', '{ x: { $ref: P.id, $per: parent.big } }', 'LENGTH_INVALID', 'at most 1000000'],
    [
      'an unknown field of the parent',
      '{ x: { $ref: P.id, $per: parent.m } }',
      'EXPRESSION_NAME',
      'there is no field m',
    ],
  ])('%s', (_, entity, beginning, part) => {
    for (const nested of [true, false]) {
      const problems = problemsOf(entity, nested);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(beginning);
      expect(problems[0]).toContain(part);
    }
  });

  test('children that follow from themselves', () => {
    const text = 'P: { id: integer @id, n: { $count_of: A } }\nA: { p: { $ref: P.id, $per: parent.n } }\n';
    for (const order of [text, text.split('\n').toReversed().join('\n')]) {
      const { problems } = loadProgram({ text: order }, true);
      expect(problems.map(({ code }) => code)).toEqual([expect.stringMatching(/CYCLE/)]);
    }
  });

  test('more parents than are looked at one by one', () => {
    const text = 'P: { $count: 16777217, id: integer @id }\nA: { p: { $ref: P.id, $per: "= parent.id % 2" } }\n';
    expect(loadProgram({ text }, true).problems).toMatchObject([{ code: 'PASS_TOO_LONG', path: 'A.p' }]);
  });
});

describe('accepted', () => {
  test.each([
    ['a unique field beside others', '{ $unique: [x, y], x: integer 1-999 unique, y: "= 1" }'],
    ['weights beside what suffices', '{ $unique: [x, y], x: integer 1-999, y: "enum(a 70%, b 30%)" }'],
    ['a list within a list', '{ $unique: [[x, y], [x, y, z]], x: $P.id, y: integer 1-9, z: "= 1" }'],
    ['a random UUID', '{ $unique: [x, y], x: "= 1", y: uuid }'],
    [
      'rows that differ, but for nulls',
      '{ $unique: [x, y], $rows: [{ x: 1, y: 1 }, { x: 1, y: null }, { x: 1 }, { x: 2, y: 1 }] }',
    ],
    ['no rows', '{ $count: 0, $unique: [x, y], x: "= 1", y: $Q.id }'],
    ['a row that may refer to itself', '{ $count: 1, id: integer @id, x: { $ref: A.id, $self: true } }'],
  ])('%s', (_, entity) => {
    expect(problemsOf(entity)).toEqual([]);
  });

  test('columns that tell which row a reference leads to stand for it', async () => {
    const text = `${P}Bill: { $key: [p, no], p: { $ref: P.id, $per: 2 }, no: { $ordinal: p } }
Item: { $count: 200, $unique: [p, no, q], bill: { $ref: { p: Bill.p, no: Bill.no } }, q: $Q.id }`;
    const rows = await rowsOf(programOf(text), 'Item');
    expect(new Set(rows.map(({ p, no, q }) => JSON.stringify([p, no, q]))).size).toBe(200);
  });

  test('the only row refers to nothing where that can be null', async () => {
    const program = programOf('A: { $count: 1, id: integer @id, x: $A.id null 1%, y: { $lookup: x.id } }');
    expect(await rowsOf(program, 'A')).toEqual([{ id: 1, x: null, y: null }]);
  });

  test('a list without a length is as long as there are rows', async () => {
    const rows = await rowsOf(programOf(`${P}A: { $count: 50, x: [$Q.id] }`), 'A');
    expect(new Set(rows.map((row) => JSON.stringify(row['x'])))).toEqual(new Set(['[1]', '[2]', '[1,2]', '[2,1]']));
  });

  test('numbers of children by weights, and a total of all', async () => {
    const text = `${P}A: { p: { $ref: P.id, $per: { $values: { 0: 1, 7: 2 } } }, n: { $ordinal: p } }`;
    const byParent = Map.groupBy(await rowsOf(programOf(text), 'A'), (row) => row['p']);
    expect(new Set([...byParent.values()].map((own) => own.length))).toEqual(new Set([7]));
    expect(entityOf(programOf({ text, counts: [['A', 100]] }), 'A').rows).toBe(100);
  });

  test('children by an expression have sums, ordinals and no other total', async () => {
    const text = `P: { $count: 9, id: integer @id, n: integer 0-5 null 20%, c: { $count_of: A }, s: { $sum: A.k } }
A: { p: { $ref: P.id, $per: "= parent.n * vars.x - 1" }, k: { $ordinal: p } }
$variables: { x: 1.5 }`;
    for (const row of await rowsOf(programOf(text), 'P')) {
      const count = Math.max(0, Math.floor(Number(row['n'] ?? 0) * 1.5 - 1));
      expect(row).toMatchObject({ c: count, s: (count * (count + 1)) / 2 });
    }
    const { problems } = loadProgram({ text, counts: [['A', 1]] }, true);
    expect(problems.map(({ code }) => code)).toEqual(['COUNT_CONTRADICTION']);
  });
});
