import { describe, expect, it } from 'vitest';
import { type FieldOverride, jsonValue, parseModel, type ModelScalar, readOverrides } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';
import { entityOf, modelOf } from './parsed.ts';

/** `Entity:path:setting`, and the value as JSON has it. */
function override(name: string, json: unknown): FieldOverride {
  const [entity, field, setting] = name.split(':');
  const value = jsonValue(json);
  if (value === undefined) throw new Error('this is no value of a document');
  return { entity, field, setting, value };
}

const parse = (text: string, ...overrides: readonly FieldOverride[]): ReturnType<typeof parseModel> =>
  parseModel(text, { catalogue: fakeCatalogue, overrides });

/** `CODE line:column path` of each problem. */
const problemsOf = (text: string, ...overrides: readonly FieldOverride[]): string[] =>
  parse(text, ...overrides).problems.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`);

const hintsOf = (text: string, ...overrides: readonly FieldOverride[]): string[] =>
  parse(text, ...overrides).problems.map(({ message, hint }) => `${message}: ${hint}`);

/** The fields of the entity A of a model without problems, as plain data without positions. */
function fieldsOf(text: string, ...overrides: readonly FieldOverride[]): unknown {
  const { fields } = entityOf(modelOf(text, { overrides }), 'A');
  const json = JSON.stringify(fields, (key, part: unknown) =>
    key === 'at' ? undefined : part instanceof Map ? Object.fromEntries<unknown>(part) : part,
  );
  return JSON.parse(json);
}

describe('an override equals what the document could say', () => {
  it.each<[what: string, field: string, written: string, ...settings: [string, unknown][]]>([
    ['an option', 'string @email', '{ $generator: email, $type: string, $options: { plus: true } }', ['plus', true]],
    [
      'one option of several',
      '{ $generator: email, $options: { plus: true, share: 0.5 } }',
      '{ $generator: email, $options: { plus: true, share: 0.25 } }',
      ['share', 0.25],
    ],
    [
      'a list of one text',
      '{ $generator: email }',
      '{ $generator: email, $options: { domains: [a.test] } }',
      ['domains', 'a.test'],
    ],
    ['bounds', 'integer 18-65', 'integer 20-30', ['min', 20], ['max', 30]],
    ['one of two bounds', 'integer 18-65', 'integer 18-30', ['max', 30]],
    ['a bound of the full form', '{ $type: integer, $min: 5 }', '{ $type: integer, $min: 7 }', ['min', 7]],
    ['bounds of a length', 'string @sentence', 'string @sentence 5-9', ['min', 5], ['max', 9]],
    ['bounds of dates', 'date 2024-01-01..2024-12-31', 'date 2024-02-01..2024-12-31', ['min', '2024-02-01']],
    ['a step', '{ $type: integer, $step: 2 }', '{ $type: integer, $step: 5 }', ['step', 5]],
    ['a step of times', 'time', '{ $type: time, $step: 15m }', ['step', '15m']],
    ['hours', 'timestamp', '{ $type: timestamp, $hours: 9-17 }', ['hours', '9-17']],
    [
      'weights of hours',
      '{ $type: timestamp, $hours: business }',
      '{ $type: timestamp, $hours: { 9: 2, 14: 1 }, $weekdays: mon }',
      ['hours', { 9: 2, 14: 1 }],
      ['weekdays', 'mon'],
    ],
    [
      'weekdays',
      '{ $type: date, $weekdays: mon-fri }',
      '{ $type: date, $weekdays: { mon: 3, sat: 1 } }',
      ['weekdays', { mon: 3, sat: 1 }],
    ],
    [
      'the end of a time',
      '{ $type: timestamp, $after: now(), $within: 2d }',
      '{ $type: timestamp, $after: now(), $within: 2d, $until: never, $weekdays: [tue] }',
      ['until', 'never'],
      ['weekdays', 'tue'],
    ],
    ['decimals', 'decimal(10,4)', '{ $type: "decimal(10,4)", $decimals: 2 }', ['decimals', 2]],
    ['decimals that a number has by its bounds', 'number 5.00-999.99', 'number 1.00-50.00', ['min', 1], ['max', 50]],
    ['more decimals than the bounds have', 'number 0.5-10', 'number 0.5-7.25', ['max', 7.25]],
    ['an expression over variables', 'integer', '{ $type: integer, $max: 12 }', ['max', '= 3 * 4']],
    ['the null share of a short form', 'string null 50%', 'string null 20%', ['null', 20]],
    ['a null share as text', 'string', 'string null 12.5%', ['null', '12.5%']],
    ['the null share of the full form', '{ $type: string, $null: 0.5 }', 'string', ['null', 0]],
    ['the null share of a template', '{ $template: "{y}" }', '{ $template: "{y}", $null: 1 }', ['null', 100]],
    ['the null share of an object', '{ a: string }', '{ $null: 0.005, a: string }', ['null', 0.5]],
    [
      'bounds of a time after another',
      '{ $type: date, $after: d }',
      '{ $type: date, $after: d, $max: 2025-01-01 }',
      ['max', '2025-01-01'],
    ],
    [
      'how far a time is from another',
      '{ $type: date, $after: d, $within: 5d }',
      '{ $type: date, $after: d, $within: 9d }',
      ['within', '9d'],
    ],
    ['values by a list', '{ $values: [a, b] }', '{ $values: [c, 7, true] }', ['values', ['c', 7, true]]],
    ['values by weights', '{ $values: [a, b] }', '{ $values: { 2: 1, a: 3 } }', ['values', { a: 3, 2: 1 }]],
    [
      'the weights of an enum',
      'enum(a, b)',
      '{ $type: "enum(a, b)", $values: { a: 3, b: 1 } }',
      ['values', { a: 3, b: 1 }],
    ],
    ['the shares of an enum', 'enum(a 75%, b 25%)', '{ $type: "enum(a, b)", $values: [b] }', ['values', ['b']]],
    ['a law', 'integer 0-9', '{ $type: integer 0-9, $distribution: zipf }', ['distribution', 'zipf']],
    [
      'a law with parameters',
      'integer 0-9',
      '{ $type: integer 0-9, $distribution: { name: normal, mean: 3 } }',
      ['distribution', { name: 'normal', mean: 3 }],
    ],
    [
      'a parameter of the law that is there',
      '{ $type: integer 0-9, $distribution: { name: normal, mean: 3, stddev: 2 } }',
      '{ $type: integer 0-9, $distribution: { name: normal, mean: 4, stddev: 2 } }',
      ['distribution', { mean: 4 }],
    ],
    [
      'a parameter of a law that is only named',
      '{ $type: integer 0-9, $distribution: normal }',
      '{ $type: integer 0-9, $distribution: { name: normal, stddev: 1 } }',
      ['distribution', { stddev: 1 }],
    ],
    ['the length of a list', '[integer]', '{ $type: [integer], $length: 2-4 }', ['length', '2-4']],
    ['one end of a length', '[integer]', '{ $type: [integer], $length: 1-9 }', ['length', { max: 9 }]],
    [
      'an end of a fixed length',
      '{ $type: [integer], $length: 5 }',
      '{ $type: [integer], $length: 2-5 }',
      ['length', { min: 2 }],
    ],
    [
      'the law of a length',
      '{ $type: [integer], $length: { min: 1, max: 9, distribution: normal, mean: 4 } }',
      '{ $type: [integer], $length: { min: 1, max: 9, distribution: zipf } }',
      ['length', { distribution: 'zipf' }],
    ],
    ['the length of a list of references', '[$B.id]', '{ $type: [$B.id], $length: 2 }', ['length', 2]],
    ['how references are spread', '$B.id', '{ $ref: B.id, $share: zipf }', ['share', 'zipf']],
    [
      'a parameter of the spread',
      '{ $ref: B.id, $share: zipf }',
      '{ $ref: B.id, $share: { name: zipf, s: 2 } }',
      ['share', { s: 2 }],
    ],
    ['children per parent', '{ $ref: B.id, $per: 1-3 }', '{ $ref: B.id, $per: 5 }', ['per', 5]],
    ['one end of children per parent', '{ $ref: B.id, $per: 1-3 }', '{ $ref: B.id, $per: 1-7 }', ['per', { max: 7 }]],
    [
      'numbers of children with weights',
      '{ $ref: B.id, $per: 1-3 }',
      '{ $ref: B.id, $per: { $values: { 2: 1, 9: 3 } } }',
      ['per', { $values: { 2: 1, 9: 3 } }],
    ],
    [
      'weights of children by a range',
      '{ $ref: B.id, $per: { $values: { 2: 1, 9: 3 } } }',
      '{ $ref: B.id, $per: { min: 1, max: 4 } }',
      ['per', { min: 1, max: 4 }],
    ],
    [
      'children by an expression over the parent',
      '{ $ref: B.id, $per: 1-3 }',
      '{ $ref: B.id, $per: parent.id }',
      ['per', 'parent.id'],
    ],
    [
      'an expression over the parent by a law',
      '{ $ref: B.id, $per: parent.id }',
      '{ $ref: B.id, $per: { max: 4 } }',
      ['per', { max: 4 }],
    ],
    [
      'the law of children per parent',
      '{ $ref: B.id, $per: 1-3 }',
      '{ $ref: B.id, $per: { min: 1, max: 3, distribution: zipf, s: 2 } }',
      ['per', { distribution: 'zipf', s: 2 }],
    ],
    ['how deep objects are embedded', '$B', '{ $ref: B, $depth: 3 }', ['depth', 3]],
    ['a seed', 'integer', '{ $type: integer, $seed: 7 }', ['seed', 7]],
    ['the seed of a template', '{ $template: "{y}", $seed: a }', '{ $template: "{y}", $seed: b }', ['seed', 'b']],
  ])('%s', (_, field, written, ...settings) => {
    const around = (x: string): string =>
      `A:\n  id: integer @id\n  y: integer 1-9\n  d: date\n  x: ${x}\nB: { id: integer @id }\n`;
    const overrides = settings.map(([name, value]) => override(`A:x:${name}`, value));
    expect(fieldsOf(around(field), ...overrides)).toEqual(fieldsOf(around(written)));
    expect(fieldsOf(around(field))).not.toEqual(fieldsOf(around(written)));
  });

  it('in nested fields and in the items of lists', () => {
    const text = 'A:\n  a: { b: { c: integer } }\n  l: [integer]\n  o: { $items: { at: integer } }\n';
    const overrides = [
      override('A:a.b.c:min', 1),
      override('A:l[]:min', 2),
      override('A:l:null', 50),
      override('A:o[].at:min', 3),
    ];
    expect(fieldsOf(text, ...overrides)).toEqual(
      fieldsOf(`A:
  a: { b: { c: { $type: integer, $min: 1 } } }
  l: { $items: { $type: integer, $min: 2 }, $null: 0.5 }
  o: { $items: { at: { $type: integer, $min: 3 } } }
