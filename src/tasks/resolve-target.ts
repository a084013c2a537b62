import type { Call } from '../call.ts';
import { Connection } from '../entities/connection.ts';
import { statement } from '../entities/queries/statement.ts';
import type { TaskTarget } from '../entities/task.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import {
  type Address,
  checkAddress,
  DATABASE_KINDS,
  SSL_MODES,
  TargetFailure,
  type TargetPolicy,
} from '../targets/index.ts';
import { checkText } from './check-text.ts';
import { isId } from './is-id.ts';
import type { StartTarget } from './start-input.ts';
import { notFound } from './visible-model.ts';

/** Characters of a name of a schema. */
const MAX_SCHEMA_LENGTH = 63;

/**
 * Where a task loads its rows, as the task keeps it: with a password of its own, so that it goes on when the connection changes.
 * @param group of the project: a connection of another one is not for it.
 * @param task that the password is sealed for.
 */
export async function resolveTarget(
  { em }: Call,
  { connection, mode, schema }: StartTarget,
  group: string,
  task: string,
  { vault }: TargetPolicy,
): Promise<Outcome<TaskTarget>> {
  const wrong: Refusal[] = schema === null ? [] : checkText(schema, ['schema'], MAX_SCHEMA_LENGTH);
  if (vault === null) {
    const message = 'this gateway cannot store passwords: its operator must set ROWMILL_SECRET_KEY';
    return refused(...wrong, { kind: 'not-allowed', code: 'SECRET_KEY_MISSING', message, path: ['connection'] });
  }
  if ('inline' in connection) {
    const { password, ...address } = connection.inline;
    for (const [part, message] of checkAddress(connection.inline)) {
      wrong.push({ kind: 'invalid-input', code: 'INVALID_INPUT', message, path: ['connection', 'inline', part] });
    }
    if (wrong.length > 0) return refused(...wrong);
    return done({ ...address, connection: null, schema, mode, password: vault.seal(password, task) });
  }
  const where = 'id' in connection ? { id: connection.id, group } : { name: connection.name, group };
  const found = 'id' in where && !isId(where.id) ? null : await em.findOne(Connection, where);
  // With its password in one statement: that is for this address alone.
  const [stored] =
    found === null
      ? []
      : await statement<Address & { password: string }>(
          em,
          'select kind, host, port, "database", "user", sslmode, "password" from connection where id = $1 and group_id = $2',
          [found.id, group],
        );
  if (found === null || stored === undefined || !isAddress(stored)) {
    return refused(...wrong, notFound('connection', ['connection']));
  }
  if (wrong.length > 0) return refused(...wrong);
  const { id } = found;
  const { kind, host, port, database, user, sslmode } = stored;
  try {
    const password = vault.seal(vault.open(stored.password, id), task);
    return done({ connection: id, kind, host, port, database, user, sslmode, schema, mode, password });
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    return refused({ kind: 'target-failed', code: error.code, message: error.message, path: ['connection'] });
  }
}

/** Another version may have written it. */
function isAddress({ kind, sslmode }: Address): boolean {
  return DATABASE_KINDS.includes(kind) && SSL_MODES.includes(sslmode);
}
