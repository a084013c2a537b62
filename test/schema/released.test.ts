import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string): GraphQLSchema => buildSchema(readFileSync(join(import.meta.dirname, path), 'utf8'));

test('schema.graphql breaks no client of the released one: deprecate first; where a break is meant, say so in CHANGELOG.md and copy schema.graphql to test/schema/released.graphql', () => {
  const breaks = findBreakingChanges(read('released.graphql'), read('../../schema.graphql'));
  expect(breaks.map(({ type, description }) => `${type}: ${description}`)).toEqual([]);
});
