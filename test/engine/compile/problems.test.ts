import { describe, expect, test } from 'vitest';
import { PROGRAM_CODES } from '../../../src/model/problems/problem-codes.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { LINK_PROBLEMS } from './link-problems.ts';

const P = 'P: { $count: 20, id: integer @id, n: string @word, a: integer 1-9 }\n';
const chain = (length: number): string[] =>
  Array.from({ length }, (_, i) => (i === 0 ? '  f0: integer 1-5\n' : `  f${i}: "= f${i - 1} + 1"\n`));
const deep = (depth: number, item: string): string =>
  depth === 0 ? item : `{ $length: 1000, $items: ${deep(depth - 1, item)} }`;

/** Nine objects in each of nine objects, eight levels deep. */
const NESTED = `A:\n  id: integer @id\n${Array.from({ length: 9 }, (_, i) => `  r${i}: { $ref: A, $depth: 8 }\n`).join('')}`;

/** A model and what is wrong with it: `CODE line:column path`. */
const cases: readonly (readonly [what: string, model: string, ...problems: string[]])[] = [
  ...LINK_PROBLEMS,
  ['a value made from itself', 'A:\n  a: "= b + 1"\n  b: "= a + 1"\n', 'VALUE_CYCLE 2:3 A.a'],
  ['a field in its own $when', 'A:\n  n: { $type: integer, $when: "n > 3" }\n', 'VALUE_CYCLE 2:3 A.n'],
  ['an object in its own $when', 'A:\n  d: { $when: "d.x > 3", x: integer }\n', 'VALUE_CYCLE 2:3 A.d'],
  [
    'a reference in its own $when',
    'A:\n  id: integer @id\n  n: integer\n  b: { $ref: A.id, $when: "b.n > 3" }\n',
    'VALUE_CYCLE 4:3 A.b',
  ],
  [
    'a sum of what is made from the sum',
    `P: { id: integer @id, t: { $sum: C.n } }\nC:\n  p: { $ref: P.id, $per: 2 }\n  n: "= p.t + 1"\n`,
    'VALUE_CYCLE 1:23 P.t',
  ],
  ['a chain in the order of the document', `A:\n${chain(500).join('')}`, 'VALUE_CHAIN 302:3 A.f300'],
  ['a chain in reverse', `A:\n${chain(500).toReversed().join('')}`, 'VALUE_CHAIN 302:3 A.f199'],
  ['a generator of another type', 'A:\n  a: boolean @email\n', 'TYPE_MISMATCH 2:3 A.a'],
  ['an object in a template', 'A:\n  o: { x: string }\n  t: { $template: "{o}" }\n', 'TYPE_MISMATCH 3:3 A.t'],
  ['$after a text', 'A:\n  s: string\n  t: { $type: date, $after: s }\n', 'TYPE_MISMATCH 3:3 A.t'],
  ['a large text', 'A:\n  a: "= repeat(\'x\', 40000)"\n  s: { $template: "{a}{a}" }\n', 'CELL_TOO_LARGE 3:3 A.s'],
  ['lists in lists', `A:\n  l: ${deep(2, 'integer')}\n`, 'CELL_TOO_LARGE 2:3 A.l'],
  ['lists in lists in lists', `A:\n  l: ${deep(3, 'integer')}\n`, 'CELL_TOO_LARGE 2:31 A.l[]'],
  [
    'objects in objects in objects',
    NESTED,
    ...Array.from({ length: 9 }, (_, i) => `CELL_TOO_LARGE ${i + 3}:3 A.r${i}`),
  ],
  [
    'lengths without an end',
    'A:\n  a: { $generator: sentence, $min: 5, $distribution: zipf }\n',
    'RANGE_EMPTY 2:3 A.a',
  ],
  ['a key of two values', 'A:\n  $key: [a, b]\n  a: "= 1"\n  b: "= 2"\n', 'KEY_NOT_DISTINCT 2:3 A'],
  [
    'a check against the ranges',
    'A:\n  $check: a > b\n  a: integer 1-5\n  b: integer 6-9\n',
    'CHECK_CONTRADICTION 2:11 A.$check',
  ],
  ['a check of what is not drawn', 'A:\n  $check: length(s) < 3\n  s: string @word\n', 'CHECK_UNPROVEN 2:11 A.$check'],
  ['a type of Parquet', 'A:\n  a: { $type: string, $parquet: int32 }\n', 'PARQUET_TYPE 2:3 A.a'],
  ['a pattern', 'A:\n  a: { $pattern: "(?=a)b" }\n', 'PATTERN_INVALID 2:18 A.a'],
  ['a domain', 'A:\n  a: integer 1-5 unique\n', 'DOMAIN_TOO_SMALL 2:3 A.a'],
  ['too few parents', `${P}A:\n  p: { $ref: P.id, $unique: true }\n`, 'DOMAIN_TOO_SMALL 3:3 A.p'],
  [
    'a domain, embedded thrice',
    'P:\n  id: integer @id\n  n: integer 1-5 unique\nA: { p: $P, q: { $ref: P, $depth: 2 }, l: [$P] }\n',
    'DOMAIN_TOO_SMALL 3:3 P.n',
  ],
  ['unique expressions', 'A:\n  a: { $expression: "1 + 1", $unique: true }\n', 'NOT_UNIQUE_ABLE 2:3 A.a'],
  ...[
    'id % 2',
    'id / 3',
    'id + 0.5',
    'id * 0',
    "pad_left(text(id), 4, '1')",
    "pad_right(text(id), 4, '0')",
    'left(code, 3)',
    "pad_left(code, 9, '0')",
    "lower(code) + '-'",
    'made + months(1)',
    'id + n',
    'if(n > 5, id, id + 1)',
    'random_int(1, 2) + id',
  ].map((expression): [string, string, string] => [
    `unique ${expression}`,
    `A:\n  a: { $expression: "${expression}", $unique: true }\n  id: integer @id\n  n: integer 1-9\n  code: string @uuid unique\n  made: timestamp unique\n`,
    'NOT_UNIQUE_ABLE 2:3 A.a',
  ]),
  ['unique in lists', 'A:\n  l: [ { a: integer unique } ]\n', 'NOT_UNIQUE_ABLE 2:10 A.l[].a'],
  ['unique children', `${P}A:\n  p: { $ref: P.id, $per: 0-2, $unique: true }\n`, 'NOT_UNIQUE_ABLE 3:3 A.p'],
  [
    'a unique template of the field beside it, not the one above',
    'A:\n  id: integer @id\n  o: { id: integer 1-9, t: { $template: "x{id}", $unique: true } }\n',
    'NOT_UNIQUE_ABLE 3:25 A.o.t',
  ],
  [
    'unique references to what repeats',
    `${P}A:\n  $count: 5\n  p: { $ref: P.n, $unique: true }\n`,
    'NOT_UNIQUE_ABLE 4:3 A.p',
    'REFERENCE_NOT_UNIQUE 4:14 A.p',
  ],
  [
    'a spread of unique numbers',
    'A:\n  a: { $type: integer 1-900, $unique: true, $distribution: zipf }\n',
    'UNIQUE_DISTRIBUTION 2:3 A.a',
  ],
  ['a number as a condition', 'A:\n  b: integer\n  a: { $type: integer, $when: "b" }\n', 'CONDITION_TYPE 3:3 A.a'],
  ['an unknown name', 'A:\n  a: "= b + 1"\n', 'EXPRESSION_NAME 2:9 A.a'],
  ['an unknown variable', 'A:\n  a: "= vars.b + 1"\n', 'EXPRESSION_NAME 2:9 A.a'],
  ['an operator', 'A:\n  a: "= 1 + true"\n', 'EXPRESSION_TYPE 2:9 A.a'],
  ['a function', 'A:\n  a: "= foo(1)"\n', 'EXPRESSION_FUNCTION 2:9 A.a'],
  ['no parents', 'P: { $count: 0, id: integer @id }\nA:\n  p: $P.id\n', 'REFERENCE_EMPTY 3:3 A.p'],
  [
    'no key to stand for an object',
    `${P}C: { p: { $ref: P.id, $per: 2 } }\nA:\n  c: { $ref: C, $depth: 0 }\n`,
    'NO_SINGLE_KEY 4:3 A.c',
  ],
  [
    'a sum without $per',
    'P:\n  id: integer @id\n  s: { $sum: A.n }\nA: { p: $P.id, n: integer }\n',
    'AGGREGATE_WITHOUT_PER 3:3 P.s',
  ],
  [
    'a sum of texts',
    'P:\n  id: integer @id\n  s: { $sum: A.n }\nA: { p: { $ref: P.id, $per: 2 }, n: string }\n',
    'NOT_NUMERIC 3:3 P.s',
  ],
  [
    'a series that leaves the calendar',
    'P: { id: integer @id }\nA: { p: { $ref: P.id, $per: 2 }, t: { $series: p, $start: 2025-01-01, $every: 999999w } }\n',
    'SERIES_TOO_LONG 2:34 A.t',
  ],
  [
    'counts in a circle, and references to them',
    'A:\n  id: integer @id\n  b: { $ref: B.id, $per: 2 }\nB: { id: integer @id, a: { $ref: A.id, $per: 2 } }\nC: { a: $A.id, b: $B.id }\n',
    'COUNT_CYCLE 3:3 A',
  ],
  ['a count of itself', 'A:\n  id: integer @id\n  a: { $ref: A.id, $per: 2 }\n', 'COUNT_CYCLE 3:3 A'],
  [
    'more than 2^53 rows',
    'A: { $count: 9e12, id: integer @id }\nB:\n  a: { $ref: A.id, $per: 1001 }\n',
    'COUNT_CONTRADICTION 3:3 B.a',
  ],
  [
    'a count beside $per, once',
    'A: { id: integer @id }\nB:\n  $count: 5\n  a: { $ref: A.id, $per: 2 }\n',
    'COUNT_CONTRADICTION 3:3 B',
  ],
  [
    'an ordinal in a list',
    `${P}A:\n  p: { $ref: P.id, $per: 2 }\n  l: [ { o: { $ordinal: p } } ]\n`,
    'DIRECTIVE_PLACE 4:10 A.l[].o',
  ],
  [
    'sums and counts in a list',
    'P:\n  id: integer @id\n  l: [ { c: { $count_of: A } } ]\n  m: { $items: { $sum: A.n } }\nA: { p: { $ref: P.id, $per: 2 }, n: integer }\n',
    'DIRECTIVE_PLACE 3:10 P.l[].c',
    'DIRECTIVE_PLACE 4:16 P.m[]',
  ],
  // Together with what the language says: nothing follows from a broken field or entity.
  [
    'all that leads through a broken reference',
    'A:\n  p: $Q.id\n  n: { $lookup: p.n }\n  m: "= p.n + 1"\n  t: { $template: "{p.n} {o.x}" }\n  o: { x: strin }\n  z: { $when: "o.x > 1", y: "= n" }\n',
    'ENTITY_UNKNOWN 2:6 A.p',
    'TYPE_UNKNOWN 6:11 A.o.x',
  ],
  [
    'all that leads to an entity that cannot be read',
    'P: 5\nA:\n  p: $P.id\n  n: { $lookup: p.n }\n  m: "= p.n + 1"\n  c: { $count_of: P }\n  k: $P\n  l: [$P]\nC: { p: { $ref: P.id, $per: 2 }, o: { $ordinal: p } }\nD: { d: { $sum: C.x } }\n',
    'VALUE_EXPECTED 1:4 P',
    'FIELD_UNKNOWN 10:17 D.d',
    'AGGREGATE_WITHOUT_REFERENCE 10:17 D.d',
  ],
  [
    'sums and domains of children whose $per is broken',
    'O:\n  id: integer @id\n  t: { $sum: L.n }\n  c: { $count_of: L }\nL:\n  o: { $ref: Or.id, $per: 2 }\n  n: integer 1-5 unique\nM: { l: $L.n }\n',
    'ENTITY_UNKNOWN 6:14 L.o',
  ],
  [
    '$per twice, in an object, and used',
    'P: { id: integer @id }\nA:\n  x: { y: { $ref: P.id, $per: 2 } }\n  p: { $ref: P.id, $per: 2 }\n  q: { $ref: P.id, $per: 2 }\n  o: { $ordinal: q }\n  n: { $lookup: q.id }\n  m: { $lookup: x.y.id }\n',
    'DIRECTIVE_PLACE 3:25 A.x.y',
    'PER_SEVERAL 4:3 A.p',
    'PER_SEVERAL 5:3 A.q',
  ],
  [
    'broken fields beside problems of others',
    'A:\n  id: integer @id\n  a: strin\n  l: [ strin ]\n  e: { $ref: A }\n  w: { $type: integer, $when: "a = 1" }\n  c: "= id + true"\n  u: boolean unique\n',
    'TYPE_UNKNOWN 3:6 A.a',
    'TYPE_UNKNOWN 4:8 A.l',
    'EXPRESSION_TYPE 7:9 A.c',
  ],
];

