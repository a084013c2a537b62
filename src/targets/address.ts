import { TargetFailure } from './failure.ts';

/** How the connection is encrypted, in the words of libpq; `prefer` goes on without where the server has none. */
export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** Where a PostgreSQL database is, and as whom. */
export interface Address {
  /** A name, an IP address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Null leaves it to PGPASSWORD and the file of passwords, as libpq does. */
  readonly password: string | null;
  readonly sslmode: SslMode;
}

export const DEFAULT_PORT = 5432;

const EXPECTED = 'expected postgres://user@host:port/database';

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`. Other parameters are dropped: some drivers let `host` among
 * them override the host. Throws a TargetFailure that repeats nothing of the text.
 */
export function parseAddress(text: string): Address {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) throw invalid(EXPECTED);
  const sslmode = SSL_MODES.find((mode) => mode === (url.searchParams.get('sslmode') ?? 'prefer'));
  if (sslmode === undefined) throw invalid(`sslmode should be one of ${SSL_MODES.join(', ')}`);
  const [host, user, password, database] = [
    // A URL writes the address of IPv6 in brackets.
    url.hostname.replace(/^\[(.*)\]$/, '$1'),
    url.username,
    url.password,
    url.pathname.slice(1),
  ].map(decoded);
  if (host === '' || user === '' || database === '') throw invalid(`${EXPECTED}, but a part of it is missing`);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  return { host, port, user, database, sslmode, password: password === '' ? null : password };
}

/** As messages and summaries show it: without the password. */
export function shownAddress({ host, port, database, user }: Address): string {
  return `postgres://${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError)
      throw invalid('a part of the address contains a % that does not encode a character: write %25');
    throw error;
  }
}

function invalid(message: string): TargetFailure {
  return new TargetFailure('ADDRESS_INVALID', message);
}
