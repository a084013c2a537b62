import * as fc from 'fast-check';

type Schema = boolean | { readonly [keyword: string]: unknown };

const NAMES = ['a', 'b', 'id', 'email', 'kind', '$ref2', 'x y'];
const name = fc.constantFrom(...NAMES);
const small = fc.integer({ min: 0, max: 4 });
const FORMATS = ['email', 'date', 'date-time', 'uuid', 'uri', 'ipv4', 'time'];
const scalar = fc.oneof(
  fc.constantFrom<unknown>('x', 'y', '', null, true, false, 0, 1, 2.5, -3),
  fc.string({ maxLength: 4 }),
);
const value = fc.oneof(scalar, fc.constantFrom<unknown>({}, [], { a: 1 }, [1, 'x'], { kind: 'x', b: [null] }));

/** Schemas of all keywords, mostly of those that can be met. They refer to `#/$defs/A` and `#/$defs/B`. */
const { schema, object, choice } = fc.letrec<{
  schema: Schema;
  object: Schema;
  list: Schema;
  text: Schema;
  number: Schema;
  choice: Schema;
  values: Schema;
}>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('text'),
    tie('number'),
    tie('values'),
    fc.constantFrom<Schema>(
      { type: 'boolean' },
      { type: 'null' },
      {},
      true,
      { type: ['string', 'null'] },
      { $ref: '#/$defs/A' },
      { $ref: '#/$defs/B' },
    ),
    tie('object'),
    tie('list'),
    tie('choice'),
  ),
  object: fc.record(
    {
      type: fc.constantFrom('object', ['object', 'null']),
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 4 }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      patternProperties: fc.dictionary(fc.constantFrom('^a', '^[a-z]+$', '^x-', 'd$'), tie('schema'), { maxKeys: 1 }),
      propertyNames: fc.constantFrom<Schema>({ maxLength: 6 }, { pattern: '^[a-z$ ]+' }, { minLength: 1 }),
      minProperties: fc.integer({ min: 0, max: 2 }),
      maxProperties: fc.integer({ min: 2, max: 6 }),
      dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 1 }), { maxKeys: 1 }),
      dependentSchemas: fc.dictionary(name, tie('schema'), { maxKeys: 1 }),
    },
    { requiredKeys: ['type'] },
  ),
  list: fc.record(
    {
      type: fc.constantFrom('array', ['array', 'string']),
      items: tie('schema'),
      prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      minItems: small,
      maxItems: fc.integer({ min: 3, max: 5 }),
      uniqueItems: fc.boolean(),
      contains: tie('schema'),
      minContains: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: ['type'] },
  ),
  text: fc
    .record(
      {
        type: fc.constant('string'),
        minLength: small,
        maxLength: fc.integer({ min: 4, max: 40 }),
        pattern: fc.constantFrom('^[a-z]+$', '\\d', '^(?!x)', '[A-Z]{2}', '^a|b$', '^$|^..', '^\\S+$'),
        format: fc.constant('x'),
      },
      { requiredKeys: ['type'] },
    )
    .chain((text) =>
      fc.constantFrom<Schema>(text, text, { type: 'string' }, ...FORMATS.map((format) => ({ type: 'string', format }))),
    ),
  number: fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.integer({ min: -5, max: 5 }),
      maximum: fc.oneof(fc.integer({ min: 5, max: 50 }), fc.constant(7.25)),
      exclusiveMinimum: fc.constantFrom(-1, 0, 0.5),
      exclusiveMaximum: fc.constantFrom(6, 10.5),
      multipleOf: fc.constantFrom(1, 2, 0.5, 0.1, 3),
    },
    { requiredKeys: ['type'] },
  ),
  values: fc.oneof(
    fc.record({ enum: fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }) }),
    fc.record({ const: value }),
  ),
  choice: fc.oneof(
    ...['allOf', 'anyOf', 'oneOf'].map((keyword) =>
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((list): Schema => ({ [keyword]: list })),
    ),
    tie('schema').map((one): Schema => ({ not: one })),
    fc
      .tuple(tie('schema'), tie('schema'), tie('schema'))
      .map((parts): Schema => Object.fromEntries(['if', 'then', 'else'].map((keyword, i) => [keyword, parts[i]]))),
    fc.tuple(tie('object'), tie('choice')).map(([one, other]): Schema => ({ ...Object(one), ...Object(other) })),
  ),
}));

/** Documents whose root is an object. */
export const randomSchema: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    root: fc.oneof(object, object, choice),
    properties: fc.dictionary(name, schema, { minKeys: 1, maxKeys: 4 }),
    a: schema,
    b: schema,
    isOf: fc.boolean(),
  })
  .map(({ root, properties, a, b, isOf }) => ({
    type: 'object',
    properties,
    required: Object.keys(properties).slice(0, 2),
    ...(isOf ? { allOf: [root] } : {}),
    $defs: { A: a, B: b },
  }));
