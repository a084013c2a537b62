import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_NOW, parseModel, plainScalar } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';
import { entityOf, fieldOf, modelOf } from './parsed.ts';

const SHOP = readFileSync(new URL('../../examples/shop.yaml', import.meta.url), 'utf8');

const codes = (text: string, options: Partial<Parameters<typeof parseModel>[1]> = {}): readonly string[] =>
  parseModel(text, { catalogue: fakeCatalogue, ...options }).problems.map((problem) => problem.code);

describe('the shop', () => {
  const model = modelOf(SHOP);

  it('has its document', () => {
    expect(model).toMatchObject({ seed: 'shop-2026', now: Date.UTC(2026, 0, 1), version: null });
    expect(model.variables.get('vip_share')).toEqual({ value: 0.05, text: '0.05' });
    expect(model.providers.get('Plan')).toEqual({
      name: 'Plan',
      columns: [{ name: '', values: ['free', 'pro', 'team'] }],
      weights: [70, 25, 5],
    });
    expect(model.entities.map((entity) => [entity.name, entity.count, entity.staticRows, entity.key])).toEqual([
      ['Country', null, 2, []],
      ['User', 1000, null, ['id']],
      ['Product', 200, null, ['id']],
      ['Order', null, null, ['id']],
      ['OrderLine', null, null, []],
    ]);
  });

  it('has its fields', () => {
    expect(fieldOf(model, 'User', 'id')).toMatchObject({
      key: true,
      unique: true,
      type: { kind: 'integer' },
      source: { name: 'sequence' },
    });
    expect(fieldOf(model, 'User', 'plan').source).toEqual({ kind: 'provider', provider: 'Plan', column: '' });
    expect(fieldOf(model, 'Product', 'made_in').source).toMatchObject({
      kind: 'reference',
      entity: 'Country',
      field: 'code',
    });
    expect(fieldOf(model, 'Country', 'code')).toMatchObject({
      unique: true,
      source: { kind: 'static', values: ['DE', 'FR'] },
    });
    expect(fieldOf(model, 'Order', 'id')).toMatchObject({
      key: true,
      unique: true,
      source: { name: 'uuid' },
      inferred: null,
    });
    expect(fieldOf(model, 'Order', 'user_id').source).toMatchObject({
      per: { min: 0, max: 12, distribution: { name: 'zipf' } },
    });
    expect(fieldOf(model, 'Order', 'total').source).toEqual({
      kind: 'aggregate',
      operator: 'sum',
      entity: 'OrderLine',
      field: 'amount',
      via: null,
      where: null,
    });
    expect(fieldOf(model, 'OrderLine', 'line_no').source).toEqual({ kind: 'ordinal', reference: 'order_id' });
    expect(fieldOf(model, 'OrderLine', 'amount').source).toMatchObject({ kind: 'expression' });
  });

  it('grows with its variable', () => {
    const grown = modelOf(SHOP, { variables: new Map([['users', plainScalar('200_000')]]), seed: 'other' });
    expect(entityOf(grown, 'User')).toMatchObject({ count: 200_000, countOverridden: false });
    expect(grown.seed).toBe('other');
  });

  it('takes counts from outside', () => {
    const counted = modelOf(SHOP, {
      counts: new Map([
        ['*', 10],
        ['Order', 50],
      ]),
    });
    expect(counted.entities.map((entity) => [entity.name, entity.count, entity.countOverridden])).toEqual([
      ['Country', null, false],
      ['User', 10, true],
      ['Product', 10, true],
      ['Order', 50, true],
      ['OrderLine', null, false],
    ]);
    expect(codes(SHOP, { counts: new Map([['Country', 5]]) })).toEqual(['COUNT_CONTRADICTION']);
    expect(codes(SHOP, { counts: new Map([['Usr', 5]]) })).toEqual(['COUNT_ENTITY_UNKNOWN']);
    expect(codes(SHOP, { counts: new Map([['User', 0.5]]) })).toEqual(['COUNT_INVALID']);
    expect(codes(SHOP, { variables: new Map([['usrs', true]]) })).toEqual(['VARIABLE_UNDECLARED']);
  });
});

