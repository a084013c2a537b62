import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { may } from '../access.ts';
import { codedError } from './coded-error.ts';
import type { SchemaContext } from './context.ts';

interface Declared {
  Context: SchemaContext;
  DefaultFieldNullability: false;
  AuthScopes: { key: boolean; read: boolean; write: boolean; generate: boolean; admin: boolean };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    Count: { Input: number; Output: number };
  };
  Connection: { totalCount: () => Promise<number> };
  DefaultEdgesNullability: false;
}

/** What the whole schema is declared with. Whoever has no key, or a key without the scope of a field, gets an error for it. */
export const builder = new SchemaBuilder<Declared>({
  plugins: [ScopeAuthPlugin, RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ access }) => ({
      key: access !== null,
      read: access !== null && may(access, 'read'),
      write: access !== null && may(access, 'write'),
      generate: access !== null && may(access, 'generate'),
      admin: access !== null && may(access, 'admin'),
    }),
    unauthorizedError: (_parent, { access }, { parentType, fieldName }) =>
      access === null
        ? codedError('UNAUTHENTICATED', 'a key is needed: send the header `Authorization: Bearer rm_…`')
        : codedError('FORBIDDEN', `this key has not the scope that ${parentType.name}.${fieldName} needs`),
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
  relay: {
    // `node` and `nodes` are in node.ts: an id that cannot exist is null there, as any other that is not found.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    cursorType: 'String',
    idFieldOptions: { description: 'Stands for this thing everywhere in the API. Opaque: take it as it is.' },
    nodeTypeOptions: { description: 'Anything that can be fetched again by its id.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether more follows after `endCursor`.' },
    hasPreviousPageFieldOptions: { description: 'Whether there is more before `startCursor`.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null where the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null where the page is empty.' },
    firstArgOptions: {
      description: 'How many items from the start or after `after`: 20 where nothing is said, at most 100.',
    },
    lastArgOptions: {
      description: 'How many items from the end or before `before`: at most 100. Not together with `first`.',
    },
    afterArgOptions: { description: 'Cursor of the item after which the page begins.' },
    beforeArgOptions: { description: 'Cursor of the item before which the page ends.' },
    cursorFieldOptions: { description: 'Where the item stands in the list, for `after` and `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    // What a page holds is counted once, by the field that takes `first`.
    edgesFieldOptions: {
      description: 'The items with their cursors.',
      nullable: false,
      complexity: { field: 1, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The items, for whoever needs no cursors of each.',
      complexity: { field: 1, multiplier: 1 },
    },
    pageInfoFieldOptions: { description: 'Where the page stands in the list.' },
  },
});

/** The builder's own types, for those who write functions over it. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;

builder.queryType({
  description: 'What can be asked. Lists are newest first; what the key may not see is as if it were not there.',
  authScopes: { read: true },
});
builder.mutationType({
  description:
    'What can be changed. Each takes one `input` and answers the thing, or in `errors` every reason why nothing was done.',
});
builder.subscriptionType({ description: 'What can be watched, over WebSocket and SSE.', authScopes: { read: true } });
