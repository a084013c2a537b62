import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { GENERATED, generatedFiles } from '../../codegen.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test('schema.graphql and the typed operations are what codegen makes: run `npm run codegen`', async () => {
  const made = await generatedFiles();
  const differing = [...made].filter(([path, text]) => readFileSync(join(ROOT, path), 'utf8') !== text);
  expect(differing.map(([path]) => path)).toEqual([]);
  const committed = Object.keys(GENERATED).flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  expect(new Set([...committed, 'schema.graphql'])).toEqual(new Set(made.keys()));
});

test('schema.graphql holds to the Relay rules and the recommended ones', async () => {
  const results = await new ESLint({ cwd: ROOT }).lintFiles('schema.graphql');
  expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} ${message}`))).toEqual([]);
  expect(results).toHaveLength(1);
});
