const P = 'P: { $count: 20, id: integer @id, n: string @word, a: integer 1-9 }\n';
const TENANTS =
  'T: { $count: 5, id: integer @id }\nU: { id: integer @id, t: { $ref: T.id, $per: 0-2 }, on: boolean }\n';

/** Models whose references cannot be made, and what is wrong with each as `CODE line:column path`. */
export const LINK_PROBLEMS: readonly (readonly [what: string, model: string, ...problems: string[]])[] = [
  ['a $where that no row meets', `${P}A:\n  p: { $ref: P.id, $where: "a > 9" }\n`, 'WHERE_UNMET 3:3 A.p'],
  ['a $where that no parent meets', `${P}A:\n  p: { $ref: P.id, $per: 2, $where: "a > 9" }\n`, 'WHERE_UNMET 3:3 A.p'],
  [
    'a $where that some rows find nothing by',
    `${TENANTS}A:\n  t: $T.id\n  u: { $ref: U.id, $where: "t = t" }\n`,
    'WHERE_UNMET 5:3 A.u',
  ],
  [
    'a $where that some rows find nothing by, with a condition',
    'T: { $count: 90, id: integer @id }\nU: { id: integer @id, t: { $ref: T.id, $per: 1 }, on: boolean }\n' +
      'A:\n  t: $T.id\n  u: { $ref: U.id, $where: "t = t and on" }\n',
    'WHERE_UNMET 5:3 A.u',
  ],
  [
    'a $where by what can be null',
    'T: { $count: 5, id: integer @id }\nU: { id: integer @id, t: { $ref: T.id, $per: 1 } }\n' +
      'A:\n  t: $T.id null 10%\n  u: { $ref: U.id, $where: "t = t" }\n',
    'WHERE_UNMET 5:3 A.u',
  ],
  [
    'a $where by values of which some have none',
    'U: { $count: 90, id: integer @id, c: "enum(a, b)" }\nA:\n  c: enum(b, z)\n  u: { $ref: U.id, $where: "c = c" }\n',
    'WHERE_UNMET 4:3 A.u',
  ],
  [
    'a $where by values of which some have no weight',
    'U: { $count: 90, id: integer @id, c: "enum(a, b)", w: "= if(c = \'a\', 1, 0)" }\n' +
      'A:\n  c: enum(a, b)\n  u: { $ref: U.id, $where: "c = c", $share: { by: w } }\n',
    'WHERE_UNMET 4:3 A.u',
  ],
  [
    'a $where that leaves the row alone',
    'A:\n  id: integer @id\n  o: { $ref: A.id, $where: "id = id" }\n',
    'WHERE_UNMET 3:3 A.o',
  ],
  ['a $where of two types', `${P}A:\n  d: date\n  p: { $ref: P.id, $where: "a = d" }\n`, 'WHERE_TYPE 4:3 A.p'],
  ['a number as $where', `${P}A:\n  p: { $ref: P.id, $where: "a + 1" }\n`, 'CONDITION_TYPE 3:3 A.p'],
  ['an unknown name in $where', `${P}A:\n  p: { $ref: P.id, $where: "b > 1" }\n`, 'EXPRESSION_NAME 3:29 A.p'],
  ['a $where by itself', `${P}A:\n  p: { $ref: P.id, $where: "a = p.a" }\n`, 'VALUE_CYCLE 3:3 A.p'],
  [
    'a condition by what refers to it',
    'A:\n  id: integer @id\n  o: { $ref: A.id, $where: "o.x > 1" }\n  x: integer\n',
    'VALUE_CYCLE 3:3 A.o',
  ],
  [
    'children by their number',
    'P: { id: integer @id, n: { $count_of: A } }\nA:\n  p: { $ref: P.id, $per: 2, $where: "n > 1" }\n',
    'VALUE_CYCLE 1:23 P.n',
  ],
  [
    'a $where over too many rows',
    'P: { $count: 20000000, id: integer @id, on: boolean }\nA:\n  p: { $ref: P.id, $where: "on" }\n',
    'PASS_TOO_LONG 3:3 A.p',
  ],
  [
    'a $where over too many values',
    'P: { $count: 10000000, id: integer @id, on: "= a + b + c + d + e + f > 5", a: integer, b: integer, c: integer, d: integer, e: integer, f: integer }\n' +
      'A:\n  p: { $ref: P.id, $where: "on" }\n',
    'PASS_TOO_LONG 3:3 A.p',
  ],
  [
    'a $share by a field of too many rows',
    'P: { $count: 5000000, id: integer @id, w: integer }\nA:\n  p: { $ref: P.id, $share: { by: w } }\n',
    'PASS_TOO_LONG 3:3 A.p',
  ],
  [
    'a $where by too many values',
    'P: { $count: 1100000, id: integer @id, n: "= id * 2" }\nA:\n  n: integer\n  p: { $ref: P.id, $where: "n = n" }\n',
    'PASS_TOO_LONG 4:3 A.p',
  ],
  [
    'a condition on what has a problem of its own',
    'P:\n  id: integer @id\n  o: { $ordinal: q }\n  q: $P.id\nA:\n  p: { $ref: P.id, $where: "o > 1" }\n',
    'NOT_A_REFERENCE 3:18 P.o',
  ],
  [
    'an equality through a $per that is misplaced',
    'T: { $count: 5, id: integer @id }\nU:\n  id: integer @id\n  o: { t: { $ref: T.id, $per: 2 } }\n' +
      'A:\n  t: $T.id\n  u: { $ref: U.id, $where: "o.t = t" }\n',
    'DIRECTIVE_PLACE 4:25 U.o.t',
  ],
  [
    'too few rows that meet a $where',
    `${P}A:\n  p: { $ref: P.id, $where: "id < 9", $unique: true }\n`,
    'DOMAIN_TOO_SMALL 3:3 A.p',
  ],
  ['a share by nothing', `${P}A:\n  p: { $ref: P.id, $share: { by: z } }\n`, 'FIELD_UNKNOWN 3:3 A.p'],
  ['a share by texts', `${P}A:\n  p: { $ref: P.id, $share: { by: n } }\n`, 'NOT_NUMERIC 3:3 A.p'],
  [
    'a share by zeros',
    'P: { id: integer @id, w: integer -5..0 }\nA:\n  p: { $ref: P.id, $share: { by: w } }\n',
    'WEIGHTS_INVALID 3:3 A.p',
  ],
  ['too low a cap', `${P}A:\n  $count: 61\n  p: { $ref: P.id, $cap: 3 }\n`, 'DOMAIN_TOO_SMALL 4:3 A.p'],
  [
    'too low a cap of those that qualify',
    `${P}A:\n  $count: 25\n  p: { $ref: P.id, $cap: 3, $where: "id < 9" }\n`,
    'DOMAIN_TOO_SMALL 4:3 A.p',
  ],
  [
    'a tree of too many rows',
    'A:\n  $count: 586\n  id: integer @id\n  p: { $ref: A.id, $tree: { depth: 4, fan: 8, roots: 1 } }\n',
    'TREE_SIZE 4:3 A.p',
  ],
  [
    'a tree of too few rows',
    'A:\n  $count: 3\n  id: integer @id\n  p: { $ref: A.id, $tree: { depth: 4 } }\n  l: { $level: p }\n  c: { $count_of: A }\n',
    'TREE_SIZE 4:3 A.p',
  ],
  [
    'one of two types',
    'P: { id: integer @id }\nQ: { id: uuid @id }\nA:\n  x: { $ref: [P.id, Q.id] }\n',
    'TYPE_MISMATCH 4:3 A.x',
  ],
  [
    'a look-up of two types',
    'P: { id: integer @id, n: date }\nQ: { id: integer @id, n: integer }\nA:\n  x: { $ref: [P.id, Q.id] }\n  y: { $lookup: x.n }\n',
    'TYPE_MISMATCH 4:3 A.x',
  ],
  [
    'one of several, unique',
    'P: { id: integer @id }\nQ: { id: integer @id }\nA:\n  x: { $ref: [P.id, Q.id], $unique: true }\n',
    'NOT_UNIQUE_ABLE 4:3 A.x',
  ],
  [
    'one of several without rows',
    'P: { $count: 0, id: integer @id }\nQ: { id: integer @id }\nA:\n  x: { $ref: [P.id, Q.id] }\n  y: { $target: x }\n',
    'REFERENCE_EMPTY 4:3 A.x{0}',
  ],
  [
    'a level in a list',
    'A:\n  id: integer @id\n  p: { $ref: A.id, $tree: { depth: 4 } }\n  l: [ { o: { $level: p } } ]\n',
    'DIRECTIVE_PLACE 4:10 A.l[].o',
  ],
  [
    'a path of a tree',
    `A:\n  id: integer @id\n  p: { $ref: A.id, $tree: { depth: 4 } }\n  n: "= p.n + 'x'"\n`,
    'VALUE_CYCLE 4:3 A.n',
  ],
];