`),
    );
  });

  it('of several for one setting the last one counts', () => {
    const text = 'A: { x: integer }';
    expect(fieldsOf(text, override('A:x:min', 1), override('A:x:min', 2))).toEqual(
      fieldsOf(text, override('A:x:min', 2)),
    );
  });

  it('but the generator stays, whatever the new bounds would suggest', () => {
    const { problems, draft } = parse('A:\n  age: integer\n', override('A:age:min', 'soon'));
    expect(problems.map(({ code }) => code)).toEqual(['RANGE_INVALID']);
    expect(draft?.entities[0].fields[1]).toMatchObject({ source: { name: 'age' }, inferred: 'name' });
    expect(problemsOf('A:\n  x: number 0-10\n', override('A:x:max', 7.5))).toEqual(['RANGE_INVALID 2:3 A.x']);
    const [, x] = modelOf('A: { x: number }', { overrides: [override('A:x:max', 9)] }).entities[0].fields;
    expect(x).toMatchObject({ type: { kind: 'integer' }, source: { name: 'number' } });
  });
});

describe('a wrong override', () => {
  const text = `User:
  id: integer @id
  email: string @email
  age: integer 18-65
  word: string @word
  kind: enum(a, b)
  label: { $template: "{word}" }
  tags: [integer 1-9]
  home:
    city: string @city
  friends: [$User.id]
