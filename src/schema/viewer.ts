import type { Access } from '../access.ts';
import { ApiKey } from '../entities/api-key.ts';
import { Scope } from './api-key.ts';
import { builder } from './builder.ts';
import { callOf } from './context.ts';
import { loadGroups, loadOwner } from './load-thing.ts';
import { ProjectGroup } from './refs.ts';

const Viewer = builder.objectRef<Access>('Viewer').implement({
  description: 'Who asks: the key of this request.',
  fields: (t) => ({
    keyName: t.string({
      description: 'Name of the key.',
      resolve: async ({ keyId }, _args, context) => (await loadOwner(context, ApiKey, keyId)).name,
    }),
    scopes: t.field({ type: [Scope], description: 'What it may do.', resolve: ({ scopes }) => [...scopes] }),
    projectGroups: t.field({
      type: [ProjectGroup],
      nullable: true,
      description: 'The project groups that it is bound to; null where it sees all.',
      resolve: ({ groups }, _args, context) => groups && loadGroups(context, [...groups]),
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null where it does not.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who asks, as the key says it. Any key may ask this.',
    skipTypeScopes: true,
    authScopes: { key: true },
    resolve: (_root, _args, context) => callOf(context).access,
  }),
);
