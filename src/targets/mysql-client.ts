import type { Connection, ConnectionOptions } from 'mysql2/promise';
import type { Address, SslMode } from './address.ts';
import type { MakeSocket } from './client.ts';
import { TargetFailure } from './failure.ts';
import { mysqlFailure } from './mysql-error.ts';

/** Milliseconds until a server must have answered. */
const CONNECT_TIMEOUT = 10_000;

/**
 * Connects to a database of MySQL or MariaDB. Rows are lists of values, times texts; a text may have several statements. Throws a
 * TargetFailure.
 */
export async function openMysqlClient(address: Address, makeSocket: MakeSocket): Promise<Connection> {
  if (address.sslmode !== 'prefer') return await connected(address, encryption(address.sslmode), makeSocket);
  try {
    return await connected(address, encryption('require'), makeSocket);
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'TLS_FAILED') throw error;
    return await connected(address, undefined, makeSocket);
  }
}

async function connected(
  { host, port, database, user, password }: Address,
  ssl: ConnectionOptions['ssl'],
  makeSocket: MakeSocket,
): Promise<Connection> {
  // A start that needs no MySQL loads no driver of it.
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection({
      host,
      port,
      database,
      user,
      ...(password === null ? {} : { password }),
      ...(ssl === undefined ? {} : { ssl }),
      stream: () => makeSocket().connect(port, host),
      charset: 'utf8mb4',
      connectTimeout: CONNECT_TIMEOUT,
      // A server cannot ask for files: without this it may, and gets an empty one.
      flags: ['-LOCAL_FILES'],
      // Parsers of rows would be compiled from names of columns.
      disableEval: true,
      dateStrings: true,
      multipleStatements: true,
      rowsAsArray: true,
      supportBigNumbers: true,
    });
    // Whatever is asked of a connection that broke is refused: nothing is lost by not listening.
    connection.on('error', () => undefined);
    return connection;
  } catch (error) {
    throw mysqlFailure(error);
  }
}

function encryption(mode: Exclude<SslMode, 'prefer'>): ConnectionOptions['ssl'] {
  switch (mode) {
    case 'disable':
      return undefined;
    case 'require':
      return { rejectUnauthorized: false };
    case 'verify-ca':
      return { verifyIdentity: false };
    case 'verify-full':
      return { verifyIdentity: true };
  }
}
