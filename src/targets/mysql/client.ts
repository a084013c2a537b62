import { connect as openSocket, isIP, type Socket } from 'node:net';
import {
  type Connection as MysqlConnection,
  type ConnectionOptions,
  createConnection,
  type QueryOptions,
  type ResultSetHeader,
  type RowDataPacket,
} from 'mysql2';
import { MYSQL_MODE } from '../../formats/sql/mysql-inserts.ts';
import type { Address, SslMode } from '../address.ts';
import type { MakeSocket } from '../client.ts';
import { TargetFailure } from '../failure.ts';
import { mysqlFailure, type MysqlRefusal, mysqlRefusal, type SentTo } from './server-error.ts';

/** Milliseconds until a server must have answered. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds that a question may take: more than a lock is waited for. */
const STATEMENT_TIMEOUT = 60_000;
/** Milliseconds that some thousand rows may take, after which a server counts as stuck. */
const STALL = 5 * 60_000;
/** For what takes longer the more rows there are. */
export const UNLIMITED = 0;
/** Seconds that somebody else's lock is waited for. */
const LOCK_TIMEOUT = 30;
const KEEP_ALIVE = 30_000;

/** What our statements take for granted, whatever the server's defaults are. MariaDB alone reads comments that begin with M!. */
const SESSION = `set /*M!100300 session max_statement_time = 0, session idle_transaction_timeout = 0,
    session idle_write_transaction_timeout = 0, */
  session sql_mode = '${MYSQL_MODE}', session time_zone = '+00:00', session autocommit = 1, session foreign_key_checks = 1,
  session unique_checks = 1, session sql_safe_updates = 0, session sql_big_selects = 1, session wait_timeout = 28800,
  session lock_wait_timeout = ${LOCK_TIMEOUT}, session innodb_lock_wait_timeout = ${LOCK_TIMEOUT}`;

/** What a server returns of a row. */
export type MysqlRow = Readonly<Record<string, unknown>>;

/** A connection to a MySQL or MariaDB server. Everything that it throws is a TargetFailure. */
export class MysqlClient {
  readonly #connection: MysqlConnection;
  #isStuck = false;

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
  }

  /**
   * The rows of a statement.
   * @param timeout milliseconds that it may take.
   */
  async query(sql: string, timeout = STATEMENT_TIMEOUT): Promise<readonly MysqlRow[]> {
    return await this.#rows<RowDataPacket[]>({ sql, timeout });
  }

  /** The rows of a statement as lists; of several statements with `;` between them, a list for each. */
  async lists(sql: string): Promise<readonly (readonly unknown[])[]> {
    return await this.#rows<RowDataPacket[][]>({ sql, timeout: STATEMENT_TIMEOUT, rowsAsArray: true });
  }

  /**
   * Runs statements with `;` between them until the server refuses one, and returns why; null if it refuses none.
   * @param timeout milliseconds that they may take.
   */
  async attempt(sql: string, timeout = STATEMENT_TIMEOUT): Promise<MysqlRefusal | null> {
    const { promise, resolve, reject } = Promise.withResolvers<MysqlRefusal | null>();
    this.#connection.query({ sql, timeout }, (error) => {
      const refusal = error === null ? null : mysqlRefusal(error);
      if (error === null || refusal !== null) resolve(refusal);
      else reject(error);
    });
    return await this.#explained(promise);
  }

  /**
   * Runs INSERT statements with `;` between them until one fails.
   * @param sent the table that they insert into; the rows of each that does not fail are added to its rows.
   */
  async insert(sql: string, sent: SentTo): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const command = this.#connection.query({ sql, timeout: STALL }, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
    command.on('result', ({ affectedRows }: ResultSetHeader) => {
      sent.rows += affectedRows;
    });
    await this.#explained(promise, sent);
  }

  async end(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // One that is broken has ended.
    if (!this.#isStuck) this.#connection.end(() => resolve());
    else resolve();
    await promise;
    this.#connection.destroy();
  }

  /** Ends it in the middle of whatever it does. */
  destroy(): void {
    this.#connection.destroy();
  }

  async #rows<Row extends RowDataPacket[] | RowDataPacket[][]>(options: QueryOptions): Promise<Row | []> {
    const { promise, resolve, reject } = Promise.withResolvers<Row | []>();
    this.#connection.query<Row>(options, (error, rows) => {
      if (error === null) resolve(Array.isArray(rows) ? rows : []);
      else reject(error);
    });
    return await this.#explained(promise);
  }

  async #explained<T>(promise: Promise<T>, sent?: SentTo): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      const failure = mysqlFailure(error, sent);
      // What is still running would be waited for.
      this.#isStuck ||= failure instanceof TargetFailure && failure.code === 'TARGET_STALLED';
      throw failure;
    }
  }
}

/** Connects to a database. Throws a TargetFailure where that is not to be had. */
export async function openMysql(address: Address, makeSocket?: MakeSocket): Promise<MysqlClient> {
  if (address.sslmode === 'verify-full' && isIP(address.host) !== 0) {
    // The driver would compare the certificate with `localhost`.
    throw new TargetFailure('TLS_FAILED', 'verify-full compares the certificate with a name: use the name of the host');
  }
  if (address.sslmode !== 'prefer') return await connected(address, encryption(address.sslmode), makeSocket);
  try {
    return await connected(address, encryption('require'), makeSocket);
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'TLS_FAILED') throw error;
    return await connected(address, {}, makeSocket);
  }
}

async function connected(
  { host, port, database, user, password }: Address,
  encrypted: Pick<ConnectionOptions, 'ssl'>,
  makeSocket: MakeSocket | undefined,
): Promise<MysqlClient> {
  const connection = createConnection({
    host,
    port,
    database,
    user,
    password: password ?? '',
    ...encrypted,
    stream: (): Socket => {
      const socket = makeSocket === undefined ? openSocket({ port, host }) : makeSocket().connect(port, host);
      return socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE);
    },
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT,
    multipleStatements: true,
    // A server cannot ask for files: without this it may, and gets an empty one.
    flags: ['-LOCAL_FILES'],
    // Parsers of rows would be compiled from names of columns.
    disableEval: true,
    dateStrings: true,
    supportBigNumbers: true,
    connectAttributes: { program_name: 'rowmill' },
  });
  // Whatever is asked of a connection that broke is refused: nothing is lost by not listening.
  connection.on('error', () => undefined);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  connection.connect((error) => {
    if (error === null) resolve();
    else reject(error);
  });
  try {
    await promise;
    const client = new MysqlClient(connection);
    await client.query(SESSION);
    return client;
  } catch (error) {
    connection.destroy();
    throw mysqlFailure(error);
  }
}

function encryption(mode: Exclude<SslMode, 'prefer'>): Pick<ConnectionOptions, 'ssl'> {
  switch (mode) {
    case 'disable':
      return {};
    case 'require':
      return { ssl: { rejectUnauthorized: false } };
    case 'verify-ca':
      return { ssl: { rejectUnauthorized: true } };
    case 'verify-full':
      return { ssl: { rejectUnauthorized: true, verifyIdentity: true } };
  }
}
