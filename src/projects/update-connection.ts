import type { Call } from '../call.ts';
import type { Connection } from '../entities/connection.ts';
import { statement } from '../entities/statement.ts';
import { type Outcome, type Refusal, refused } from '../refusal.ts';
import { type Address, checkAddress, type TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { connectionBy } from './find-connection.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { invalid, nameTaken, noSecretKey, notFound } from './refusals.ts';
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

/** Changes a connection. Its password is not sent elsewhere: another server, or other encryption, needs it again. */
export const updateConnection = verb(
  'write',
  async (
    call: Call,
    { id, name, password, ...changes }: UpdateConnection,
    { vault }: Pick<TargetPolicy, 'vault'>,
  ): Promise<Outcome<Connection>> => {
    const refusals: Refusal[] = name === null ? [] : [...nameRefusals(name, 'name')];
    const connection = await connectionBy(call, { id });
    if (connection === null) return refused(...refusals, notFound('connection', 'id'));
    const { host, port, database, user, sslmode } = {
      host: changes.host ?? connection.host,
      port: changes.port ?? connection.port,
      database: changes.database ?? connection.database,
      user: changes.user ?? connection.user,
      sslmode: changes.sslmode ?? connection.sslmode,
    };
    for (const [part, message] of checkAddress({ host, port, database, user, password })) {
      refusals.push(invalid(message, part));
    }
    const leadsElsewhere =
      host !== connection.host ||
      port !== connection.port ||
      sslmode !== connection.sslmode ||
      user !== connection.user;
    if (leadsElsewhere && password === null) {
      refusals.push(invalid('send the password again: the stored one is for the previous server and user', 'password'));
    }
    if (password !== null && vault === null) refusals.push(noSecretKey('password'));
    if (refusals.length > 0) return refused(...refusals);
    const sealed = password === null ? null : (vault?.seal(password, id) ?? null);
    return await unlessViolated({ unique: nameTaken('the project group', 'name') }, async () => {
      await statement(
        call.em,
        `update connection set name = coalesce($2, name), host = $3, port = $4, "database" = $5, "user" = $6, sslmode = $7,
         "password" = coalesce($8, "password"), updated_at = now()
       where id = $1`,
        [id, name, host, port, database, user, sslmode, sealed],
      );
      return found(await connectionBy(call, { id }), 'connection', 'id');
    });
  },
);
