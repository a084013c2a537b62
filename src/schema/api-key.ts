import type { Scope as ScopeName } from '../access.ts';
import { listApiKeys } from '../projects/index.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { loadGroups } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { ApiKey, ApiKeyConnection, ProjectGroup } from './refs.ts';

export const Scope = builder.enumType('Scope', {
  description: 'A permission of an API key.',
  values: {
    READ: {
      value: 'read',
      description: 'Allows reading project groups, projects, providers, saved connections, tasks and their files.',
    },
    WRITE: {
      value: 'write',
      description: 'Allows changing project groups, projects, providers and saved connections.',
    },
    GENERATE: { value: 'generate', description: 'Allows starting and canceling tasks.' },
    ADMIN: { value: 'admin', description: 'Allows everything, including the creation and revocation of API keys.' },
  } as const satisfies Readonly<
    Record<Uppercase<ScopeName>, { readonly value: ScopeName; readonly description: string }>
  >,
});

ApiKey.implement({
  description: 'A credential that identifies a caller. Its secret is returned only once, by `createApiKey`.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the key, for people.' }),
    prefix: t.string({
      description: 'The first characters of the secret, which tell the key from others but do not grant access.',
      resolve: ({ publicId }) => `rm_${publicId}`,
    }),
    scopes: t.expose('scopes', { type: [Scope], description: 'The scopes of the key.' }),
    projectGroups: t.field({
      type: [ProjectGroup],
      nullable: true,
      description: 'The project groups that the key is restricted to; null if it has access to all.',
      resolve: ({ groups }, _args, context) => groups && loadGroups(context, groups),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the key was created.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the key expires; null if it does not expire.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the key was last used, accurate to the minute; null if it was never used.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the key was revoked; null if it was not.',
    }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.connection(
    {
      type: ApiKey,
      description:
        'The list of API keys. A key that is restricted to project groups gets only the keys that are restricted to no other groups. Requires the `admin` scope.',
      skipTypeScopes: true,
      authScopes: { admin: true },
      complexity: pageCost,
      resolve: (_root, args, context) => connectionOf(context, listApiKeys(callOf(context)), args, null),
    },
    ApiKeyConnection,
  ),
);
