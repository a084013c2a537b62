import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitErrors } from '../../src/fronts/graphql/limits.ts';
import { type Answer, askOver, type Front } from './ask-over.ts';
import { KEY, SmallGateway } from './small-gateway.ts';

const nested = (levels: number): string => `${'node { '.repeat(levels)}name${' }'.repeat(levels)}`;
/** Whether the front takes a text of that size; the socket itself does not. */
const fits = (front: string, code: string | null): boolean => front !== 'WebSocket' || code !== 'TOO_MANY_CHARACTERS';
const many = (times: number, make: (number: number) => string): string =>
  Array.from({ length: times }, (_, number) => make(number)).join(' ');

/** Bodies of operations, and the one code that they are refused with; null where they are within the limits. */
const CASES: readonly (readonly [name: string, selection: string, code: string | null])[] = [
  ['a small one', 'node { name }', null],
  ['10 levels', nested(9), null],
  ['11 levels', nested(10), 'TOO_DEEP'],
  ['11 levels through a fragment', `node { ...F } } fragment F on Node { ${nested(9)}`, 'TOO_DEEP'],
  ['30 aliases', `node { ${many(30, (number) => `a${number}: name`)} }`, null],
  ['31 aliases', `node { ${many(31, (number) => `a${number}: name`)} }`, 'TOO_MANY_ALIASES'],
  [
    '32 aliases through fragments',
    `node { ${many(16, () => '...F')} } } fragment F on Node { a: name b: name`,
    'TOO_MANY_ALIASES',
  ],
  ['2,000 tokens and more', `node { ${many(2000, () => 'name')} }`, 'TOO_MANY_TOKENS'],
  ['a text of more than 65,536 characters', `node { name } #${'x'.repeat(65_536)}\n`, 'TOO_MANY_CHARACTERS'],
  ['the same field again and again', `node { ${many(31, () => 'name')} }`, 'TOO_MANY_REPETITIONS'],
  ['many directives', `node { name ${many(6, () => '@nothing')} }`, 'TOO_MANY_DIRECTIVES'],
  ['a field that is not there', 'node { nmae }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a fragment in itself', 'node { ...F } } fragment F on Node { ...F name', 'GRAPHQL_VALIDATION_FAILED'],
  ['a text that is no GraphQL', 'node {', 'GRAPHQL_PARSE_FAILED'],
  ['what costs too much', 'node { expensive: name }', 'QUERY_TOO_EXPENSIVE'],
];

describe.each([
  ['in development', false],
  ['in production', true],
])('documents %s', (_mode, production) => {
  let gateway: SmallGateway;
  const ask = async (front: Front, query: string): Promise<Answer> => await askOver[front](gateway.url, KEY, query);
  // Only SSE is used for nothing but subscriptions.
  const kinds = { HTTP: 'query', SSE: 'subscription', WebSocket: 'query' } as const;

  beforeAll(async () => {
    gateway = await SmallGateway.open({
      production,
      maxCost: 10,
      costOf: ({ document }) => (JSON.stringify(document).includes('"expensive"') ? 11 : 1),
    });
  });
  afterAll(async () => await gateway[Symbol.asyncDispose]());

  describe.each(['HTTP', 'SSE', 'WebSocket'] as const)('over %s', (front) => {
    test.each(CASES.filter(([, , code]) => fits(front, code)))('%s', async (_name, selection, code) => {
      const { data, errors } = await ask(front, `${kinds[front]} { ${selection} }`);
      const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
      expect({ isAnswered: data != null, codes }).toEqual({
        isAnswered: code === null,
        codes: code === null ? [] : [code],
      });
    });

    test('names of the schema are suggested in development only', async () => {
      const { errors } = await ask(front, `${kinds[front]} { node { nmae } }`);
      expect(errors?.[0].message.includes('Did you mean "name"')).toBe(!production);
    });
  });

  test('an enum value is suggested in development only', async () => {
    const query = 'query ($colour: Colour) { node { nodes(colour: $colour) { name } } }';
    const response = await gateway.post({ query, variables: { colour: 'REDD' } });
    const answer: Answer = JSON.parse(await response.text());
    expect(answer.errors?.[0].message.includes('Did you mean')).toBe(!production);
    expect(answer.errors?.[0].extensions?.code).toBe('INVALID_INPUT');
  });

  test('the introspection query passes in development only', async () => {
    const { data, errors } = await ask('HTTP', getIntrospectionQuery());
    const codes = new Set(errors?.map(({ extensions }) => extensions?.code));
    expect(codes).toEqual(new Set(production ? ['GRAPHQL_VALIDATION_FAILED'] : []));
    expect(data == null).toBe(production);
  });
});

test('fragments within fragments are measured in linear time', () => {
  const chain = many(
    60,
    (number) => `fragment F${number} on Node { ...F${number + 1} ...F${number + 1} a${number}: name }`,
  );
  const document = parse(`{ node { ...F0 } } ${chain} fragment F60 on Node { name }`);
  expect(limitErrors(document).map(({ extensions }) => extensions.code)).toEqual(['TOO_MANY_ALIASES']);
});