Land:
  $rows: [{ code: DE }, { code: FR }]
`;

  it.each<[code: string, at: string, name: string, value: unknown]>([
    ['OVERRIDE_ENTITY_UNKNOWN', '1:1 Usr.age', 'Usr:age:min', 1],
    ['OVERRIDE_FIELD_UNKNOWN', '1:1 User.agee', 'User:agee:min', 1],
    ['OVERRIDE_FIELD_UNKNOWN', '1:1 User.city', 'User:city:null', 1],
    ['OVERRIDE_FIELD_UNKNOWN', '12:1 Land.name', 'Land:name:null', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '4:3 User.age', 'User:age:minn', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '4:3 User.age', 'User:age:$min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '4:3 User.age', 'User:age:generator', 'email'],
    ['OVERRIDE_SETTING_UNKNOWN', '3:3 User.email', 'User:email:min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '3:3 User.email', 'User:email:toString', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '6:3 User.kind', 'User:kind:min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '7:3 User.label', 'User:label:case', 'lower'],
    ['OVERRIDE_SETTING_UNKNOWN', '8:3 User.tags', 'User:tags:min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '9:3 User.home', 'User:home:min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '11:3 User.friends[]', 'User:friends[]:min', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '13:13 Land.code', 'Land:code:null', 1],
    ['OPTION_INVALID', '3:3 User.email', 'User:email:share', 2],
    ['OPTION_INVALID', '3:3 User.email', 'User:email:plus', 'yes'],
    ['OPTION_INVALID', '3:3 User.email', 'User:email:suffix', 'a'.repeat(11)],
    ['RANGE_INVALID', '4:3 User.age', 'User:age:min', 1.5],
    ['RANGE_INVALID', '4:3 User.age', 'User:age:decimals', 13],
    ['RANGE_ORDER', '4:3 User.age', 'User:age:min', 70],
    ['RANGE_INVALID', '8:10 User.tags', 'User:tags[]:step', -1],
    ['VALUE_EXPECTED', '4:3 User.age', 'User:age:max', null],
    ['VALUE_EXPECTED', '4:3 User.age', 'User:age:null', true],
    ['VALUE_EXPECTED', '4:3 User.age', 'User:age:null', '20'],
    ['NULL_SHARE', '4:3 User.age', 'User:age:null', 101],
    ['NULL_SHARE', '4:3 User.age', 'User:age:null', -1],
    ['NULL_SHARE', '4:3 User.age', 'User:age:null', '1.2.3%'],
    ['KEY_NULL', '2:3 User.id', 'User:id:null', 1],
    ['DIRECTIVE_PLACE', '11:13 User.friends', 'User:friends[]:null', 1],
    ['OVERRIDE_SETTING_UNKNOWN', '6:3 User.kind', 'User:kind:type', 'string'],
    ['OVERRIDE_SETTING_UNKNOWN', '11:3 User.friends', 'User:friends:share', 'zipf'],
    ['OVERRIDE_SETTING_UNKNOWN', '11:3 User.friends[]', 'User:friends[]:per', 3],
    ['OVERRIDE_SETTING_UNKNOWN', '9:3 User.home', 'User:home:seed', 3],
    ['OVERRIDE_SETTING_UNKNOWN', '13:13 Land.code', 'Land:code:seed', 3],
    ['VALUE_TYPE', '6:3 User.kind', 'User:kind:values', ['a', 'c']],
    ['VALUES_EMPTY', '6:3 User.kind', 'User:kind:values', []],
    ['WEIGHTS_INVALID', '6:3 User.kind', 'User:kind:values', { a: -1 }],
    ['VALUE_EXPECTED', '6:3 User.kind', 'User:kind:values', [['a']]],
    ['DISTRIBUTION_UNKNOWN', '4:3 User.age', 'User:age:distribution', 'gauss'],
    ['DISTRIBUTION_PARAMETER', '4:3 User.age', 'User:age:distribution', { mean: 3 }],
    ['LENGTH_INVALID', '8:3 User.tags', 'User:tags:length', -1],
    ['RANGE_ORDER', '8:3 User.tags', 'User:tags:length', { min: 5 }],
    ['VALUE_EXPECTED', '4:3 User.age', 'User:age:min', { a: 1 }],
    ['VALUE_EXPECTED', '4:3 User.age', 'User:age:seed', [1]],
  ])('%s %s of %s', (code, at, name, value) => {
    expect(problemsOf(text, override(name, value))).toEqual([`${code} ${at}`]);
  });

  it('names what is nearest, or what there is', () => {
    expect(
      hintsOf(
        text,
        override('Usr:age:min', 1),
        override('User:agee:min', 1),
        override('User:age:maxx', 1),
        override('User:email:country', 'DE'),
        override('User:label:country', 'DE'),
        override('User:tags:min', 1),
        override('Land:code:x', 1),
        override('User:age:null', 200),
      ),
    ).toEqual([
      'there is no entity Usr to override: did you mean User?',
      'there is no field agee in User to override: did you mean age?',
      'email has no setting country: what can be overridden here: domains, plus, share, suffix, case, seed, null',
      'a share of nulls is between 0 and 1, or 0% and 100%: give 20% or 20',
      'age has no setting maxx: did you mean max?',
      'label is a template, which has no setting country: what can be overridden here: seed, null',
      'tags is a list, which has no setting min: its items are the field tags[]',
      'code is a column of $rows, which has no setting x: change the document',
    ]);
  });

  it('of the key that an entity gets is one like any other', () => {
    expect(problemsOf('A: { x: string }', override('A:_id:null', 1))).toEqual(['KEY_NULL 1:1 A._id']);
  });

  it('is found beside what is wrong with the document, and says nothing of what could not be read', () => {
    const broken = 'A:\n  x: strng\n  y: integer\nB: 5\n';
    const overrides = [
      override('A:x:min', 1),
      override('A:x.z:min', 1),
      override('A:y:minn', 1),
      override('B:x:min', 1),
    ];
    expect(problemsOf(broken, ...overrides)).toEqual([
      'TYPE_UNKNOWN 2:6 A.x',
      'OVERRIDE_SETTING_UNKNOWN 3:3 A.y',
      'VALUE_EXPECTED 4:4 B',
    ]);
  });

  it('of hostile names and values is a problem like any other', () => {
    const odd: readonly ModelScalar[] = [
      null,
      '',
      '= ',
      '= vars.x',
      '\0',
      { value: 1e308, text: '1e308' },
      'a'.repeat(100_000),
    ];
    const names = ['__proto__', 'constructor', '', 'a'.repeat(100_000), 'a.'.repeat(50_000)];
    for (const setting of [...names, 'min', 'step', 'decimals', 'null']) {
      for (const value of odd) {
        const named = names.map((name) => ({ entity: name, field: name, setting, value }));
        const { model, problems } = parse(text, { entity: 'User', field: 'age', setting, value }, ...named);
        expect(model).toBe(null);
        expect(problems.length).toBeGreaterThanOrEqual(names.length);
      }
    }
  });
});

describe('what fits nothing', () => {
  const text = `$variables: { n: 3 }
