import type { Call } from '../call.ts';
import type { Connection } from '../entities/connection.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, type Refusal, refused } from '../refusal.ts';
import { type Address, checkAddress, type TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { connectionBy } from './find-connection.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { connectionOutdated, invalid, nameTaken, noSecretKey, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

/** What is null stays as it is. */
export interface UpdateConnection {
  readonly id: string;
  readonly name: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly database: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly sslmode: Address['sslmode'] | null;
}

/**
 * Changes a connection. Its password is not sent elsewhere: another server, or other encryption, needs it again. The write compares
 * the address with the one that was looked at, so that of two changes at once neither gets the other's password.
 */
export const updateConnection = verb(
  'write',
  async (call: Call, input: UpdateConnection, policy: Pick<TargetPolicy, 'vault'>): Promise<Outcome<Connection>> =>
    await update(call, input, policy),
);

async function update(
  call: Call,
  input: UpdateConnection,
  policy: Pick<TargetPolicy, 'vault'>,
): Promise<Outcome<Connection>> {
  const { id, name, password, ...changes } = input;
  const { vault } = policy;
  const refusals: Refusal[] = name === null ? [] : [...nameRefusals(name, 'name')];
  const connection = await connectionBy(call, { id });
  if (connection === null) return refused(...refusals, notFound('connection', 'id'));
  const before = addressOf(connection);
  const { host, port, database, user, sslmode } = {
    host: changes.host ?? before.host,
    port: changes.port ?? before.port,
    database: changes.database ?? before.database,
    user: changes.user ?? before.user,
    sslmode: changes.sslmode ?? before.sslmode,
  };
  for (const [part, message] of checkAddress({ host, port, database, user, password })) {
    refusals.push(invalid(message, part));
  }
  const leadsElsewhere =
    host !== before.host || port !== before.port || sslmode !== before.sslmode || user !== before.user;
  if (leadsElsewhere && password === null) {
    refusals.push(invalid('send the password again: the stored one is for the previous server and user', 'password'));
  }
  if (password !== null && vault === null) refusals.push(noSecretKey('password'));
  if (refusals.length > 0) return refused(...refusals);
  const sealed = password === null ? null : (vault?.seal(password, id) ?? null);
  return await unlessViolated({ unique: nameTaken('the project group', 'name') }, async () => {
    const written = await statement(
      call.em,
      `update connection set name = coalesce($2, name), host = $3, port = $4, "database" = $5, "user" = $6, sslmode = $7,
         "password" = coalesce($8, "password"), updated_at = now()
       where id = $1 and (host, port, "database", "user", sslmode) = ($9, $10::int, $11, $12, $13) returning id`,
      [
        id,
        name,
        host,
        port,
        database,
        user,
        sslmode,
        sealed,
        before.host,
        before.port,
        before.database,
        before.user,
        before.sslmode,
      ],
    );
    if (written.length > 0) return found(await connectionBy(call, { id }), 'connection', 'id');
    // Another call was quicker. What has no password of its own is held against the address as it is now.
    if (password === null || (await connectionBy(call, { id })) === null) {
      return await update(call, input, policy);
    }
    return refused(connectionOutdated);
  });
}

/** A copy: a second look at the same row changes the object of the first. */
function addressOf({ host, port, database, user, sslmode }: Connection): Omit<
  Address,
  'kind' | 'password' | 'sslmode'
> & {
  readonly sslmode: string;
} {
  return { host, port, database, user, sslmode };
}
