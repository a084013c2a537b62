import { createApiKey, revokeApiKey } from '../projects/index.ts';
import { Scope } from './api-key.ts';
import { callOf } from './context.ts';
import { rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { ApiKey } from './refs.ts';

mutation('createApiKey', {
  description: 'Creates an API key. It cannot have a scope or a project group that the key of this request lacks.',
  subject: 'The API key to create.',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'The name of the key, for people: 1 to 128 characters. Names need not be unique.',
    }),
    scopes: t.field({ type: [Scope], required: true, description: 'The scopes of the key, at least one.' }),
    projectGroups: t.idList({
      description:
        'The IDs of the project groups that the key is restricted to, at most 100. By default, the key has access to all project groups.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'The time at which the key expires. By default, it does not expire.',
    }),
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
      description: 'The new key, without its secret; null if the request was refused.',
      resolve: ({ value }) => value?.key,
    }),
    secret: t.string({
      nullable: true,
      description:
        'The secret to send as `Authorization: Bearer …`; null if the request was refused. It is returned only once: store it now.',
      resolve: ({ value }) => value?.secret,
    }),
  }),
});

mutation('revokeApiKey', {
  description: 'Revokes an API key, immediately and for good. Subscriptions that use it end within seconds.',
  subject: 'The API key to revoke.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the API key to revoke.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => revokeApiKey(callOf(context), { id: rowId('ApiKey', id) }, context.keys),
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'The revoked key; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});
