import { TargetFailure } from './failure.ts';

/** How the connection is encrypted, in the words of libpq; `prefer` goes on without where the server has none. */
export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** The kinds of server that rows are loaded into; MariaDB is MySQL here. */
export const DATABASE_KINDS = ['postgres', 'mysql'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** Where a database is, and as whom. */
export interface Address {
  readonly kind: DatabaseKind;
  /** A name, an IP address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Null leaves it to PGPASSWORD and the file of passwords, as libpq does; there is none for MySQL. */
  readonly password: string | null;
  readonly sslmode: SslMode;
}

export const DEFAULT_PORTS: Readonly<Record<DatabaseKind, number>> = { postgres: 5432, mysql: 3306 };

const EXPECTED = 'expected postgres://user@host:port/database or mysql://user@host:port/database';
const KINDS: ReadonlyMap<string, DatabaseKind> = new Map([
  ['postgres:', 'postgres'],
  ['postgresql:', 'postgres'],
  ['mysql:', 'mysql'],
  ['mariadb:', 'mysql'],
]);

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`, or the same of `mysql://` and `mariadb://`. Other parameters are dropped: some drivers let `host` among
 * them override the host. Throws a TargetFailure that repeats nothing of the text.
 */
export function parseAddress(text: string): Address {
  const url = URL.parse(text);
  const kind = KINDS.get(url?.protocol ?? '');
  if (url === null || kind === undefined) throw invalid(EXPECTED);
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
  const port = url.port === '' ? DEFAULT_PORTS[kind] : Number(url.port);
  return { kind, host, port, user, database, sslmode, password: password === '' ? null : password };
}

/** As messages and summaries show it: without the password. */
export function shownAddress({ kind, host, port, database, user }: Address): string {
  return `${kind}://${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
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
