import { type TargetCode, TargetFailure } from './failure.ts';
import { targetFailure } from './server-error.ts';

const DENIED = 'the server does not accept the user or the password';
const ENDED = 'the statement took too long, or was ended from outside';

/** By the number of the server's error: https://mariadb.com/kb/en/mariadb-error-codes/ */
const NUMBERS: ReadonlyMap<number, readonly [code: TargetCode, message: string]> = new Map([
  [1040, ['TARGET_UNREACHABLE', 'the server has no free connection']],
  [1044, ['NOT_PERMITTED', 'the user is not allowed to use the database']],
  [1045, ['AUTHENTICATION_FAILED', DENIED]],
  [1049, ['DATABASE_MISSING', 'the server has no database of that name']],
  [1053, ['TARGET_LOST', 'the server ended the connection']],
  [1130, ['AUTHENTICATION_FAILED', 'the server accepts no connections from this host']],
  [1142, ['NOT_PERMITTED', 'the user is not allowed to do this']],
  [1143, ['NOT_PERMITTED', 'the user is not allowed to do this']],
  [1203, ['TARGET_UNREACHABLE', 'the user has no free connection']],
  [1205, ['TABLE_LOCKED', 'another session holds a lock on it']],
  [1227, ['NOT_PERMITTED', 'the user is not allowed to do this']],
  [1317, ['STATEMENT_ENDED', ENDED]],
  [1698, ['AUTHENTICATION_FAILED', DENIED]],
  [1969, ['STATEMENT_ENDED', ENDED]],
  [3024, ['STATEMENT_ENDED', ENDED]],
]);

/** What an error of the driver, the server or the system means; the words of the server, which quote values, are not told. */
export function mysqlFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TargetFailure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('HANDSHAKE_')) {
    return new TargetFailure(
      'TLS_FAILED',
      'the server does not support encryption, or its certificate is not accepted',
    );
  }
  if (code.startsWith('PROTOCOL_') || code === 'EPIPE')
    return new TargetFailure('TARGET_LOST', 'the connection was lost');
  if (!('sqlState' in error && 'errno' in error && typeof error.errno === 'number')) return targetFailure(error);
  const [known, message] = NUMBERS.get(error.errno) ?? [
    'TARGET_REFUSED',
    `the server refused with error ${error.errno}`,
  ];
  return new TargetFailure(known, message);
}
