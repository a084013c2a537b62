import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { DatabaseUnreachable, isDatabaseAway } from '../../entities/database/database-away.ts';
import { Unusable } from '../../entities/database/unusable.ts';
import { withoutSecrets } from '../../log.ts';
import { FaultyAdminKey } from '../../projects/ensure-admin-key.ts';
import { Failure } from '../failure.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';

/** What to do about what PostgreSQL refuses, by the beginning of its code. */
const HINTS: readonly (readonly [code: string, hint: string])[] = [
  ['28', 'check the user, the password and the pg_hba.conf of the server'],
  ['3D000', 'create the database, or correct its name'],
  ['42501', 'make the user the owner of the database, or grant it CREATE on the database and its schema'],
  ['42P07', 'tables of another program are there: give rowmill a database of its own'],
  ['53300', 'raise max_connections of the server, or close connections of others'],
  ['53', 'make room on the server'],
  ['25006', 'give the address of the primary server'],
  ['57P03', 'the server is starting or stopping: try again'],
];
const FALLBACK_HINT = 'check DATABASE_URL and that the server runs and is reachable from here';

/** How far causes are followed. */
const DEEPEST = 8;

/** Why the gateway could not be opened, in one line for its operator. An error that nobody foresaw comes back as it is. */
export function gatewayFailure(error: unknown, { host, port, data, databaseUrl }: Config): unknown {
  if (error instanceof Unusable) return new Failure(1, error.message, { cause: error });
  if (error instanceof FaultyAdminKey) return new Failure(2, error.message, { cause: error });
  if (isSystemError(error) && error.syscall === 'listen') {
    const reason = error.code === 'EADDRINUSE' ? 'another program already listens there' : error.code;
    const hint = 'choose another one with ROWMILL_PORT and ROWMILL_HOST';
    return new Failure(1, `cannot listen on ${host}:${port}: ${reason}; ${hint}`, { cause: error });
  }
  const refused = serversOwn(error);
  if (refused !== null && databaseUrl === null) {
    const hint = 'make room on the disk if it is full, or restore the folder from a backup';
    return new Failure(1, `cannot use the embedded database in ${data}: ${refused.message}; ${hint}`, { cause: error });
  }
  if (databaseUrl !== null && (refused !== null || error instanceof DatabaseUnreachable || isDatabaseAway(error))) {
    const reason = refused?.message ?? messageOf(error instanceof DatabaseUnreachable ? error.cause : error);
    const hint = HINTS.find(([code]) => refused?.code.startsWith(code))?.[1] ?? FALLBACK_HINT;
    return new Failure(1, `cannot use the database of DATABASE_URL: ${withoutSecrets(reason)}; ${hint}`, {
      cause: error,
    });
  }
  const path =
    isSystemError(error) && error.path?.startsWith(join(data, '/')) === true ? error.path : `the folder ${data}`;
  return systemFailure(error, 1, `cannot use ${path}`);
}

/** What PostgreSQL itself refused, without what the ORM adds to it: its error has a code of five characters. */
function serversOwn(error: unknown): { readonly code: string; readonly message: string } | null {
  let found: { code: string; message: string } | null = null;
  for (let at = error, depth = 0; at instanceof Error && depth < DEEPEST; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && /^[\dA-Z]{5}$/.test(at.code) && !('syscall' in at)) {
      found = { code: at.code, message: at.message };
    }
  }
  return found;
}

/** A name with several addresses has an error for each, and no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : '';
}
