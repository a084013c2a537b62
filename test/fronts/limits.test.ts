import { getIntrospectionQuery, type GraphQLError, parse } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { limitErrors } from '../../src/fronts/limits.ts';
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

interface Answer {
  readonly data?: unknown;
  readonly errors?:
    | readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]
    | undefined;
}

type Front = (query: string) => Promise<Answer>;

describe.each([
  ['in development', false],
  ['in production', true],
])('documents %s', (_mode, production) => {
  let gateway: SmallGateway;
  const fronts: Record<string, Front> = {};

  beforeAll(async () => {
    gateway = await SmallGateway.open({
      production,
      mostCost: 10,
      costOf: ({ document }) => (JSON.stringify(document).includes('"expensive"') ? 11 : 1),
    });
    fronts.HTTP = async (query) => await answerOf(await gateway.post({ query: `query { ${query} }` }));
    fronts.SSE = async (query) => await overSse(gateway, `subscription { ${query} }`);
    fronts.WebSocket = async (query) => await overWebSocket(gateway, `query { ${query} }`);
  });
  afterAll(async () => await gateway[Symbol.asyncDispose]());

  describe.each(['HTTP', 'SSE', 'WebSocket'])('over %s', (front) => {
    test.each(CASES.filter(([, , code]) => fits(front, code)))('%s', async (_name, selection, code) => {
      const { data, errors } = await fronts[front](selection);
      const codes = errors?.map(({ extensions }) => extensions?.code) ?? [];
      expect({ isAnswered: data != null, codes }).toEqual({
        isAnswered: code === null,
        codes: code === null ? [] : [code],
      });
    });

    test('names of the schema are suggested in development only', async () => {
      const { errors } = await fronts[front]('node { nmae }');
      expect(errors?.[0].message.includes('Did you mean "name"')).toBe(!production);
    });
  });

  test('an enum value is suggested in development only', async () => {
    const query = 'query ($colour: Colour) { node { nodes(colour: $colour) { name } } }';
    const answer = await answerOf(await gateway.post({ query, variables: { colour: 'REDD' } }));
    expect(answer.errors?.[0].message.includes('Did you mean')).toBe(!production);
    expect(answer.errors?.[0].extensions?.code).toBe('INVALID_INPUT');
  });

  test('the introspection query passes', async () => {
    const { data, errors } = await answerOf(await gateway.post({ query: getIntrospectionQuery() }));
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema');
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

const plain = ({ message, extensions }: GraphQLError) => ({ message, extensions });

async function answerOf(response: Response): Promise<Answer> {
  return JSON.parse(await response.text());
}

async function overSse({ url }: SmallGateway, query: string): Promise<Answer> {
  const client = createSseClient({
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${KEY}` },
    retryAttempts: 0,
  });
  try {
    for await (const { data, errors } of client.iterate({ query })) return { data, errors: errors?.map(plain) };
    throw new Error('the stream ended without a result');
  } finally {
    client.dispose();
  }
}

async function overWebSocket({ url }: SmallGateway, query: string): Promise<Answer> {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${KEY}` },
    retryAttempts: 0,
  });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      client.subscribe(
        { query },
        {
          next: resolve,
          error: (errors) => (Array.isArray(errors) ? resolve({ errors }) : reject(errors)),
          complete: () => undefined,
        },
      );
    });
  } finally {
    await client.dispose();
  }
}