describe('documents of the guides', () => {
  it('parse as they stand', () => {
    const model = modelOf(`
UserProfile:
  id: string
  name: string
  age: number
BlogPost:
  title: string
  author:
    name: string
    email: string
Product:
  tags: [string]
  price: number 5.00-999.99 (currency)
  stock: number 0-1000
OrderStatus:
  status: enum(pending, shipped, delivered, canceled)
Contact:
  phone_number: string @phone
  user_id: string @id
Person:
  phone: { $ref: Contact.user_id }
  home_address: $Address
  addresses: [$Address]
  age: number 18-65
  published_date: string @date (YYYY-MM-DD)
  year: number @year 1990-2025
  odometer: number @odometer
Address:
  street: string
  city: string
Category:
  parent: $Category
User:
  company: $Company
Company:
  owner: $User
Car:
  vin: string @vin
  make: string @car_make
  model: string @car_model
  plate: string @license
  text: string @paragraph
  title: string @sentence
  product: string @product_name
  number: string @ssn
  key: string @uuid
  driver: string @full_name
`);
    expect(fieldOf(model, 'UserProfile', 'id')).toMatchObject({ key: true, unique: true, source: { name: 'uuid' } });
    expect(entityOf(model, 'BlogPost').fields[0]).toMatchObject({
      name: '_id',
      key: true,
      unique: true,
      source: { name: 'uuid' },
    });
    expect(entityOf(model, 'BlogPost').key).toEqual(['_id']);
  });

  it('a reference to a field that may repeat is a warning', () => {
    const { model, problems } = parseModel('C:\n  phone: string\nA:\n  p: $C.phone\n', { catalogue: fakeCatalogue });
    expect(problems).toEqual([
      {
        code: 'REFERENCE_NOT_UNIQUE',
        severity: 'warning',
        line: 4,
        column: 6,
        path: 'A.p',
        message: 'the values of C.phone may repeat',
        hint: 'mark it unique, or refer to the key',
      },
    ]);
    expect(model).not.toBeNull();
  });
});

describe('keys', () => {
  const keyOf = (fields: string): readonly string[] => entityOf(modelOf(`A:\n${fields}`), 'A').key;

  it('are marked, named, implied or added', () => {
    expect(keyOf('  x: string @id\n  id: string\n')).toEqual(['x']);
    expect(keyOf('  x: { $type: uuid, $key: true }\n')).toEqual(['x']);
    expect(keyOf('  $key: [x, y]\n  x: integer\n  y: integer\n  id: integer\n')).toEqual(['x', 'y']);
    expect(keyOf('  $key: id\n  id: number\n')).toEqual(['id']);
    expect(keyOf('  id: string @email\n')).toEqual(['id']);
    expect(keyOf('  x: string\n')).toEqual(['_id']);
    expect(keyOf('  $rows: [{ id: 1 }]\n')).toEqual(['id']);
    expect(keyOf('  $rows: [{ x: 1 }]\n')).toEqual([]);
  });

  it('count or are UUIDs unless told otherwise', () => {
    const source = (value: string): unknown => fieldOf(modelOf(`A:\n  id: ${value}\n`), 'A', 'id').source;
    expect(source('number')).toMatchObject({ name: 'sequence' });
    expect(source('uuid')).toMatchObject({ name: 'uuid' });
    expect(source('integer 1000-2000')).toMatchObject({ name: 'sequence', range: { min: { value: 1000 } } });
    expect(source('string @email')).toMatchObject({ name: 'email' });
    expect(source('date')).toMatchObject({ name: 'date' });
    expect(fieldOf(modelOf('A:\n  id: number\n'), 'A', 'id').type).toEqual({ kind: 'integer' });
  });

  it('are not added beside $per', () => {
    const model = modelOf('P:\n  id: integer\nA:\n  p: { $ref: P.id, $per: 2 }\n');
    expect(entityOf(model, 'A')).toMatchObject({ key: [], fields: [{ name: 'p' }] });
  });

  it('of two fields are unique together only', () => {
    const model = modelOf('A:\n  $key: [x, y]\n  x: integer\n  y: integer\n');
    expect(entityOf(model, 'A').fields.map((field) => [field.key, field.unique])).toEqual([
      [true, false],
      [true, false],
    ]);
  });
});

describe('static tables', () => {
  it('are columns, and may have further fields', () => {
    const { fields, staticRows } = entityOf(
      modelOf(
        'A:\n  $rows:\n    - { code: 1, name: a }\n    - { code: 2, extra: true }\n  code: string @id\n  size: integer 1-5\n',
      ),
      'A',
    );
    expect(staticRows).toBe(2);
    expect(fields).toMatchObject([
      { name: 'code', type: { kind: 'string' }, key: true, source: { values: [{ text: '1' }, { text: '2' }] } },
      { name: 'name', type: null, unique: false, source: { values: ['a', null] } },
      { name: 'extra', source: { values: [null, true] } },
      { name: 'size', source: { kind: 'generator' } },
    ]);
  });
});

describe('providers', () => {
  it('are lists, weights or tables, and come before generators', () => {
    const text = '$providers:\n  email: [a, 5]\n  Cities: [{ name: X, zip: 01 }, { name: Y }]\n';
    const model = modelOf(
      `${text}A:\n  x: string @email\n  y: string @Cities.zip\n  z: { $template: "{@Cities.name}" }\n`,
    );
    expect(model.providers.get('Cities')).toEqual({
      name: 'Cities',
      columns: [
        { name: 'name', values: ['X', 'Y'] },
        { name: 'zip', values: [{ value: 1, text: '01' }, null] },
      ],
      weights: null,
    });
    expect(fieldOf(model, 'A', 'x').source).toEqual({ kind: 'provider', provider: 'email', column: '' });
    expect(fieldOf(model, 'A', 'y').source).toEqual({ kind: 'provider', provider: 'Cities', column: 'zip' });
    expect(fieldOf(model, 'A', 'z').source).toMatchObject({
      parts: [{ source: { kind: 'provider', column: 'name' } }],
    });
  });
});

