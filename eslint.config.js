import graphql, { configs, parser } from '@graphql-eslint/eslint-plugin';

/** Lints schema.graphql, and nothing else: the code is oxlint's. */
export default [
  {
    files: ['schema.graphql'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: './schema.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      // Values such as pages, payloads, errors and columns have no identity; what has one implements Node.
      '@graphql-eslint/strict-id-in-types': 'off',
      // A field that leads to a ProjectGroup is called projectGroup everywhere, in Project too.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Short lists that are read as a whole, such as columns, problems, errors, formats and days, are no connections. The
      // catalogue of generators is one, whose items have names and no ids.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
    },
  },
];
