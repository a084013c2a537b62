import type { Access } from '../access.ts';
import { ApiKey } from '../entities/api-key.ts';
import { Scope } from './api-key.ts';
import type { RowsToday as Today } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { loadGroups, loadOwner } from './load-thing.ts';
import { ProjectGroup } from './refs.ts';

const RowsToday = builder.objectRef<Today>('RowsToday').implement({
  description: 'The rows that a key has generated today (UTC), in all project groups, and how many are left.',
  fields: (t) => ({
    limit: t.expose('limit', { type: 'Count', description: 'The most rows of one day.' }),
    used: t.expose('used', {
      type: 'Count',
      description: 'The rows of tasks that ended today, and of those that have not ended.',
    }),
    left: t.expose('left', { type: 'Count', description: 'The most rows that a task may still have today.' }),
    resetsAt: t.expose('resetsAt', { type: 'DateTime', description: 'The time at which the next day (UTC) begins.' }),
  }),
});

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
      description: 'The rows that the API key has generated today, and its limit.',
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
