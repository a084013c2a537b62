import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import {
  getOperationAST,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  separateOperations,
  stripIgnoredCharacters,
} from 'graphql';
import { format } from 'oxfmt';
import { schema } from './src/schema/index.ts';

/*
 * Prints the GraphQL schema to schema.graphql, and the operations of the client and the tests with their types beside them.
 * Run it by `npm run codegen` after each change of either; a test fails where it was forgotten.
 */

const ROOT = import.meta.dirname;
/** The folders that are generated, with the operations that each is generated from. */
export const GENERATED = {
  'src/client/generated': 'src/client/operations.graphql',
  'test/schema/generated': 'test/schema/operations/*.graphql',
};
const STYLE = { printWidth: 120, singleQuote: true } as const;
const TYPES = {
  useTypeImports: true,
  enumType: 'string-literal',
  scalars: { Count: 'number', Date: 'string', DateTime: 'string', JSON: 'unknown', ID: 'string' },
};

/** What is to be committed: text by path from the root of the repository. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  const made: readonly { readonly filename: string; readonly content: string }[] = await generate(
    {
      schema: printed,
      silent: true,
      emitLegacyCommonJSImports: false,
      importExtension: '.ts',
      config: TYPES,
      generates: {
        'src/client/generated/types.ts': {
          documents: join(ROOT, GENERATED['src/client/generated']),
          plugins: ['typescript-operations'],
        },
        'test/schema/generated/': {
          documents: join(ROOT, GENERATED['test/schema/generated']),
          preset: 'client',
          presetConfig: { fragmentMasking: false },
        },
      },
    },
    false,
  );
  const documents = documentsOf(readFileSync(join(ROOT, GENERATED['src/client/generated']), 'utf8'));
  const all = [
    { filename: 'schema.graphql', content: printed },
    { filename: 'src/client/generated/documents.ts', content: documents },
    ...made,
  ];
  const files = new Map<string, string>();
  for (const { filename, content } of all) {
    const { code } = await format(filename, content, STYLE);
    files.set(filename, code);
  }
  return files;
}

/**
 * A module with the text of each operation, which carries the types of its data and variables. The client is published: it sends
 * texts, so that its users need no parser of GraphQL.
 */
function documentsOf(operations: string): string {
  const document = parse(operations);
  const exported = Object.entries(separateOperations(document)).map(([name, separate]) => {
    const operation = getOperationAST(separate, name)?.operation ?? '';
    const type = `types.${name}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
    const text = stripIgnoredCharacters(print(separate));
    return `export const ${name}Document = '${text}' as Operation<${type}, ${type}Variables>;`;
  });
  return `import type { Operation } from '../operation.ts';\nimport type * as types from './types.ts';\n\n${exported.join('\n\n')}\n`;
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
