import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { Page } from './blocks.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8'));

test.each(['README.md', 'docs/gateway.md', 'docs/webhooks.md'])('the operations in %s are valid', (path) => {
  const blocks = new Page(path).blocks.filter(({ language }) => language === 'graphql');
  expect(blocks.length).toBeGreaterThan(0);
  // One block may show several operations without names.
  for (const definition of blocks.flatMap(({ text }) => parse(text).definitions)) {
    expect(validate(schema, { kind: Kind.DOCUMENT, definitions: [definition] })).toEqual([]);
  }
});
