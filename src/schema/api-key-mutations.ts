import { createApiKey, revokeApiKey } from '../projects/index.ts';
import { Scope } from './api-key.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { ApiKey } from './refs.ts';

mutation('createApiKey', {
  description: 'Makes a key that may do no more than the one it is made with.',
  input: (t) => ({
    name: t.string({ required: true, description: 'For people: 1 to 128 characters. Several keys may have the same.' }),
    scopes: t.field({ type: [Scope], required: true, description: 'What it shall do; at least one.' }),
    projectGroups: t.idList({
      description: 'Ids of the project groups it is bound to, at most 100; left out, it sees all.',
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends; left out, it does not.' }),
  }),
  errors: ['invalid-input', 'not-found', 'not-allowed'],
  run: ({ name, scopes, projectGroups, expiresAt = null }, context) => {
    const groups = projectGroups?.map((id) => rowId('ProjectGroup', id)) ?? null;
    return createApiKey(callOf(context), { name, scopes, groups, expiresAt });
  },
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'What is kept of the new key; null where it was refused.',
      resolve: ({ value }) => value?.key,
    }),
    secret: t.string({
      nullable: true,
      description: 'The key itself, for `Authorization: Bearer …`. It is shown this once: keep it now.',
      resolve: ({ value }) => value?.secret,
    }),
  }),
});

mutation('revokeApiKey', {
  description: 'Ends a key for good, at once; its subscriptions end within seconds.',
  input: (t) => ({ id: t.id({ required: true, description: 'Id of the key.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => revokeApiKey(callOf(context), { id: rowId('ApiKey', id) }, context.keys),
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'The key as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
