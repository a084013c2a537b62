import { randomUUID } from 'node:crypto';
import { type Connection as MysqlConnection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, inject } from 'vitest';

/** An empty database of the MariaDB server, for one test file. */
export interface MariadbDatabase {
  readonly name: string;
  readonly url: string;
  /** Runs statements with `;` between them, and returns the rows of the last one: text and decimals as text, times in UTC. */
  query(text: string): Promise<Record<string, unknown>[]>;
  /** Drops all tables. */
  empty(): Promise<void>;
}

/** Whether there is a server; the files of tests skip without one, for the reason NO_MARIADB. */
export function hasMariadb(): boolean {
  return inject('mariadbUrl') !== null;
}

/** Creates the database before the tests of the file or `describe` that asks for it, and drops it after them. Only where `hasMariadb`. */
export function useMariadb(): MariadbDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('mariadbUrl') ?? 'mysql://nowhere');
  url.pathname = `/${name}`;
  let connection: MysqlConnection;
  beforeAll(async () => {
    if (!hasMariadb()) return;
    const { hostname: host, port, username: user, password } = url;
    const options = { host, port: Number(port), user, password, multipleStatements: true, dateStrings: true };
    connection = await createConnection({ ...options, charset: 'utf8mb4', supportBigNumbers: true });
    await connection.query(`create database ${name} character set utf8mb4; use ${name}; set time_zone = '+00:00'`);
  });
  afterAll(async () => {
    if (!hasMariadb()) return;
    await connection.query(`drop database ${name}`);
    await connection.end();
  });
  return {
    name,
    url: url.href,
    query: async (text) => {
      const [rows] = await connection.query<RowDataPacket[]>(text);
      const last: unknown = rows.at?.(-1);
      return Array.isArray(last) ? last : rows;
    },
    empty: async () => {
      await connection.query(`drop database ${name}; create database ${name} character set utf8mb4; use ${name}`);
    },
  };
}
