import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { costOf, MAX_COST, schema } from '../../src/schema/index.ts';

function cost(text: string, variableValues: Record<string, unknown> = {}): number {
  return costOf({ schema, document: parse(text), variableValues });
}

test('a page costs what it can hold, wherever its size is said', () => {
  const text = 'query ($n: Int) { tasks(first: $n) { nodes { id } } }';
  expect(cost(text, { n: 50 }) - cost(text, { n: 49 })).toBe(2);
  expect(cost('{ tasks(last: 50) { nodes { id } } }')).toBe(cost(text, { n: 50 }));
  expect(cost('{ tasks { nodes { id } } }')).toBe(cost(text, { n: 20 }));
  expect(cost('{ tasks(first: 2) { edges { node { id } } } }')).toBe(1 + 2 * 3);
});

test('pages within pages multiply', () => {
  const nested = (n: number) =>
    cost(
      `{ projectGroups(first: ${n}) { nodes { projects(first: ${n}) { nodes { tasks(first: ${n}) { nodes { id } } } } } } }`,
    );
  expect(nested(10)).toBeGreaterThan(1000);
  expect(nested(10)).toBeLessThan(MAX_COST);
  expect(nested(100)).toBeGreaterThan(1_000_000);
});

test('a size beyond all bounds costs no less, and a negative one not less than nothing', () => {
  expect(cost('{ tasks(first: 2147483647) { nodes { id } } }')).toBe(cost('{ tasks(first: 100) { nodes { id } } }'));
  expect(cost('{ tasks(first: -5) { nodes { id } } }')).toBeGreaterThan(0);
});

test('aliases and fragments count', () => {
  const once = cost('{ a: tasks { totalCount } }');
  expect(cost('{ a: tasks { totalCount } b: tasks { totalCount } }')).toBe(2 * once);
  expect(cost('{ ...f } fragment f on Query { a: tasks { totalCount } }')).toBe(once);
});

test('nodes, previews and tasks have their price', () => {
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect(cost(nodes, { ids: ['a', 'b', 'c'] })).toBe(4);
  const preview = 'query ($input: PreviewInput!) { preview(input: $input) { preview { rows } } }';
  const input = { source: { project: 'x' }, entity: 'User' };
  expect(cost(preview, { input: { ...input, limit: 1000 } })).toBe(
    cost(preview, { input: { ...input, limit: 10 } }) + 99,
  );
  const start = 'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { task { id } } }';
  expect(cost(start, { input: { project: 'x', format: 'CSV' } })).toBe(52);
});

test('what is done for a task list of everyday use is far from the limit', () => {
  const everyday = cost(`{
    projectGroups { nodes { id name projects(first: 20) { nodes { id name isDraft } } } }
    tasks(first: 100) { totalCount pageInfo { endCursor } nodes {
      id status progress { fraction rowsDone rowsTotal etaSeconds } artifacts { url bytes } archiveUrl createdAt
    } }
  }`);
  expect(everyday).toBeLessThan(MAX_COST);
});

test('an operation that will not run has no cost', () => {
  expect(() => cost('query ($n: Int!) { tasks(first: $n) { totalCount } }')).toThrow(/\$n/);
  expect(() => costOf({ schema, document: parse('query a { viewer { keyName } }'), operationName: 'b' })).toThrow(
    /does not contain the requested operation/,
  );
});
