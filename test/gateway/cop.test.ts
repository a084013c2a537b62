import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, askOver, type Front } from '../fronts/ask-over.ts';
import { type OpenGateway, openGateway } from './open-gateway.ts';

/*
 * What graphql-cop looks for (https://github.com/dolevf/graphql-cop), by its own names: the twelve of its list, and unhandled
 * errors. Documents go over every front, where graphql-cop knows HTTP only.
 */

const FRONTS: readonly Front[] = ['HTTP', 'SSE', 'WebSocket'];

const hasData = ({ data }: Answer): boolean => data != null;
const isSuggesting = (answer: Answer): boolean => /did you mean/i.test(JSON.stringify(answer));
const isTracing = (answer: Answer): boolean => /tracing|exception|stacktrace|\.ts:\d/i.test(JSON.stringify(answer));

/** What is asked, and whether the answer is a finding. */
const DOCUMENTS: Readonly<Record<string, readonly [document: string, isFound: (answer: Answer) => boolean]>> = {
  'Alias Overloading': [
    `query { ${Array.from({ length: 101 }, (_, n) => `alias${n}: __typename`).join(' ')} }`,
    hasData,
  ],
  'Field Duplication': [`query { ${'__typename\n'.repeat(500)} }`, hasData],
  'Directive Overloading': [`query { __typename ${'@aa'.repeat(10)} }`, ({ errors }) => errors?.length === 10],
  'Introspection-based Circular Query': [
    `query { __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`,
    hasData,
  ],
  Introspection: ['query { __schema { types { name fields { name } } } }', hasData],
  'Introspection of one type': ['query { __type(name: "Task") { name } }', hasData],
  'Field Suggestions': ['query { __schema { directive } }', isSuggesting],
  'Field Suggestions of own fields': ['query { viewr { keyName } }', isSuggesting],
  'Trace Mode': ['query { __typename }', isTracing],
  'Unhandled Errors Detection': ['qwerty cop { abc }', isTracing],
};

/** The same of HTTP alone: requests that answer a query are findings. */
const REQUESTS: Readonly<Record<string, (url: string, headers: Record<string, string>) => Promise<boolean>>> = {
  'Array-based Query Batching': async (url, headers) =>
    await isAnswered(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query { __typename }' }))),
    }),
  'GET Method Query Support': async (url, headers) =>
    await isAnswered(`${url}/graphql?query=${encodeURIComponent('{__typename}')}`, { headers }),
  'Mutation over GET': async (url, headers) =>
    await isAnswered(`${url}/graphql?query=${encodeURIComponent('mutation {__typename}')}`, { headers }),
  'POST based url-encoded query': async (url, headers) =>
    await isAnswered(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ query: '{__typename}' }),
    }),
  'POST with the query in its address': async (url, headers) =>
    await isAnswered(`${url}/graphql?query=${encodeURIComponent('{__typename}')}`, { method: 'POST', headers }),
  'GraphQL IDE': async (url, headers) => {
    const pages = ['/graphiql', '/playground', '/console', '/graphql'].map(async (path) => {
      const response = await fetch(url + path, { headers: { ...headers, accept: 'text/html' } });
      return /graphiql|playground/i.test(await response.text());
    });
    return (await Promise.all(pages)).includes(true);
  },
};

async function isAnswered(url: string, init: RequestInit): Promise<boolean> {
  return /"__typename"/.test(await (await fetch(url, init)).text());
}

/** Names of all findings; those of documents once for each front. */
async function findings({ app: { url }, key }: OpenGateway): Promise<string[]> {
  const found: string[] = [];
  for (const [name, [document, isFound]] of Object.entries(DOCUMENTS)) {
    for (const front of FRONTS) if (isFound(await askOver[front](url, key, document))) found.push(`${name} (${front})`);
  }
  const callers = { 'with a key': { authorization: `Bearer ${key}` }, 'without a key': {} };
  for (const [name, isFound] of Object.entries(REQUESTS)) {
    for (const [caller, headers] of Object.entries(callers)) {
      if (await isFound(url, headers)) found.push(`${name} (${caller})`);
    }
  }
  return found;
}

describe('graphql-cop', () => {
  let gateway: OpenGateway;
  beforeAll(async () => {
    gateway = await openGateway({ NODE_ENV: 'production' });
  });
  afterAll(async () => await gateway[Symbol.asyncDispose]());

  test.each(FRONTS)('in production operations are answered over %s: what follows is no silence', async (front) => {
    const answer = await askOver[front](gateway.app.url, gateway.key, 'query { viewer { keyName } }');
    expect(answer.data).toEqual({ viewer: { keyName: 'admin' } });
  });

  test('finds nothing in production', async () => {
    expect(await findings(gateway)).toEqual([]);
  });

  test('finds in development what is meant to be there', async () => {
    await using development = await openGateway();
    expect(await findings(development)).toEqual([
      ...['Introspection', 'Introspection of one type', 'Field Suggestions', 'Field Suggestions of own fields'].flatMap(
        (name) => FRONTS.map((front) => `${name} (${front})`),
      ),
      ...['GET Method Query Support', 'GraphQL IDE'].flatMap((name) => [
        `${name} (with a key)`,
        `${name} (without a key)`,
      ]),
    ]);
  });
});
