import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { format } from 'oxfmt';
import { schema } from './src/schema/index.ts';

/*
 * Prints the GraphQL schema to schema.graphql, and the operations of the examples and the tests with their types beside them.
 * Run it by `npm run codegen` after each change of either; a test fails where it was forgotten.
 */

const ROOT = import.meta.dirname;
/** The folder that is generated from the operations. */
export const GENERATED = {
  'examples/generated': 'examples/*.graphql',
  'test/schema/generated': 'test/schema/operations/*.graphql',
};
const STYLE = { printWidth: 120, singleQuote: true } as const;

/** What is to be committed: text by path from the root of the repository. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  const made: readonly { readonly filename: string; readonly content: string }[] = await generate(
    {
      schema: printed,
      silent: true,
      emitLegacyCommonJSImports: false,
      importExtension: '.ts',
      generates: Object.fromEntries(
        Object.entries(GENERATED).map(([folder, operations]) => [
          `${folder}/`,
          {
            documents: join(ROOT, operations),
            preset: 'client',
            presetConfig: { fragmentMasking: false },
            config: {
              useTypeImports: true,
              enumType: 'string-literal',
              scalars: { Count: 'number', Date: 'string', DateTime: 'string', JSON: 'unknown', ID: 'string' },
            },
          },
        ]),
      ),
    },
    false,
  );
  const files = new Map<string, string>();
  for (const { filename, content } of [{ filename: 'schema.graphql', content: printed }, ...made]) {
    const { code } = await format(filename, content, STYLE);
    files.set(filename, code);
  }
  return files;
}

if (import.meta.main) {
  const files = await generatedFiles();
  for (const folder of Object.keys(GENERATED)) rmSync(join(ROOT, folder), { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
  console.log([...files.keys()].join('\n'));
}
