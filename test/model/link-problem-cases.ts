import type { ProblemCase } from './problem-cases.ts';

const PARENT = 'P:\n  id: integer @id\n  t: integer\n  n: string\nA:\n  id: integer @id\n  t: integer\n';

/** A reference `x` in line 8. */
const reference = (value: string, ...problems: string[]): ProblemCase => ({
  text: `${PARENT}  x: ${value}\n`,
  problems,
});
const hinted = (hint: string, one: ProblemCase): ProblemCase => ({ ...one, hint });
const tree = (value: string, ...problems: string[]): ProblemCase => ({
  text: `A:\n  id: integer @id\n  x: ${value}\n`,
  problems,
});
const several = (value: string, ...problems: string[]): ProblemCase => ({
  text: `P: { id: integer @id, n: string }\nQ: { id: integer @id }\n\nA:\n  id: integer @id\n  x: ${value}\n`,
  problems,
});

/** What can be wrong with `$where`, `$share`, `$cap` and `$tree` before anything is compiled. */
export const LINK_PROBLEM_CASES: readonly ProblemCase[] = [
  reference('{ $ref: P.id, $where: [a] }', 'VALUE_EXPECTED 8:28'),
  reference('{ $ref: P.id, $where: "t = " }', 'EXPRESSION_SYNTAX 8:33'),
  reference('{ $type: integer, $where: "t = t" }', 'DIRECTIVE_PLACE 8:24'),
  hinted('did you mean t?', reference('{ $ref: P.id, $where: "tt = t" }', 'FIELD_UNKNOWN 8:29')),
  hinted('did you mean t?', reference('{ $ref: P.id, $where: "t = tt" }', 'FIELD_UNKNOWN 8:33')),
  hinted('write "t = t"', reference('{ $ref: P.id, $where: "P.t = A.t" }', 'FIELD_UNKNOWN 8:29')),
  hinted('write "t = t"', reference('{ $ref: P.id, $where: "t = A.t" }', 'FIELD_UNKNOWN 8:33')),
  hinted('write "t = x.n"', reference('{ $ref: P.id, $where: "x.n = t" }', 'FIELD_UNKNOWN 8:29')),
  hinted('write $where: "fits"', reference('{ $ref: P.id, $where: "t < n" }', 'FIELD_UNKNOWN 8:33')),
  hinted('write "t > x.n"', reference('{ $ref: P.id, $where: "x.n < t" }', 'FIELD_UNKNOWN 8:29')),
  hinted('$check: x.t <= t', reference('{ $ref: P.id, $per: 2, $where: "t <= t" }', 'DIRECTIVE_CONTRADICTION 8:37')),
  reference('{ $ref: P.id, $where: "t <= t and id >= t and n >= t" }', 'WHERE_FORM 8:52'),
  hinted('write $check: a_id != b_id', reference('{ $ref: P.id, $where: "t != t" }', 'WHERE_FORM 8:29')),
  hinted('write parent.t', reference('{ $ref: P.id, $per: t }', 'VALUE_EXPECTED 8:26')),
  hinted('write parent.t', reference('{ $ref: P.id, $per: x.t }', 'VALUE_EXPECTED 8:26')),
  reference('{ $ref: P.id, $where: "t = t or n = \'a\'" }', 'WHERE_FORM 8:29'),
  hinted(
    'write { $lookup: x.t } as t',
    reference('{ $ref: P.id, $per: 2, $where: "t = t" }', 'DIRECTIVE_CONTRADICTION 8:37'),
  ),
  reference('{ $ref: P.id, $unique: true, $where: "t = t" }', 'DIRECTIVE_CONTRADICTION 8:43'),
  tree('{ $ref: A.id, $tree: { depth: 3, within: id } }', 'ORDER_WITHOUT_PER 3:27'),
  hinted('write within: b', tree('{ $ref: A.id, $tree: { depth: 3, within: b.c } }', 'FIELD_UNKNOWN 3:27')),
  hinted(
    'within: tenant_id',
    tree('{ $ref: A.id, $tree: { depth: 3 }, $where: "id = id", $self: true }', 'DIRECTIVE_CONTRADICTION 3:27'),
  ),
  reference('{ $ref: P.id, $share: { by: t, s: 2 } }', 'PARAMETER_UNKNOWN 8:37'),
  reference('{ $ref: P.id, $share: { by: [t] } }', 'VALUE_EXPECTED 8:34'),
  reference('{ $ref: P.id, $cap: 0 }', 'LENGTH_INVALID 8:26'),
  reference('{ $ref: P.id, $cap: 1.5 }', 'LENGTH_INVALID 8:26'),
  hinted('write $per: 0-3', reference('{ $ref: P.id, $cap: 3, $per: 2 }', 'DIRECTIVE_CONTRADICTION 8:3')),
  reference('{ $ref: P.id, $cap: 3, $share: zipf }', 'DIRECTIVE_CONTRADICTION 8:3'),
  reference('{ $ref: P.id, $cap: 3, $unique: true }', 'DIRECTIVE_CONTRADICTION 8:3'),
  reference('{ $ref: P.id, $cap: 3, $where: "t = t" }', 'DIRECTIVE_CONTRADICTION 8:3'),
  reference('{ $items: { $ref: P.id, $cap: 3 } }', 'DIRECTIVE_PLACE 8:3'),
  hinted('did you mean open?', {
    text: 'P: { id: integer @id, s: "enum(open, shut)" }\nA:\n  id: integer @id\n  x: { $ref: P.id, $where: "s = \'opn\' or id > 3" }\n',
    problems: ['ENUM_VALUE_UNKNOWN 4:33'],
  }),
  several('{ $ref: { P.id: 1 } }', 'VALUE_EXPECTED 6:14'),
  several('{ $ref: { P.id: 1, P.n: 2 } }', 'REFERENCE_NOT_UNIQUE 6:14', 'DIRECTIVE_CONTRADICTION 6:25'),
  several('{ $ref: { P.id: 1, R.id: 2 } }', 'ENTITY_UNKNOWN 6:25'),
  hinted('write Q.id', several('{ $ref: { P.id: 1, Q: 2 } }', 'VALUE_EXPECTED 6:25')),
  several('{ $ref: { P.id: 0, Q.id: 0 } }', 'WEIGHTS_INVALID 6:14'),
  several('{ $ref: { P.id: 1, Q.id: -2 } }', 'WEIGHTS_INVALID 6:31'),
  several('{ $ref: { P.id: 1, Q.id: x } }', 'VALUE_EXPECTED 6:31'),
  several('{ $ref: [P.id, [Q.id]] }', 'VALUE_EXPECTED 6:21'),
  several('{ $ref: [P.id, Q.z] }', 'FIELD_UNKNOWN 6:14'),
  several('{ $ref: [P.id, Q.id], $per: 2 }', 'DIRECTIVE_PLACE 6:28'),
  several('{ $ref: [P.id, Q.id], $cap: 2 }', 'DIRECTIVE_PLACE 6:28'),
  several('{ $ref: [P.id, Q.id] }\n  y: { $lookup: x.n }', 'FIELD_UNKNOWN 7:17'),
  several('{ $ref: [P.n, Q.id] }\n  y: { $lookup: x.id }', 'REFERENCE_NOT_UNIQUE 6:14', 'REFERENCE_NEEDS_UNIQUE 7:17'),
  several('{ $ref: [P.id, Q.id] }\n  y: { $target: z }', 'FIELD_UNKNOWN 7:17'),
  hinted("= 'P'", several('$P.id\n  y: { $target: x }', 'NOT_A_REFERENCE 7:17')),
  several('$A.id\n  y: { $target: id }', 'NOT_A_REFERENCE 7:17'),
  tree('{ $ref: A.id, $where: "id > 3", $unique: true }', 'DIRECTIVE_CONTRADICTION 3:28'),
  tree('{ $ref: A.id, $where: "id > 3", $cap: 2 }', 'DIRECTIVE_CONTRADICTION 3:28'),
  tree('{ $ref: A.id, $tree: 4 }', 'VALUE_EXPECTED 3:27'),
  tree('{ $ref: A.id, $tree: { fan: 4 } }', 'LENGTH_INVALID 3:27'),
  tree('{ $ref: A.id, $tree: { depth: 65 } }', 'LENGTH_INVALID 3:36'),
  tree('{ $ref: A.id, $tree: { depth: 3, fan: 0 } }', 'LENGTH_INVALID 3:44'),
  tree('{ $ref: A.id, $tree: { depth: 3, roots: 0 } }', 'LENGTH_INVALID 3:46'),
  hinted('did you mean depth?', tree('{ $ref: A.id, $tree: { depth: 3, dept: 3 } }', 'PARAMETER_UNKNOWN 3:39')),
  reference('{ $ref: P.id, $tree: { depth: 3 } }', 'DIRECTIVE_PLACE 8:27'),
  tree('{ y: { $ref: A.id, $tree: { depth: 3 } } }', 'DIRECTIVE_PLACE 3:32'),
  tree('{ $ref: A.id, $tree: { depth: 3 }, $null: 10% }', 'DIRECTIVE_CONTRADICTION 3:27'),
  tree('{ $ref: A.id, $tree: { depth: 3 }, $when: "id > 3" }', 'DIRECTIVE_CONTRADICTION 3:27'),
  tree('{ $ref: A.id, $tree: { depth: 3 }, $per: 3 }', 'DIRECTIVE_CONTRADICTION 3:27'),
  tree(
    '{ $ref: A.id, $tree: { depth: 3 }, $share: zipf, $cap: 3 }',
    'DIRECTIVE_CONTRADICTION 3:3',
    'DIRECTIVE_CONTRADICTION 3:27',
    'DIRECTIVE_CONTRADICTION 3:27',
  ),
  tree('$A.id\n  l: { $level: x }', 'NOT_A_REFERENCE 4:16'),
  tree(
    '{ $ref: A.id, $tree: { depth: 3 } }\n  y: { $ref: A.id, $tree: { depth: 3 } }',
    'DIRECTIVE_CONTRADICTION 3:27',
    'DIRECTIVE_CONTRADICTION 4:27',
  ),
];