A: { $count: 2, id: integer @id }
B: { a: { $ref: A.id, $per: 2 } }
C:
  $rows: [{ code: DE }]
`;
  const outside = {
    variables: new Map([['users', { value: 5, text: '5' }]]),
    counts: new Map<string, number | string>([
      ['users', 5],
      ['A', '= vars.n * 3'],
      ['B', 1],
      ['C', 9],
    ]),
    overrides: [
      override('users:id:min', 1),
      override('A:idd:start', 5),
      override('A:id:mean', 1),
      override('B:a:share', 'zipf'),
    ],
  };
  const read = (ignoresUnfit: boolean): ReturnType<typeof parseModel> =>
    parseModel(text, { catalogue: fakeCatalogue, ...outside, ignoresUnfit });

  it('is a problem', () => {
    const codes = read(false).problems.map(({ code }) => code);
    expect(new Set(codes)).toEqual(
      new Set([
        'VARIABLE_UNDECLARED',
        'COUNT_ENTITY_UNKNOWN',
        'COUNT_CONTRADICTION',
        'OVERRIDE_ENTITY_UNKNOWN',
        'OVERRIDE_FIELD_UNKNOWN',
        'OVERRIDE_SETTING_UNKNOWN',
      ]),
    );
  });

  it('changes nothing, with a warning for each, where it is to be ignored', () => {
    const { model, problems } = read(true);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['OVERRIDE_IGNORED']));
    expect(problems).toHaveLength(8);
    const plain = parseModel(text, { catalogue: fakeCatalogue, counts: new Map([['A', 9]]) });
    expect(model).toEqual(plain.model);
  });
});

describe('a count is an expression over variables', () => {
  const text = '$variables: { n: 3 }\nA: { x: string }\n';
  const problems = (count: string): string[] =>
    parseModel(text, { catalogue: fakeCatalogue, counts: new Map([['A', count]]) }).problems.map(({ code }) => code);

  it('and a problem where it is none', () => {
    expect(problems('= vars.n * 2')).toEqual([]);
    expect(problems('= vars.n - 4')).toEqual(['COUNT_INVALID']);
    expect(problems('= vars.m')).toEqual(['VARIABLE_UNKNOWN']);
    expect(problems('= n(')).toEqual(['EXPRESSION_SYNTAX']);
    expect(problems('twelve')).toEqual(['VALUE_EXPECTED']);
  });
});

describe('a count that is an expression', () => {
  it.each([
    ['= vars.n / 2', 2],
    ['= vars.n * 0.4', 1],
    ['= vars.n / 1000', 1],
    ['= vars.n * 0', 0],
    ['= 100 * 0.07', 7],
  ])('%s is rounded, and is at least one row unless it is 0', (count, rows) => {
    const written = parseModel(`$variables: { n: 3 }\nA: { $count: "${count}", x: string }\n`, {
      catalogue: fakeCatalogue,
    });
    expect(written.problems).toEqual([]);
    expect(written.model?.entities[0].count).toBe(rows);
    const given = parseModel('$variables: { n: 3 }\nA: { x: string }\n', {
      catalogue: fakeCatalogue,
      counts: new Map([['A', count]]),
    });
    expect(given.model?.entities[0].count).toBe(rows);
  });
});

describe('a file of overrides', () => {
  it('is YAML or JSON', () => {
    const yaml = readOverrides(`variables: { users: 5, name: x }
