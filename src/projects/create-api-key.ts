import { v7 as newId } from 'uuid';
import { type Scope, SCOPES } from '../access.ts';
import type { Call } from '../call.ts';
import { ApiKey } from '../entities/api-key.ts';
import { statement } from '../entities/queries/statement.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import { projectGroupBy } from './find-project-group.ts';
import { makeKey } from './key-text.ts';
import { nameRefusals } from './name-refusals.ts';
import { invalid, notAllowed, notFound } from './refusals.ts';

const MAX_GROUPS = 100;
/** Year after the last one in which a key may expire. */
const END_OF_TIME = Date.UTC(10_000, 0, 1);

export interface CreateApiKey {
  /** For people; several keys may have the same. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Ids of the project groups it is bound to, at most 100; it sees all where there are none. */
  readonly groups?: readonly string[] | null;
  readonly expiresAt?: Date | null;
}

export interface CreatedApiKey {
  readonly key: ApiKey;
  /** The whole key. It is not kept: this is the only time it is known. */
  readonly secret: string;
}

/** Makes a key that may do no more than the one it is made with. */
export const createApiKey = verb(
  'admin',
  async (
    call: Call,
    { name, scopes, groups = null, expiresAt = null }: CreateApiKey,
  ): Promise<Outcome<CreatedApiKey>> => {
    const refusals = [
      ...nameRefusals(name, 'name'),
      ...scopeRefusals(scopes),
      ...(await groupRefusals(call, groups)),
      ...(await expiryRefusals(call, expiresAt)),
    ];
    if (refusals.length > 0) return refused(...refusals);
    const id = newId();
    const { publicId, hash, secret } = makeKey();
    await statement(
      call.em,
      `insert into api_key (id, public_id, hash, name, scopes, "groups", expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        publicId,
        hash,
        name,
        SCOPES.filter((scope) => scopes.includes(scope)),
        groups && [...new Set(groups)],
        expiresAt,
      ],
    );
    return done({ key: await call.em.findOneOrFail(ApiKey, { id }), secret });
  },
);

/** A key that makes others is an admin’s, which has every scope. */
function scopeRefusals(scopes: readonly Scope[]): readonly Refusal[] {
  if (scopes.length === 0 || scopes.length > SCOPES.length) {
    return [invalid(`name one or more of the scopes ${SCOPES.join(', ')}, each once`, 'scopes')];
  }
  return scopes.flatMap((scope, i) => {
    return SCOPES.includes(scope) ? [] : [invalid(`a scope is one of ${SCOPES.join(', ')}`, 'scopes', String(i))];
  });
}

async function groupRefusals(call: Call, groups: readonly string[] | null): Promise<readonly Refusal[]> {
  if (groups === null) {
    if (call.access.groups === null) return [];
    return [
      notAllowed('this API key is restricted to project groups: name those of them that the new key is for', 'groups'),
    ];
  }
  if (groups.length === 0 || groups.length > MAX_GROUPS) {
    return [invalid(`name 1 to ${MAX_GROUPS} project groups, or omit them for all`, 'groups')];
  }
  const refusals: Refusal[] = [];
  for (const [i, id] of groups.entries()) {
    if ((await projectGroupBy(call, { id })) === null) refusals.push(notFound('project group', 'groups', String(i)));
  }
  return refusals;
}

async function expiryRefusals({ em, access }: Call, expiresAt: Date | null): Promise<readonly Refusal[]> {
  const limit = access.expiresAt;
  if (limit !== null && (expiresAt === null || expiresAt > limit)) {
    return [
      notAllowed(`the new key must not outlive this one: choose a time up to ${limit.toISOString()}`, 'expiresAt'),
    ];
  }
  if (expiresAt === null) return [];
  const time = expiresAt.getTime();
  if (time > 0 && time < END_OF_TIME) {
    const [{ ahead }] = await statement<{ ahead: boolean }>(em, 'select $1::timestamptz > now() as ahead', [expiresAt]);
    if (ahead) return [];
  }
  return [invalid('a key expires at a time in the future, before the year 10000', 'expiresAt')];
}
