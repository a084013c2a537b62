import type { EntityManager } from '@mikro-orm/sql';
import type { Access, Scope } from '../access.ts';
import { statement } from '../entities/queries/statement.ts';

/** A key as the database had it a moment ago. */
export interface KnownKey {
  readonly access: Access;
  /** SHA-256 of the whole key, hexadecimal. */
  readonly hash: string;
  /** When it ends, on the clock of `performance.now()`: the database said how long it has left. In the past where it is revoked. */
  readonly endsAt: number;
  /** Whether its last use was noted more than a minute ago, or never. */
  useIsOld: boolean;
}

interface Row {
  readonly id: string;
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly groups: readonly string[] | null;
  /** Milliseconds since 1970. */
  readonly expires: number | null;
  /** Milliseconds it has left; null where it does not expire. */
  readonly left: number | null;
  readonly revoked: boolean;
  readonly old: boolean;
}

/** Reads a key by its row id or its public id; null where there is none. */
export async function knownKey(em: EntityManager, column: 'id' | 'public_id', value: string): Promise<KnownKey | null> {
  const asked = performance.now();
  const rows = await statement<Row>(
    em,
    `select id, hash, array_to_json(scopes) as scopes, array_to_json("groups") as "groups",
       extract(epoch from expires_at)::float8 * 1000 as expires,
       extract(epoch from expires_at - now())::float8 * 1000 as "left",
       revoked_at is not null as revoked,
       last_used_at is null or last_used_at < now() - interval '1 minute' as old
     from api_key where ${column} = $1`,
    [value],
  );
  if (rows.length === 0) return null;
  const [{ id, hash, scopes, groups, expires, left, revoked, old }] = rows;
  return {
    access: {
      keyId: id,
      scopes: new Set(scopes),
      groups: groups === null ? null : new Set(groups),
      expiresAt: expires === null ? null : new Date(Math.round(expires)),
    },
    hash,
    endsAt: revoked ? -Infinity : left === null ? Infinity : asked + left,
    useIsOld: old,
  };
}
