import type { Access } from '../access.ts';
import { ApiKey } from '../entities/api-key.ts';
import { Scope } from './api-key.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { loadGroups, loadOwner } from './load-thing.ts';
import { ProjectGroup } from './refs.ts';
import { RowsToday } from './rows-today.ts';

const Viewer = builder.objectRef<Access>('Viewer').implement({
  description: 'The identity of the caller: the API key of this request.',
  fields: (t) => ({
    keyName: t.string({
      description: 'The name of the API key.',
      resolve: async ({ keyId }, _args, context) => (await loadOwner(context, ApiKey, keyId)).name,
    }),
    scopes: t.field({ type: [Scope], description: 'The scopes of the API key.', resolve: ({ scopes }) => [...scopes] }),
    projectGroups: t.field({
      type: [ProjectGroup],
      nullable: true,
      description: 'The project groups that the API key is restricted to; null if it has access to all.',
      resolve: ({ groups }, _args, context) => groups && loadGroups(context, [...groups]),
    }),
    rowsToday: t.field({
      type: RowsToday,
      description: 'The rows that the API key has generated today, in all project groups, and its limit.',
      authScopes: { read: true },
      resolve: (_access, _args, context) => context.tasks.rowsToday(callOf(context)),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the API key expires; null if it does not expire.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'The identity of the caller: the API key of this request. Every API key can select this.',
    skipTypeScopes: true,
    authScopes: { key: true },
    resolve: (_root, _args, context) => callOf(context).access,
  }),
);
