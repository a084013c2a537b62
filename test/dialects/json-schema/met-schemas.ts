import * as fc from 'fast-check';

type Value = null | boolean | number | string | Value[] | { [name: string]: Value };
type Schema = Record<string, unknown>;

/** Values such as documents have. */
const { object } = fc.letrec<{ value: Value; object: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Value>(
      null,
      true,
      false,
      0,
      1,
      -3,
      2.5,
      40,
      1e6,
      '',
      'x',
      'harbor',
      'A1',
      '2025-01-31',
      'a@b.co',
      'ab12',
    ),
    fc.string({ maxLength: 6 }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'id', 'email', 'kind', 'Key', 'x-y', '$k'), tie('value'), {
    minKeys: 1,
    maxKeys: 5,
    noNullPrototype: true,
  }),
}));

/** Draws numbers below a limit. */
type Draw = (limit: number) => number;

const PATTERNS = ['^[a-z]*$', '\\d', '^(?!x)', '^.{0,6}$', '[A-Z]', '^$|^.', '^\\S+$', '@', '^[a-z0-9-]+$', 'r$'];
const FORMATS: readonly (readonly [string, RegExp])[] = [
  ['date', /^2025-01-31$/],
  ['email', /^a@b\.co$/],
];

/** A schema that accepts a value, and more. */
function accepting(one: Value, draw: Draw, depth: number): Schema {
  const schema = plain(one, draw, depth);
  if (depth > 3) return schema;
  switch (draw(14)) {
    case 0:
      return { anyOf: shuffled([schema, other(one, draw), accepting(one, draw, depth + 1)], draw) };
    case 1:
      return { allOf: [schema, accepting(one, draw, depth + 1)] };
    case 2:
      return { ...schema, not: other(one, draw) };
    case 3:
      return { oneOf: shuffled([schema, { allOf: [other(one, draw), accepting(one, draw, depth + 1)] }], draw) };
    case 4:
      return condition(accepting(one, draw, depth + 1), schema, false);
    case 5:
      return condition(other(one, draw), false, schema);
    case 6:
      return { oneOf: shuffled([schema, other(one, draw)], draw) };
    default:
      return schema;
  }
}

function condition(test: unknown, met: unknown, unmet: unknown): Schema {
  return Object.fromEntries(['if', 'then', 'else'].map((keyword, i) => [keyword, [test, met, unmet][i]]));
}

/** A schema that does not accept a value. */
function other(one: Value, draw: Draw): Schema {
  const type = typeOf(one);
  const types = ['string', 'number', 'boolean', 'null', 'array', 'object'].filter((name) => name !== type);
  const choices: Schema[] = [
    { type: types[draw(types.length)] },
    { enum: [one === 'y' ? 'z' : 'y', 17, { q: 1 }] },
    { not: { type } },
  ];
  if (typeof one === 'string')
    choices.push({ type: 'string', minLength: one.length + 1 }, { type: 'string', pattern: '^never$' });
  if (typeof one === 'number')
    choices.push({ type: 'number', minimum: one + 1 }, { type: 'number', exclusiveMaximum: one });
  if (Array.isArray(one)) choices.push({ type: 'array', minItems: one.length + 1 }, { contains: { const: 'nothing' } });
  if (isObject(one))
    choices.push({ required: ['missing'] }, { type: 'object', minProperties: Object.keys(one).length + 1 });
  return choices[draw(choices.length)];
}

