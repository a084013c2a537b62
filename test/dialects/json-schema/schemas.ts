import type { Draft } from './judge.ts';

/** A schema whose rows are judged. */
export interface Case {
  readonly name: string;
  readonly draft: Draft;
  readonly schema: Readonly<Record<string, unknown>>;
  /** What the model has to contain. */
  readonly model?: readonly (string | RegExp)[];
}

const object = (
  properties: object,
  required: readonly string[] = [],
  others: object = {},
): Record<string, unknown> => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  ...others,
});

/** A condition; the keyword is written so that no linter takes the schema for a promise. */
function when(test: object, met: object, other: object = {}): Record<string, unknown> {
  return Object.fromEntries(['if', 'then', 'else'].map((keyword, i) => [keyword, [test, met, other][i]]));
}

const FORMATS = (
  'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri iri uri-reference uri-template uuid json-pointer ' +
  'relative-json-pointer regex byte unheard-of'
).split(' ');

function nested(levels: number): Record<string, unknown> {
  const inner = levels === 0 ? { type: 'integer' } : nested(levels - 1);
  return object({ in: inner }, ['in'], { additionalProperties: false });
}

/** Schemas of the kinds that people have, with every keyword, in every draft. */
export const CASES: readonly Case[] = [
  {
    name: 'formats with patterns',
    draft: '07',
    schema: object(
      {
        day: { type: 'string', format: 'date', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
        since: { type: 'string', format: 'date', pattern: '^19[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
        at: { type: 'string', format: 'date-time', pattern: 'Z$' },
        mail: { type: 'string', format: 'email', pattern: '@' },
        link: { type: 'string', format: 'uri', pattern: '^https?://' },
        ours: { type: 'string', format: 'uri', pattern: '^https://example[.]com/[a-z]{3}$' },
      },
      ['day', 'since', 'at', 'mail', 'link', 'ours'],
    ),
    model: [/day: date$/m, /at: timestamp$/m, 'mail: string @email', 'link: string @url'],
  },
  {
    name: 'fields that their names explain',
    draft: '2020',
    schema: object(
      {
        id: { type: 'integer' },
        first_name: { type: 'string' },
        email: { type: 'string', maxLength: 80 },
        city: { type: 'string' },
        age: { type: 'integer', minimum: 0 },
        code: { type: 'string', maxLength: 4, minLength: 2 },
        letter: { type: 'string', maxLength: 1 },
        nothing: { type: 'string', maxLength: 0 },
      },
      ['id', 'email'],
      { title: 'Customer', additionalProperties: false },
    ),
    model: ['Customer:', 'id: integer @id', 'first_name: string\n', 'email: string\n', 'age: integer\n'],
  },
  {
    name: 'formats',
    draft: '2019',
    schema: object(Object.fromEntries(FORMATS.map((format) => [format, { type: 'string', format }]))),
    model: ['date: date', 'date-time: timestamp', 'email: string @email', 'uuid: uuid', 'ipv4: string @ipv4'],
  },
  {
    name: 'formats with lengths and patterns',
    draft: '07',
    schema: object({
      short: { type: 'string', format: 'email', maxLength: 20 },
      mine: { type: 'string', format: 'email', pattern: '@example\\.org$' },
      day: { type: 'string', format: 'date', pattern: '^2025-' },
      secure: { type: 'string', format: 'uri', pattern: '^https://' },
    }),
  },
  {
    name: 'patterns',
    draft: '07',
    schema: object(
      {
        sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
        inside: { type: 'string', pattern: 'abc' },
        either: { type: 'string', pattern: '^(a|b)$|^c' },
        look: { type: 'string', pattern: '^(?!con$)[a-z]{3,5}$' },
        password: { type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d).{8,}$' },
        bounded: { type: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 6 },
        long: { type: 'string', pattern: '^[a-z]+$', minLength: 40 },
        both: { allOf: [{ type: 'string', pattern: '^[a-z0-9]+$' }, { pattern: '\\d$' }] },
        word: { type: 'string', pattern: '\\bcat\\b' },
        path: { type: 'string', pattern: '^/([^/]+/)*$' },
        unicode: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
      },
      ['sku', 'look', 'password', 'long', 'both', 'word'],
    ),
    model: ['sku: { $pattern: '],
  },
  {
    name: 'numbers',
    draft: '2020',
    schema: object(
      {
        small: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
        share: { type: 'number', minimum: 0, maximum: 1 },
        cents: { type: 'number', minimum: 0, multipleOf: 0.01 },
        fives: { type: 'integer', multipleOf: 5, minimum: 7, maximum: 99 },
        both: {
          allOf: [
            { type: 'integer', multipleOf: 4 },
            { multipleOf: 6, minimum: 1 },
          ],
        },
        open: { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 },
        far: { type: 'integer', minimum: 9007199254740000 },
        farther: { type: 'number', minimum: 1e20 },
        negative: { type: 'integer', maximum: -10 },
        one: { type: 'number', minimum: 2.5, maximum: 2.5 },
        int: { type: 'integer', format: 'int32' },
        long: { type: 'integer', format: 'int64' },
        whole: { type: 'number', multipleOf: 1 },
        latitude: { type: 'number', minimum: -90, maximum: 90 },
      },
      ['small', 'cents', 'both', 'open', 'farther', 'one'],
    ),
    model: ['fives: { $type: integer, $min: 10, $max: 95, $step: 5 }', 'share: number\n'],
  },
  {
    name: 'bounds as draft-04 excludes them',
    draft: '04',
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/measure.json',
      ...object(
        {
          above: { type: 'integer', minimum: 5, exclusiveMinimum: true, maximum: 7, exclusiveMaximum: true },
          at: { $ref: '#/definitions/at' },
        },
        ['above', 'at'],
        { definitions: { at: { type: 'string', format: 'date-time' } } },
      ),
    },
    model: ['Measure:', 'above: integer 6-6', 'at: timestamp'],
  },
  {
    name: 'values',
    draft: '06',
    schema: {
      $schema: 'http://json-schema.org/draft-06/schema#',
      ...object(
        {
          status: { enum: ['open', 'closed', 'on hold'] },
          level: { type: 'integer', enum: [1, 2, 3, 'x'] },
          mixed: { enum: [1, 'one', null, true, { a: [1] }, []] },
          nullable: { enum: ['a', 'b', null] },
          kind: { const: 'order' },
          fixed: { const: { a: 1, b: [null, 'x'] } },
          nothing: { type: 'null' },
          yes: { const: true },
          odd: { enum: ['', ' ', '1', 'null', 'yes', '=x', '$a', '@b', 'a: b', '"', "'", '#'] },
        },
        ['status', 'level', 'mixed', 'nullable', 'kind', 'fixed', 'nothing', 'yes', 'odd'],
      ),
    },
    model: ['status: enum(open, closed, on hold)', 'nullable: enum(a, b) null 10%', '$type: json'],
  },
  {
    name: 'lists',
    draft: '2020',
    schema: object(
      {
        tags: { type: 'array', items: { type: 'string' } },
        three: { type: 'array', items: { type: 'integer' }, minItems: 3, maxItems: 3 },
        none: { type: 'array', maxItems: 0 },
        different: { type: 'array', items: { enum: ['a', 'b', 'c', 'd'] }, uniqueItems: true, minItems: 2 },
        anything: { type: 'array' },
        many: { type: 'array', items: { type: 'boolean' }, minItems: 40 },
        pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
        rest: { type: 'array', prefixItems: [{ const: 'head' }], items: { type: 'integer' }, minItems: 3 },
        position: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], minItems: 2, maxItems: 2 },
        containing: { type: 'array', items: { type: 'integer' }, contains: { minimum: 500 } },
        one: {
          type: 'array',
          contains: { const: 7 },
          minContains: 1,
          maxContains: 1,
          minItems: 3,
          items: { type: 'integer' },
        },
        free: { type: 'array', contains: { type: 'string' }, minContains: 0 },
        deep: { type: 'array', items: { type: 'array', items: { type: 'array', items: { type: 'integer' } } } },
      },
      ['three', 'none', 'different', 'pair', 'rest', 'position', 'containing', 'one', 'many'],
    ),
    model: ['tags: [ string ]', 'three: { $items: integer, $length: 3 }'],
  },
  {
    name: 'places of lists as older drafts name them',
    draft: '07',
    schema: object(
      {
        pair: { type: 'array', items: [{ type: 'string' }, { type: 'boolean' }], additionalItems: false, minItems: 2 },
        more: { type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'integer' }, minItems: 3 },
        first: { type: 'array', items: [{ type: 'string' }] },
      },
      ['pair', 'more'],
    ),
  },
  {
    name: 'objects in objects',
    draft: '2019',
    schema: object(
      {
        address: { $ref: '#/$defs/address' },
        other: { $ref: '#/$defs/address', description: 'beside a reference' },
        empty: { type: 'object', additionalProperties: false },
        free: { type: 'object' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        two: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 2, maxProperties: 2 },
        few: object({ a: { type: 'integer' }, b: { type: 'integer' }, c: { type: 'integer' } }, ['b'], {
          maxProperties: 2,
        }),
      },
      ['address', 'empty', 'two', 'few'],
      {
        $defs: {
          address: object({ street: { type: 'string' }, zip: { type: 'string' } }, ['street'], {
            additionalProperties: false,
          }),
        },
      },
    ),
    model: ['address: { street: string, zip: string }'],
  },
  {
    name: 'names that are patterns',
    draft: '07',
    schema: object(
      {
        env: {
          type: 'object',
          patternProperties: { '^[A-Z_]+$': { type: 'string' } },
          additionalProperties: false,
          minProperties: 3,
        },
        ports: {
          type: 'object',
          propertyNames: { pattern: '^p\\d+$' },
          additionalProperties: { type: 'integer' },
          minProperties: 1,
        },
        named: { type: 'object', propertyNames: { enum: ['red', 'green'] }, minProperties: 1 },
        long: { type: 'object', propertyNames: { minLength: 12 }, minProperties: 2 },
        x: object({ name: { type: 'string' } }, ['name'], { patternProperties: { '^n': { minLength: 3 } } }),
      },
      ['env', 'ports', 'named', 'long', 'x'],
    ),
  },
  {
    name: 'allOf',
    draft: '07',
    schema: {
      allOf: [
        { $ref: '#/definitions/base' },
        object({ price: { minimum: 10 }, name: { maxLength: 12 } }, ['price']),
        { properties: { price: { type: 'number', maximum: 20 } } },
      ],
      definitions: {
        base: object({ id: { type: 'string', format: 'uuid' }, name: { type: 'string', minLength: 2 } }, [
          'id',
          'name',
        ]),
      },
    },
    model: ['id: uuid @id', 'price: number 10.00-20.00'],
  },
  {
    name: 'one of several objects with a tag',
    draft: '07',
    schema: object(
      {
        shape: {
          oneOf: [
            object({ kind: { const: 'circle' }, radius: { type: 'number', minimum: 0 } }, ['kind', 'radius'], {
              additionalProperties: false,
            }),
            object({ kind: { const: 'square' }, side: { type: 'number', minimum: 0 } }, ['kind', 'side'], {
              additionalProperties: false,
            }),
          ],
        },
      },
      ['shape'],
    ),
  },
  {
    name: 'one of several that overlap',
    draft: '2020',
    schema: object(
      {
        number: {
          oneOf: [
            { type: 'integer', multipleOf: 3 },
            { type: 'integer', multipleOf: 5 },
          ],
        },
        either: object({ a: { type: 'string' }, b: { type: 'string' } }, [], {
          oneOf: [{ required: ['a'] }, { required: ['b'] }],
        }),
        exclusive: object({ a: {}, b: {}, c: {} }, [], { not: { required: ['a', 'b'] } }),
        text: {
          oneOf: [
            { type: 'string', maxLength: 5 },
            { type: 'string', minLength: 3 },
          ],
        },
        listOrOne: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
        documented: { oneOf: [{ const: 'a', title: 'A' }, { const: 'b', title: 'B' }, { const: 3 }] },
      },
      ['number', 'either', 'exclusive', 'text', 'listOrOne', 'documented'],
    ),
    model: [/documented: \{ \$type: json, \$values: \[ a, b, 3 \] \}/],
  },
  {
    name: 'anyOf',
    draft: '2019',
    schema: object(
      {
        value: { anyOf: [{ type: 'null' }, { type: 'string', format: 'date' }] },
        size: { anyOf: [{ type: 'integer', minimum: 100 }, { enum: ['small', 'large'] }] },
        contact: {
          anyOf: [{ required: ['email'] }, { required: ['phone'] }],
          ...object({ email: { type: 'string', format: 'email' }, phone: { type: 'string' } }),
        },
      },
      ['value', 'size', 'contact'],
    ),
    model: ['value: date null 10%'],
  },
  {
    name: 'if, then and else',
    draft: '07',
    schema: {
      ...object(
        {
          country: { enum: ['US', 'CA', 'NL'] },
          postcode: { type: 'string' },
          paid: { type: 'boolean' },
          paidAt: { type: 'string', format: 'date-time' },
        },
        ['country', 'postcode', 'paid'],
      ),
      allOf: [
        when({ properties: { country: { const: 'US' } } }, { properties: { postcode: { pattern: '^[0-9]{5}$' } } }),
        when(
          { properties: { country: { const: 'CA' } } },
          { properties: { postcode: { pattern: '^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$' } } },
        ),
        when(
          { properties: { paid: { const: true } }, required: ['paid'] },
          { required: ['paidAt'] },
          { not: { required: ['paidAt'] } },
        ),
      ],
    },
  },
  {
    name: 'what depends on others',
    draft: '2020',
    schema: {
      ...object({ card: { type: 'integer' }, billing: { type: 'string' }, a: {}, b: {}, c: false }, ['card']),
      dependentRequired: { card: ['billing'], a: ['c'] },
      dependentSchemas: { billing: { properties: { billing: { minLength: 5 } }, required: ['zip'] } },
    },
  },
  {
    name: 'dependencies of draft-04',
    draft: '04',
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      ...object({ a: { type: 'string' }, b: { type: 'integer' } }, ['a']),
      dependencies: { a: ['b'], b: { properties: { a: { enum: ['x', 'y'] } } } },
    },
  },
  {
    name: 'not',
    draft: '07',
    schema: object(
      {
        notText: { not: { type: 'string' } },
        notNull: { not: { type: 'null' } },
        notTwo: { type: 'integer', minimum: 1, maximum: 3, not: { const: 2 } },
        notThese: { enum: ['a', 'b', 'c'], not: { enum: ['b'] } },
        notLong: { type: 'string', not: { minLength: 10 } },
        notDigits: { type: 'string', not: { pattern: '^\\d+$' } },
        notTag: { ...object({ kind: { enum: ['x', 'y'] } }, ['kind']), not: { properties: { kind: { const: 'x' } } } },
        notAny: { type: 'number', not: { anyOf: [{ minimum: 10 }, { maximum: 5 }] } },
        twice: { not: { not: { type: 'boolean' } } },
        notFives: { type: 'integer', minimum: 1, not: { multipleOf: 5 } },
      },
      ['notText', 'notNull', 'notTwo', 'notThese', 'notLong', 'notDigits', 'notTag', 'notAny', 'twice', 'notFives'],
    ),
  },
  {
    name: 'a tree',
    draft: '07',
    schema: {
      $id: 'https://example.com/schemas/node.json',
      ...object({ name: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } }, ['name', 'children'], {
        additionalProperties: false,
      }),
    },
    model: ['Node:'],
  },
  {
    name: 'a list that is linked, and trees that refer to one another',
    draft: '2020',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: '#/$defs/Item',
      $defs: {
        Item: object(
          {
            value: { type: 'integer' },
            next: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/Item' }] },
            owner: { $ref: '#/$defs/Owner' },
          },
          ['value', 'next'],
        ),
        Owner: object({ items: { type: 'array', items: { $ref: '#/$defs/Item' } }, boss: { $ref: '#/$defs/Owner' } }, [
          'items',
        ]),
      },
    },
    model: ['Item:'],
  },
  {
    name: 'addresses and anchors',
    draft: '2019',
    schema: {
      $schema: 'https://json-schema.org/draft/2019-09/schema',
      $id: 'https://example.com/root.json',
      ...object(
        {
          a: { $ref: '#first' },
          b: { $ref: 'parts/second.json' },
          c: { $ref: 'https://example.com/parts/second.json#/$defs/inner' },
          d: { $ref: '#/$defs/with~1slash%25' },
        },
        ['a', 'b', 'c', 'd'],
      ),
      $defs: {
        first: { $anchor: 'first', type: 'integer', minimum: 5, maximum: 9 },
        second: { $id: 'parts/second.json', type: 'boolean', $defs: { inner: { const: 'inner' } } },
        'with/slash%': { enum: ['slash'] },
      },
    },
    model: ['a: integer 5-9', 'b: boolean'],
  },
  {
    name: 'properties that are not evaluated',
    draft: '2020',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      allOf: [object({ a: { type: 'string' } }, ['a'])],
      properties: { b: { type: 'integer' } },
      unevaluatedProperties: false,
    },
  },
  {
    name: 'truth values as schemas',
    draft: '07',
    schema: object(
      { any: true, never: false, list: { type: 'array', items: true }, none: { type: 'array', items: false } },
      ['any', 'list', 'none'],
      {
        additionalProperties: false,
      },
    ),
  },
  {
    name: 'several types',
    draft: '07',
    schema: object(
      {
        a: { type: ['string', 'null'] },
        b: { type: ['null', 'integer'], minimum: 3 },
        c: { type: ['array', 'object'], items: { type: 'integer' } },
        d: { type: ['number', 'integer'] },
        e: { type: ['object', 'null'], properties: { x: { type: 'integer' } }, required: ['x'] },
        f: { type: ['array', 'null'], items: { type: 'string' } },
      },
      ['a', 'b', 'c', 'd', 'e', 'f'],
    ),
    model: ['a: string null 10%', 'b: integer 3-1000 null 10%'],
  },
  {
    name: 'names that are special',
    draft: '07',
    schema: object(
      {
        $schema: { type: 'string' },
        $id: { const: 5 },
        __proto__x: {},
        constructor: { type: 'string' },
        'a.b': { type: 'integer' },
        'with space': { type: 'integer' },
        'x-internal': { type: 'boolean' },
        '': { type: 'integer' },
        toString: { type: 'integer' },
        ünïcode: { type: 'string' },
        '= x': { type: 'integer' },
        _id: { type: 'integer' },
        nested: object({ $ref: { type: 'string' }, 'a.b': { type: 'string' } }, ['$ref']),
      },
      ['$schema', '$id', 'a.b', 'with space', 'x-internal', 'nested', '_id'],
      { additionalProperties: false },
    ),
    model: ['"$$schema": string', '__id: uuid @id hidden'],
  },
  {
    name: 'GeoJSON',
    draft: '07',
    schema: {
      title: 'Feature',
      ...object(
        {
          type: { enum: ['Feature'] },
          properties: { oneOf: [{ type: 'null' }, { type: 'object' }] },
          geometry: {
            oneOf: [
              { type: 'null' },
              object(
                {
                  type: { enum: ['Point'] },
                  coordinates: { type: 'array', minItems: 2, items: { type: 'number' } },
                  bbox: { type: 'array', minItems: 4, items: { type: 'number' } },
                },
                ['type', 'coordinates'],
              ),
              object(
                {
                  type: { enum: ['Polygon'] },
                  coordinates: {
                    type: 'array',
                    items: {
                      type: 'array',
                      minItems: 4,
                      items: { type: 'array', minItems: 2, items: { type: 'number' } },
                    },
                  },
                },
                ['type', 'coordinates'],
              ),
            ],
          },
        },
        ['type', 'properties', 'geometry'],
      ),
    },
    model: ['Feature:'],
  },
  {
    name: 'a resource of medicine, with an extension of itself',
    draft: '06',
    schema: {
      $schema: 'http://json-schema.org/draft-06/schema#',
      $ref: '#/definitions/Patient',
      definitions: {
        id: { type: 'string', pattern: '^[A-Za-z0-9\\-\\.]{1,64}$' },
        code: { type: 'string', pattern: '^[^\\s]+(\\s[^\\s]+)*$' },
        date: {
          type: 'string',
          pattern:
            '^([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1]))?)?$',
        },
        Extension: object(
          {
            url: { type: 'string' },
            valueString: { type: 'string', pattern: '^[ \\r\\n\\t\\S]+$' },
            extension: { type: 'array', items: { $ref: '#/definitions/Extension' } },
          },
          ['url'],
          {
            additionalProperties: false,
          },
        ),
        HumanName: object(
          {
            use: { enum: ['usual', 'official'] },
            family: { type: 'string' },
            given: { type: 'array', items: { type: 'string' } },
            extension: { type: 'array', items: { $ref: '#/definitions/Extension' } },
          },
          [],
          {
            additionalProperties: false,
          },
        ),
        Patient: object(
          {
            resourceType: { const: 'Patient' },
            id: { $ref: '#/definitions/id' },
            name: { type: 'array', items: { $ref: '#/definitions/HumanName' } },
            gender: { enum: ['male', 'female', 'other', 'unknown'] },
            birthDate: { $ref: '#/definitions/date' },
            language: { $ref: '#/definitions/code' },
          },
          ['resourceType'],
          { additionalProperties: false },
        ),
      },
    },
    model: ['Patient:'],
  },
  {
    name: 'definitions alone',
    draft: '07',
    schema: {
      definitions: {
        Person: object({ name: { type: 'string' } }, ['name']),
        Colour: { enum: ['red'] },
        Pet: object({ owner: { $ref: '#/definitions/Person' } }),
      },
    },
    model: ['Person:', 'Pet:\n  owner: { name: string }'],
  },
  {
    name: 'what nests deeper than a model',
    draft: '07',
    schema: nested(14),
  },
  {
    name: 'dates and bytes in lists',
    draft: '07',
    schema: object({
      days: { type: 'array', items: { type: 'string', format: 'date' }, minItems: 1 },
      times: { type: 'array', items: { type: 'string', format: 'date-time' } },
      bytes: { type: 'string', contentEncoding: 'base64' },
    }),
    model: ['days: [ date ]', 'bytes: binary'],
  },
];
