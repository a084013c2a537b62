import { validate } from 'uuid';
import { type Access, sees } from '../access.ts';
import type { Call } from '../call.ts';
import { ApiKey } from '../entities/api-key.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { Keys } from './keys.ts';
import { notFound } from './refusals.ts';

export interface RevokeApiKey {
  /** Its row id. */
  readonly id: string;
}

/** Ends a key for good; one that is revoked stays as it is. A key that is bound to groups sees only keys bound to some of them. */
export const revokeApiKey = verb(
  'admin',
  async ({ em, access }: Call, { id }: RevokeApiKey, keys: Pick<Keys, 'forget'>): Promise<Outcome<ApiKey>> => {
    const key = validate(id) ? await em.findOne(ApiKey, { id }) : null;
    if (key === null || !seesKey(access, key)) return refused(notFound('API key', 'id'));
    await statement(em, 'update api_key set revoked_at = now() where id = $1 and revoked_at is null', [id]);
    keys.forget();
    return done(await em.findOneOrFail(ApiKey, { id }, { refresh: true }));
  },
);

function seesKey(access: Access, { groups }: ApiKey): boolean {
  if (access.groups === null) return true;
  return groups?.every((group) => sees(access, group)) ?? false;
}
