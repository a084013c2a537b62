import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../src/engine/generators/catalogue.ts';
import { languageSchema } from '../src/model/index.ts';

test('the published JSON Schema is that of the registries: npm run schema', () => {
  const published: unknown = JSON.parse(readFileSync(new URL('../rowmill.schema.json', import.meta.url), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(languageSchema(catalogue))));
});
