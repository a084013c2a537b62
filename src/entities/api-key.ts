import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Scope } from '../access.ts';

/** A key, of which only the public half and a hash of the whole are kept. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    /** The 8 characters after `rm_`. */
    publicId: p.string().columnType('text').unique(),
    /** SHA-256 of the whole key, hexadecimal. */
    hash: p.string().columnType('text').hidden(),
    name: p.string().columnType('text'),
    scopes: p.array<Scope>().columnType('text[]'),
    /** Ids of the project groups it is bound to; null where it sees all. */
    groups: p.array().columnType('uuid[]').nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    expiresAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

export type ApiKey = InferEntity<typeof ApiKey>;