describe('relations', () => {
  it('pass through objects and references', () => {
    const model = modelOf(`
A:
  id: integer
  home: { city: string @city, owner: $B.id }
  lines: { $count_of: C, $via: home.a }
  owner_city: { $lookup: home.owner.home.city }
B:
  id: integer
  since: timestamp
  home: { city: string @city }
C:
  home: { a: $A.id, b: $A.id }
  at: { $type: timestamp, $after: home.a.home.owner.since }
`);
    expect(fieldOf(model, 'A', 'owner_city').source).toEqual({
      kind: 'lookup',
      path: ['home', 'owner', 'home', 'city'],
    });
  });

  it('keep sums through a named reference', () => {
    const model = modelOf('A:\n  id: integer\n  t: { $sum: C.n, $via: y }\nC:\n  x: $A.id\n  y: $A.id\n  n: integer\n');
    expect(fieldOf(model, 'A', 't').source).toEqual({
      kind: 'aggregate',
      operator: 'sum',
      entity: 'C',
      field: 'n',
      via: 'y',
      where: null,
    });
  });
});

describe('the document', () => {
  it('has defaults, and keeps scalars as written', () => {
    expect(modelOf('A: { x: string }')).toMatchObject({ seed: 'rowmill', now: DEFAULT_NOW, version: null });
    expect(DEFAULT_NOW).toBe(Date.UTC(2026, 0, 1));
    const model = modelOf(
      '$seed: 007\n$version: 1.10\n$now: 2025-06-01\n$variables: { a: 1_000, b: "5", c: 2024-01-01 }\nA: { x: string }',
    );
    expect(model).toMatchObject({ seed: '007', version: '1.10', now: Date.UTC(2025, 5, 1) });
    expect([...model.variables.values()]).toEqual([{ value: 1000, text: '1000' }, '5', '2024-01-01']);
  });

  it('takes hostile names for data', () => {
    const model = modelOf(
      '__proto__:\n  constructor: string\n  toString: $hasOwnProperty.__proto__\nhasOwnProperty:\n  __proto__: string @id\n',
    );
    expect(model.entities.map((entity) => entity.name)).toEqual(['__proto__', 'hasOwnProperty']);
    expect(fieldOf(model, '__proto__', 'constructor').type).toEqual({ kind: 'string' });
    expect(codes('A: { x: string @__proto__, y: { $generator: email, $options: { constructor: 1 } } }')).toEqual([
      'GENERATOR_UNKNOWN',
      'OPTION_UNKNOWN',
    ]);
  });

  it('may use anchors and aliases, quotes and comments', () => {
    const model = modelOf('# one\nA: &a\n  x: &t string @word # two\n  y: *t\nB: *a\n"C D":\n  \'e f\': $B._id\n');
    expect(model.entities.map((entity) => entity.fields.length)).toEqual([3, 3, 2]);
    expect(fieldOf(model, 'C D', 'e f').source).toMatchObject({ entity: 'B', field: '_id' });
  });

  it('may have the line ends of other systems', () => {
    const model = modelOf('\ufeffA:\r\n  $count: 5\r\n  x: string unique\r\n');
    expect(entityOf(model, 'A').count).toBe(5);
    expect(fieldOf(model, 'A', 'x')).toMatchObject({ unique: true, at: { line: 3, column: 3 } });
  });

  it('gives all problems at once, by position', () => {
    const { problems } = parseModel('A:\n  y: $B.x\n  x: strin\nC: { z: number 5-1, w: string @emial }\n', {
      catalogue: fakeCatalogue,
    });
    expect(problems.map((problem) => `${problem.line} ${problem.path}`)).toEqual(['2 A.y', '3 A.x', '4 C.z', '4 C.w']);
  });
});

describe('the rows of a provider', () => {
  const CITIES = '$providers:\n  Cities: [{ id: 1, name: Bern }, { id: 2, name: Rome }]\n  Word: [a, b]\n';
  const read = (entity: string) => parseModel(`${CITIES}A:\n${entity}`, { catalogue: fakeCatalogue });

  it('are a static table, as if they were written', () => {
    const { model, problems } = read('  $rows: "@Cities"\n  name: string unique\n');
    expect(problems).toEqual([]);
    const here = read('  $rows: [{ id: 1, name: Bern }, { id: 2, name: Rome }]\n  name: string unique\n');
    const plain = (entity: unknown): unknown =>
      JSON.parse(JSON.stringify(entity, (key, part: unknown) => (key === 'at' ? undefined : part)));
    expect(plain(model?.entities)).toEqual(plain(here.model?.entities));
  });

  it.each([
    ['  $rows: "@Citie"\n', 'GENERATOR_UNKNOWN'],
    ['  $rows: "@Word"\n', 'ROWS_INVALID'],
    ['  $rows: Cities\n', 'ROWS_INVALID'],
    ['  $rows: "@Cities"\n  $count: 5\n', 'COUNT_CONTRADICTION'],
    ['  $rows: "@Cities"\n  name: integer\n', 'VALUE_TYPE'],
  ])('%j has the problem %s', (entity, code) => {
    expect(read(entity).problems.map((problem) => problem.code)).toEqual([code]);
  });
});
