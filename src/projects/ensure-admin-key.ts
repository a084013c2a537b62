import type { EntityManager } from '@mikro-orm/sql';
import { v7 as newId } from 'uuid';
import { statement } from '../entities/queries/statement.ts';
import { type KeyText, makeKey, readKey } from './key-text.ts';

/** The key that the operator gave cannot be used. The message does not hold it. */
export class FaultyAdminKey extends Error {
  constructor(fault: string) {
    super(`ROWMILL_ADMIN_KEY ${fault}`);
    this.name = 'FaultyAdminKey';
  }
}

/**
 * Makes the first key and answers it where there is no key at all, else null. One that is given has all rights afterwards and is
 * not answered. A revoked one stays revoked: whoever revoked it had a reason, and the setting may be older.
 */
export async function ensureAdminKey(em: EntityManager, given: string | null): Promise<string | null> {
  const key = given === null ? null : readKey(given);
  if (given !== null && key === null) {
    throw new FaultyAdminKey(
      'is not a key of the form rm_…: `rowmill key` prints one, and if it is not set, the first start creates one',
    );
  }
  return await em.transactional(async (inside) => {
    // Two nodes may start for the first time at once.
    await statement(inside, 'lock table api_key in share row exclusive mode');
    if (key !== null) {
      await admit(inside, key);
      return null;
    }
    if ((await statement(inside, 'select 1 from api_key limit 1')).length > 0) return null;
    const made = makeKey();
    await insert(inside, made);
    return made.secret;
  });
}

async function admit(em: EntityManager, key: KeyText): Promise<void> {
  const rows = await statement<{ hash: string; revoked: boolean }>(
    em,
    'select hash, revoked_at is not null as revoked from api_key where public_id = $1',
    [key.publicId],
  );
  if (rows.length === 0) {
    await insert(em, key);
    return;
  }
  const [{ hash, revoked }] = rows;
  if (hash !== key.hash) throw new FaultyAdminKey('has the ID of another key: set that one, or one with another ID');
  if (revoked) throw new FaultyAdminKey('has been revoked: set another one, or remove the setting');
  await statement(
    em,
    `update api_key set scopes = '{admin}', "groups" = null, expires_at = null where public_id = $1`,
    [key.publicId],
  );
}

async function insert(em: EntityManager, { publicId, hash }: KeyText): Promise<void> {
  await statement(
    em,
    `insert into api_key (id, public_id, hash, name, scopes) values ($1, $2, $3, 'admin', '{admin}')`,
    [newId(), publicId, hash],
  );
}