function plain(one: Value, draw: Draw, depth: number): Schema {
  const type = typeOf(one);
  const kind = draw(10);
  if (kind === 0) return { enum: shuffled([one, 'y', 5], draw).filter((item, i, all) => all.indexOf(item) === i) };
  if (kind === 1) return { const: one };
  if (kind === 2) return { type: [type, 'null'].filter((name, i, all) => all.indexOf(name) === i) };
  const some = (keywords: Schema): Schema => Object.fromEntries(Object.entries(keywords).filter(() => draw(3) === 0));
  if (typeof one === 'string') {
    const patterns = PATTERNS.filter((source) => new RegExp(source, 'u').test(one));
    const formats = FORMATS.filter(([, is]) => is.test(one));
    const length = Array.from(one).length;
    return {
      type,
      ...some({ minLength: draw(length + 1), maxLength: length + draw(6) }),
      ...(patterns.length > 0 ? some({ pattern: patterns[draw(patterns.length)] }) : {}),
      ...(formats.length > 0 ? { format: formats[0][0] } : {}),
    };
  }
  if (typeof one === 'number') {
    const steps = [1, 2, 5, 0.5].filter((step) => Number.isInteger(one / step));
    return {
      type: Number.isInteger(one) && draw(2) === 0 ? 'integer' : 'number',
      ...some({
        minimum: one - draw(5),
        maximum: one + draw(9),
        exclusiveMinimum: one - 1,
        exclusiveMaximum: one + 0.5,
      }),
      ...(steps.length > 0 ? some({ multipleOf: steps[draw(steps.length)] }) : {}),
    };
  }
  if (Array.isArray(one)) {
    const isUnique = new Set(one.map((item) => JSON.stringify(item))).size === one.length;
    const prefix = draw(one.length + 1);
    const rest = one.slice(prefix).map((item) => accepting(item, draw, depth + 1));
    return {
      type,
      ...some({ minItems: draw(one.length + 1), maxItems: one.length + draw(3) }),
      ...(isUnique ? some({ uniqueItems: true }) : {}),
      ...(one.length > 0 ? some({ contains: accepting(one[draw(one.length)], draw, depth + 1) }) : {}),
      ...(prefix > 0 && draw(2) === 0
        ? {
            prefixItems: one.slice(0, prefix).map((item) => accepting(item, draw, depth + 1)),
            ...some({ items: rest.length === 0 ? false : { anyOf: rest } }),
          }
        : one.length > 0
          ? { items: { anyOf: one.map((item) => accepting(item, draw, depth + 1)) } }
          : {}),
    };
  }
  if (!isObject(one)) return { type };
  const names = Object.keys(one);
  const described = names.filter(() => draw(4) > 0);
  const others = names.filter((name) => !described.includes(name));
  return {
    type,
    properties: Object.fromEntries([
      ...described.map((name) => [name, accepting(one[name], draw, depth + 1)]),
      ...(draw(3) === 0 ? [['later', accepting('x', draw, depth + 1)]] : []),
    ]),
    ...some({ required: names.filter(() => draw(2) === 0) }),
    ...(others.length === 0
      ? some({ additionalProperties: false })
      : { additionalProperties: { anyOf: others.map((name) => accepting(one[name], draw, depth + 1)) } }),
    ...some({ minProperties: draw(names.length + 1), maxProperties: names.length + draw(2) }),
    ...(names.length > 1 ? some({ dependentRequired: { [names[0]]: [names[1]], missing: ['other'] } }) : {}),
    ...(names.length > 0 ? some({ dependentSchemas: { [names[0]]: { required: names.slice(0, 1) } } }) : {}),
    ...some({ propertyNames: { minLength: 1, maxLength: 12 } }),
    ...(names.some((name) => /^[a-z]/.test(name))
      ? {}
      : some({ patternProperties: { '^[a-z]': { type: 'integer' } } })),
  };
}

function isObject(one: Value): one is { [name: string]: Value } {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

function typeOf(one: Value): string {
  if (one === null) return 'null';
  return Array.isArray(one) ? 'array' : typeof one;
}

function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  const from = draw(items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}

/** Schemas that accept an object, and the object. */
export const metSchema: fc.Arbitrary<{ readonly schema: Schema; readonly witness: Value }> = fc
  .tuple(object, fc.infiniteStream(fc.nat(1000)))
  .map(([witness, numbers]) => {
    const draw: Draw = (limit) => Number(numbers.next().value) % limit;
    return { schema: { type: 'object', allOf: [accepting(witness, draw, 0)] }, witness };
  });
