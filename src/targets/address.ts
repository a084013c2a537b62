import { TargetFailure } from './failure.ts';

/** How the connection is encrypted, in the words of libpq; `prefer` goes on without where the server has none. */
export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** Where the database of a server is, and as whom. */
export interface Address {
  /** A name, an IP address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Null leaves it to PGPASSWORD and the file of passwords, as libpq does; for MySQL it is none. */
  readonly password: string | null;
  readonly sslmode: SslMode;
}

export const DEFAULT_PORT = 5432;

/** The kinds of servers, by what their addresses begin with. */
const SERVERS = {
  postgres: { protocols: ['postgres:', 'postgresql:'], port: DEFAULT_PORT },
  mysql: { protocols: ['mysql:', 'mariadb:'], port: 3306 },
} as const;

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`, or the same of `mysql://`. Other parameters are dropped: some drivers let `host` among
 * them override the host. Throws a TargetFailure that repeats nothing of the text.
 */
export function parseAddress(text: string, server: keyof typeof SERVERS = 'postgres'): Address {
  const url = URL.parse(text);
  const expected = `expected ${server}://user@host:port/database`;
  const { protocols, port: usual } = SERVERS[server];
  if (url === null || !protocols.some((protocol) => protocol === url.protocol)) throw invalid(expected);
  const sslmode = SSL_MODES.find((mode) => mode === (url.searchParams.get('sslmode') ?? 'prefer'));
  if (sslmode === undefined) throw invalid(`sslmode should be one of ${SSL_MODES.join(', ')}`);
  const [host, user, password, database] = [
    // A URL writes the address of IPv6 in brackets.
    url.hostname.replace(/^\[(.*)\]$/, '$1'),
    url.username,
    url.password,
    url.pathname.slice(1),
  ].map(decoded);
  if (host === '' || user === '' || database === '') throw invalid(`${expected}, but a part of it is missing`);
  const port = url.port === '' ? usual : Number(url.port);
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
