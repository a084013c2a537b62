import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import type { Address, SslMode } from './address.ts';
import { TargetFailure } from './failure.ts';
import { targetFailure } from './server-error.ts';

/** Milliseconds until a server must have answered. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds that a question may take; rows take what they take. */
const STATEMENT_TIMEOUT = 30_000;
/** Milliseconds of silence after which the system asks whether the other side is still there. */
const KEEP_ALIVE = 30_000;

/** Makes the socket of a connection; it may refuse where that leads. */
export type MakeSocket = () => Socket;

/** Connects to a database. Throws a TargetFailure where that is not to be had. */
export async function openClient(address: Address, makeSocket?: MakeSocket): Promise<Client> {
  if (address.sslmode !== 'prefer') return await connected(address, encryption(address.sslmode), makeSocket);
  try {
    return await connected(address, encryption('require'), makeSocket);
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'TLS_FAILED') throw error;
    return await connected(address, false, makeSocket);
  }
}

async function connected(
  { host, port, database, user, password }: Address,
  ssl: NonNullable<ClientConfig['ssl']>,
  makeSocket: MakeSocket | undefined,
): Promise<Client> {
  const client = new Client({
    host,
    port,
    database,
    user,
    ssl,
    // An empty one would be looked up in the environment, as none is.
    ...(password === null ? {} : { password: () => password }),
    ...(makeSocket === undefined ? {} : { stream: makeSocket }),
    application_name: 'rowmill',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE,
  });
  // Whatever is asked of a connection that broke is refused: nothing is lost by not listening.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`set statement_timeout = ${STATEMENT_TIMEOUT}`);
    return client;
  } catch (error) {
    await client.end();
    throw targetFailure(error);
  }
}

function encryption(mode: Exclude<SslMode, 'prefer'>): NonNullable<ClientConfig['ssl']> {
  switch (mode) {
    case 'disable':
      return false;
    case 'require':
      return { rejectUnauthorized: false };
    case 'verify-ca':
      return { checkServerIdentity: () => undefined };
    case 'verify-full':
      return true;
  }
}