entities:
  User:
    count: "= vars.users * 2"
    fields:
      price: { min: 5.00, distribution: { name: normal, mean: 3 } }
      plan: { values: { free: 3, 1: 2 } }
  Order: { count: 1_000 }
`);
    expect(yaml.problems).toEqual([]);
    expect([...yaml.counts]).toEqual([
      ['User', '= vars.users * 2'],
      ['Order', 1000],
    ]);
    expect(yaml.overrides).toEqual([
      { entity: 'User', field: 'price', setting: 'min', value: { value: 5, text: '5.00' } },
      override('User:price:distribution', { name: 'normal', mean: 3 }),
      {
        entity: 'User',
        field: 'plan',
        setting: 'values',
        value: {
          entries: [
            ['free', { value: 3, text: '3' }],
            ['1', { value: 2, text: '2' }],
          ],
        },
      },
    ]);
    const json = readOverrides(
      '{"variables": {"a": null}, "entities": {"A": {"fields": {"x": {"values": ["a", true]}}}}}',
    );
    expect(json).toEqual({
      variables: new Map([['a', null]]),
      counts: new Map(),
      overrides: [override('A:x:values', ['a', true])],
      problems: [],
    });
    expect(readOverrides('entities:\n').problems).toEqual([]);
  });

  it.each([
    ['', 0],
    ['- 1', 1],
    ['entitys: {}', 1],
    ['variables: [1]', 1],
    ['variables: { a: [1] }', 1],
    ['entities: { A: { count: lots, min: 3 } }', 2],
    ['entities: { A: { fields: [x] } }', 1],
    ['entities: { A: { fields: { x: 5 } } }', 1],
    ['entities: { A: { fields: { x: } } }', 0],
    ['{', 1],
    ['__proto__: 1', 1],
  ])('%j has %i problems', (text, count) => {
    expect(readOverrides(text).problems).toHaveLength(count);
  });
});
