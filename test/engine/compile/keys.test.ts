import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';

const PARENTS = `
Org: { $count: 9, id: integer @id, code: string @character_sequence unique, city: string @city, nick: string @word unique null 20% }
Course: { $count: 9, id: integer @id }
Team:
  $key: [org, no]
  org: { $ref: Org.id, $per: 2-3 }
  no: { $ordinal: org }
  sid: { $generator: sequence, $unique: true, $hidden: true }
  color: string @word
`;

const problemsOf = (entity: string) =>
  loadProgram({ text: `${PARENTS}A:\n  $key: [x, y]\n${entity}` }, false).problems.map(
    ({ code, line, path, hint }) => ({ code, line: line - PARENTS.split('\n').length + 1, path, hint }),
  );

describe('a composite key holds', () => {
  test.each([
    ['a unique field', '  x: integer 1-1000 unique\n  y: integer 1-9\n'],
    ['a sequence', '  x: integer 1-9\n  y: integer @sequence\n'],
    ['the only child of each parent', '  x: { $ref: Org.id, $per: 0-1 }\n  y: integer 1-9\n'],
    ['parent and ordinal', '  y: { $ref: Org.id, $per: 1-5 }\n  x: { $ordinal: y }\n'],
    [
      'what tells the parents apart, and the ordinal',
      '  o: { $ref: Org.id, $per: 3 }\n  x: { $lookup: o.code }\n  y: { $ordinal: o }\n',
    ],
    ['the path of a parent in an expression', '  o: { $ref: Org.id, $per: 3 }\n  x: "= o.id"\n  y: { $ordinal: o }\n'],
    [
      'the composite key of an only parent',
      '  t: { $ref: Team.sid, $per: 1, $hidden: true }\n  x: { $lookup: t.org }\n  y: { $lookup: t.no }\n',
    ],
    ['rows that differ', '  $rows: [{ x: 1, y: 1 }, { x: 1, y: 2 }, { x: 2, y: 1 }]\n'],
    ['one row', '  $count: 1\n  x: integer\n  y: integer\n'],
  ])('by %s', (_, entity) => {
    expect(problemsOf(entity)).toEqual([]);
    const { program } = loadProgram({ text: `${PARENTS}A:\n  $key: [x, y]\n${entity}` }, false);
    expect(program?.entities.find(({ name }) => name === 'A')?.table.key.toSorted()).toEqual(['x', 'y']);
  });
});

describe('a composite key that can repeat is refused, with what to write', () => {
  test.each([
    [
      'two values that follow from nothing that is drawn',
      '  x: "= 1"\n  y: "= 2"\n',
      'Mark one of the fields unique, or remove $key and add id: integer @id.',
    ],
    [
      'what is picked freely, and the position in another parent',
      '  o: { $ref: Org.id, $per: 3 }\n  x: { $ordinal: o }\n  y: { $lookup: o.city }\n',
      'write $key: [o, x]',
    ],
    [
      'what parents share',
      '  o: { $ref: Org.id, $per: 3 }\n  x: { $lookup: o.city }\n  y: { $ordinal: o }\n',
      'write $key: [o, y]',
    ],
    [
      'half of the key of a parent',
      '  t: { $ref: Team.sid, $per: 1-2 }\n  x: { $lookup: t.no }\n  y: { $ordinal: t }\n',
      'write $key: [t, y]',
    ],
    ['a sequence that stands', '  x: { $generator: sequence, $options: { step: 0 } }\n  y: "= 1"\n', 'unique'],
  ])('%s', (_, entity, hint) => {
    expect(problemsOf(entity)).toEqual([
      { code: 'KEY_NOT_DISTINCT', line: 2, path: 'A', hint: expect.stringContaining(hint) },
    ]);
  });

  test.each([
    [
      'a parent that is picked at random',
      '  o: { $ref: Team.sid }\n  x: { $lookup: o.org }\n  y: { $lookup: o.no }\n',
      '100 different values of o',
      '20',
    ],
    ['two references', '  x: $Org.id\n  y: $Course.id\n', '100 different combinations of x and y', '81'],
    [
      'an ordinal without its parent',
      '  o: { $ref: Org.id, $per: 3 }\n  x: { $ordinal: o }\n  y: $Course.id\n',
      '27 different values of y',
      '9',
    ],
    [
      'children of one parent',
      '  x: { $ref: Org.id, $per: 0-20 }\n  y: $Course.id\n',
      'a row of Org has up to 20 rows here, which need different values of y',
      '9',
    ],
  ])('%s, with both numbers', (_, entity, message, number) => {
    const { problems } = loadProgram({ text: `${PARENTS}A:\n  $key: [x, y]\n${entity}` }, false);
    expect(problems.map(({ code }) => code)).toEqual(['DOMAIN_TOO_SMALL']);
    expect(problems[0].message).toContain(message);
    expect(problems[0].message).toContain(`there are only ${number}`);
  });

  test.each([
    ['a unique field with nulls', '  x: { $ref: Org.nick, $per: 2 }\n  y: { $ordinal: x }\n', 'A.x'],
    [
      'a look-up through nulls',
      '  o: { $ref: Org.id, $null: 0.2 }\n  x: integer @sequence\n  y: { $lookup: o.code }\n',
      'A.y',
    ],
  ])('%s', (_, entity, path) => {
    expect(problemsOf(entity)).toMatchObject([{ code: 'KEY_NULL', path }]);
  });

  test('whatever refers to itself', () => {
    const text =
      'A:\n  $key: [x, y]\n  id: integer @sequence unique\n  p: { $ref: A.id, $unique: true }\n  x: { $lookup: p.x }\n  y: { $lookup: p.y }\n';
    expect(loadProgram({ text }, false).problems.map(({ code }) => code)).toContain('VALUE_CYCLE');
  });
});
