import type { Scope as ScopeName } from '../access.ts';
import { listApiKeys } from '../projects/index.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { loadGroups } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { ApiKey, ApiKeyConnection, ProjectGroup } from './refs.ts';

export const Scope = builder.enumType('Scope', {
  description: 'What a key may do.',
  values: {
    READ: { value: 'read', description: 'Sees groups, projects, providers, tasks and their files.' },
    WRITE: { value: 'write', description: 'Changes groups, projects and providers.' },
    GENERATE: { value: 'generate', description: 'Starts and cancels tasks.' },
    ADMIN: { value: 'admin', description: 'All of it; makes and revokes keys.' },
  } as const satisfies Readonly<
    Record<Uppercase<ScopeName>, { readonly value: ScopeName; readonly description: string }>
  >,
});

ApiKey.implement({
  description: 'What callers are known by. The key itself is shown only once, when it is made.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'For people.' }),
    prefix: t.string({
      description: 'How the key begins: enough to tell it from others, too little to use it.',
      resolve: ({ publicId }) => `rm_${publicId}`,
    }),
    scopes: t.expose('scopes', { type: [Scope], description: 'What it may do.' }),
    projectGroups: t.field({
      type: [ProjectGroup],
      nullable: true,
      description: 'The project groups that it is bound to; null where it sees all.',
      resolve: ({ groups }, _args, context) => groups && loadGroups(context, groups),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null where it does not.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to the minute; null where it never was.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null where it was not.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.connection(
    {
      type: ApiKey,
      description: 'The keys; to a key that is bound to project groups, those that are bound to no others.',
      skipTypeScopes: true,
      authScopes: { admin: true },
      complexity: pageCost,
      resolve: (_root, args, context) => connectionOf(context, listApiKeys(callOf(context)), args, null),
    },
    ApiKeyConnection,
  ),
);
