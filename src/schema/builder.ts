import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import { may } from '../access.ts';
import { codedError, missingScope } from './coded-error.ts';
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

/** The builder of the whole schema. A field returns an error to a caller without an API key, or whose key lacks the field’s scope. */
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
    unauthorizedError: (_parent, { access }, { parentType, fieldName }, { failure }) =>
      access === null
        ? codedError('UNAUTHENTICATED', 'An API key is required: send the header `Authorization: Bearer rm_…`.')
        : codedError('FORBIDDEN', missingScope(scopeOf(failure), `${parentType.name}.${fieldName}`)),
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
  relay: {
    // `node` and `nodes` are in node.ts: an id that cannot exist is null there, as any other that is not found.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    cursorType: 'String',
    idFieldOptions: { description: 'The global ID of the object, unique in the whole API. Clients must not parse it.' },
    nodeTypeOptions: { description: 'An object that can be looked up by its global ID.' },
    pageInfoTypeOptions: { description: 'The position of a page in its list.' },
    hasNextPageFieldOptions: { description: 'Whether there are more items after `endCursor`.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are more items before `startCursor`.' },
    startCursorFieldOptions: { description: 'The cursor of the first item; null if the page is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last item; null if the page is empty.' },
    firstArgOptions: {
      description:
        'The number of items to return from the start of the list, or after `after`: 0 to 100. By default, 20. Cannot be combined with `last`.',
    },
    lastArgOptions: {
      description:
        'The number of items to return from the end of the list, or before `before`: 0 to 100. Cannot be combined with `first`.',
    },
    afterArgOptions: { description: 'The cursor of the item after which the page begins.' },
    beforeArgOptions: { description: 'The cursor of the item before which the page ends.' },
    cursorFieldOptions: { description: 'The position of the item in the list, as `after` and `before` take it.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    // What a page holds is counted once, by the field that takes `first`.
    edgesFieldOptions: {
      description: 'The items with their cursors.',
      nullable: false,
      complexity: { field: 1, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The items without their cursors.',
      complexity: { field: 1, multiplier: 1 },
    },
    pageInfoFieldOptions: { description: 'The position of the page in the list.' },
  },
});

/** The types of the builder, for functions that take parts of it as parameters. */
export type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;

/** The scope that was missing. Each field requires one, so the first failure names it. */
function scopeOf(failure: AuthFailure | undefined): string | undefined {
  if (failure !== undefined && 'failures' in failure) return scopeOf(failure.failures.at(0));
  return failure !== undefined && 'scope' in failure ? failure.scope : undefined;
}

builder.queryType({
  description:
    'The root of all queries. Lists are ordered from the newest item to the oldest. Resources that the API key cannot access are reported as not found.',
  authScopes: { read: true },
});
builder.mutationType({
  description:
    'The root of all mutations. Each takes one `input` and returns either the changed resource or, in `errors`, every reason why nothing was changed.',
});
builder.subscriptionType({
  description: 'The root of all subscriptions, which are served over WebSocket and server-sent events (SSE).',
  authScopes: { read: true },
});
