import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import type { Connection } from '../entities/connection.ts';
import { statement } from '../entities/queries/statement.ts';
import { type Outcome, refused } from '../refusal.ts';
import { type Address, checkAddress, type TargetPolicy } from '../targets/index.ts';
import { verb } from '../verb.ts';
import { connectionBy } from './find-connection.ts';
import { projectGroupBy } from './find-project-group.ts';
import { found } from './found.ts';
import { nameRefusals } from './name-refusals.ts';
import { invalid, nameTaken, noSecretKey, notFound } from './refusals.ts';
import { unlessViolated } from './unless-violated.ts';

export interface CreateConnection extends Address {
  /** Id of its group. */
  readonly group: string;
  readonly name: string;
  readonly password: string;
}

/** Saves the address of a database; its password is sealed. Whether anybody answers there is not looked at. */
export const createConnection = verb(
  'write',
  async (
    call: Call,
    { group, name, kind, host, port, database, user, password, sslmode }: CreateConnection,
    { vault }: Pick<TargetPolicy, 'vault'>,
  ): Promise<Outcome<Connection>> => {
    const refusals = [
      ...nameRefusals(name, 'name'),
      ...checkAddress({ host, port, database, user, password }).map(([part, message]) => invalid(message, part)),
    ];
    if ((await projectGroupBy(call, { id: group })) === null) refusals.push(notFound('project group', 'group'));
    if (vault === null) refusals.push(noSecretKey('password'));
    if (vault === null || refusals.length > 0) return refused(...refusals);
    const id = newId();
    const raced = { unique: nameTaken('the project group', 'name'), reference: notFound('project group', 'group') };
    return await unlessViolated(raced, async () => {
      await statement(
        call.em,
        `insert into connection (id, group_id, name, host, port, "database", "user", sslmode, "password", kind)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, group, name, host, port, database, user, sslmode, vault.seal(password, id), kind],
      );
      return found(await connectionBy(call, { id }), 'connection', 'id');
    });
  },
);
