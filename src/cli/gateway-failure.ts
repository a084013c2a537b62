import type { Config } from '../config.ts';
import { isDatabaseAway } from '../entities/database-away.ts';
import { FolderTaken } from '../entities/folder-lock.ts';
import { withoutSecrets } from '../log.ts';
import { FaultyAdminKey } from '../projects/ensure-admin-key.ts';
import { Failure } from './failure.ts';
import { isSystemError, systemFailure } from './system-failure.ts';

/** Why the gateway could not be opened, in one line for its operator. An error that nobody foresaw comes back as it is. */
export function gatewayFailure(error: unknown, { host, port, data, databaseUrl }: Config): unknown {
  if (error instanceof FolderTaken) return new Failure(1, error.message, { cause: error });
  if (error instanceof FaultyAdminKey) return new Failure(2, error.message, { cause: error });
  if (isSystemError(error) && error.syscall === 'listen') {
    const reason = error.code === 'EADDRINUSE' ? 'another program already listens there' : error.code;
    const hint = 'choose another one with ROWMILL_PORT and ROWMILL_HOST';
    return new Failure(1, `cannot listen on ${host}:${port}: ${reason}; ${hint}`, { cause: error });
  }
  if (databaseUrl !== null && (isDatabaseAway(error) || isServersOwn(error))) {
    const reason = error instanceof Error ? withoutSecrets(error.message) : '';
    return new Failure(1, `cannot use the database of DATABASE_URL: ${reason}`, { cause: error });
  }
  return systemFailure(error, 1, `cannot use the folder ${data}`);
}

/** Whether PostgreSQL itself refused: a wrong password, a database that is not there, rights that are missing. */
function isServersOwn(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(?:28|3D|42501)/.test(error.code)
  );
}