const told = (text: string, nested: boolean): string[] =>
  loadProgram({ text }, nested).problems.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`);

describe('problems of a program', () => {
  test.each(cases)('%s', (_, model, ...problems) => {
    expect(told(model, true)).toEqual(problems);
    // A format without objects has keys in their place, however deep they nest.
    expect(told(model, false)).toEqual(model === NESTED ? [] : problems);
  });

  test('every code has a case', () => {
    const seen = new Set(cases.flatMap(([, , ...problems]) => problems.map((problem) => problem.split(' ')[0])));
    expect(Object.keys(PROGRAM_CODES).filter((code) => !seen.has(code))).toEqual([]);
  });

  test('a total outside what the parents can have', () => {
    const text = 'P: { $count: 10, id: integer @id }\nC:\n  p: { $ref: P.id, $per: 1-3 }\nR: { c: $C.p }\n';
    const problemsOf = (count: number): string[] =>
      loadProgram({ text, counts: [['C', count]] }, true)
        .problems.filter(({ severity }) => severity === 'error')
        .map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`);
    for (const count of [9, 31]) expect(problemsOf(count)).toEqual(['COUNT_CONTRADICTION 3:3 C.p']);
    for (const count of [10, 17, 30]) expect(problemsOf(count)).toEqual([]);
  });
});

test.each([
  ['{person.firstName}', 'Write {@person.firstName} for a generated value.'],
  ['{git.branch}', 'Of faker\'s git.branch: write { $template: "{@hacker_noun}-{@hacker_verb}" }.'],
  ['{First Name}', 'Write {@first_name} for a generated value.'],
  ['{Stock Symbol}', 'Write {@ticker} for a generated value.'],
  ['{nothing.known}', ''],
])('in place of %s a template is told what to write', (part, hint) => {
  const { problems } = loadProgram({ text: `A:\n  a: { $template: "${part}" }\n` }, true);
  expect(problems.map((one) => [one.code, one.line, one.column, one.hint])).toEqual([['FIELD_UNKNOWN', 2, 20, hint]]);
});
