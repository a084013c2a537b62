import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import type { Vault } from '../targets/index.ts';

/** Of the secret; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;
/** How long the secret before a rotation signs as well. */
const OVERLAP = `interval '24 hours'`;

interface Stored {
  readonly secret: string;
  readonly previous: string | null;
}

/** A secret as receivers take it. */
const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/**
 * What the webhooks of a group are signed with, the newest first. A group without a secret gets one, which nobody has seen: after a
 * rotation there are two, of which the shown one verifies at once. Throws a TargetFailure where they cannot be read.
 */
export async function signingSecrets(em: EntityManager, group: string, vault: Vault): Promise<string[]> {
  const read = async (): Promise<Stored | undefined> => {
    const found = await statement<Stored>(
      em,
      `select secret, case when rotated_at > now() - ${OVERLAP} then previous end as previous
       from webhook_secret where group_id = $1`,
      [group],
    );
    return found.at(0);
  };
  let stored = await read();
  if (stored === undefined) {
    await statement(
      em,
      `insert into webhook_secret (group_id, secret) select id, $2 from project_group where id = $1 on conflict do nothing`,
      [group, vault.seal(newSecret(), group)],
    );
    stored = await read();
  }
  if (stored === undefined) throw new Error('a group was deleted while its webhooks were sent');
  const { secret, previous } = stored;
  return [secret, ...(previous === null ? [] : [previous])].map((sealed) => vault.open(sealed, group));
}

export interface RotatedSecret {
  /** `whsec_…`, which is shown this once. */
  readonly secret: string;
  /** When the secret before no longer signs; null where there was none. */
  readonly previousExpiresAt: Date | null;
}

/** Gives a group a new secret; null where there is no such group. */
export async function rotate(em: EntityManager, group: string, vault: Vault): Promise<RotatedSecret | null> {
  const secret = newSecret();
  const [row] = await statement<{ expires: number | null }>(
    em,
    `insert into webhook_secret (group_id, secret, rotated_at) select id, $2, now() from project_group where id = $1
     on conflict (group_id) do update set previous = webhook_secret.secret, secret = excluded.secret, rotated_at = now()
     returning case when previous is not null then extract(epoch from rotated_at + ${OVERLAP})::float8 end as expires`,
    [group, vault.seal(secret, group)],
  );
  if (row === undefined) return null;
  return { secret, previousExpiresAt: row.expires === null ? null : new Date(row.expires * 1000) };
}

/** Forgets secrets that no longer sign. */
export async function forgetPrevious(em: EntityManager): Promise<void> {
  await statement(
    em,
    `update webhook_secret set previous = null where previous is not null and rotated_at <= now() - ${OVERLAP}`,
  );
}
