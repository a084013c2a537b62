import type { Connection, RowDataPacket } from 'mysql2/promise';
import { type Address, type MakeSocket, mysqlFailure, openMysqlClient } from '../targets/index.ts';
import { MAX_STATEMENTS, type OpenDatabase, type Rows, ROWS_TIMEOUT, tooLarge } from './database.ts';

/** Seconds that one statement may take, and that a lock is waited for. */
const STATEMENT_TIMEOUT = 20;
const LOCK_TIMEOUT = 5;
/** Tables whose statements are asked for at once. */
const BATCH = 100;
/** Tables that rows can be in; others are views and sequences. */
const KINDS = new Set(['BASE TABLE', 'SYSTEM VERSIONED']);

/** What mysqldump sets as well, so that names are quoted alike everywhere; the rest are limits, of which MariaDB names one differently. */
const BEGIN = `
  set session sql_mode = '', sql_quote_show_create = 1, time_zone = '+00:00', lock_wait_timeout = ${LOCK_TIMEOUT}
    /*M!100000 , max_statement_time = ${STATEMENT_TIMEOUT} */ /*!50708 , max_execution_time = ${STATEMENT_TIMEOUT * 1000} */;
  start transaction read only`;

/** Connects to a database of MySQL or MariaDB to read it. Throws a TargetFailure. */
export async function openMysql(address: Address, makeSocket: MakeSocket): Promise<OpenDatabase> {
  const client = await openMysqlClient(address, makeSocket);
  return await explained(async () => {
    try {
      await client.query(BEGIN);
    } catch (error) {
      client.destroy();
      throw error;
    }
    return {
      dialect: 'mysql' as const,
      ddl: async () => await explained(async () => await ddlOf(client)),
      rows: async () => await explained(async () => await rowsOf(client)),
      close: async () => {
        client.destroy();
        await Promise.resolve();
      },
    };
  });
}

/** The statements that mysqldump writes: those that the server itself shows. */
async function ddlOf(client: Connection): Promise<string> {
  const [all] = await client.query<RowDataPacket[]>('show full tables');
  const names = all.flatMap((row) => (KINDS.has(String(row[1])) ? [String(row[0])] : []));
  if (names.length > MAX_STATEMENTS) throw tooLarge();
  const statements: string[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    const shown = names.slice(at, at + BATCH).map((name) => `show create table ${quoted(name)}`);
    // A text of several statements has a list of results.
    const [[, ...results]] = await client.query<RowDataPacket[][]>(['select 1', ...shown].join(';'));
    statements.push(...results.map(([row]) => `${String(row[1])};`));
  }
  return statements.join('\n');
}

/** The server estimates how many rows a table has; nothing else is kept of them in MariaDB. */
async function rowsOf(client: Connection): Promise<Rows> {
  await client.query(
    `set session lock_wait_timeout = ${LOCK_TIMEOUT} /*M!100000 , max_statement_time = ${ROWS_TIMEOUT / 1000} */
       /*!50708 , max_execution_time = ${ROWS_TIMEOUT} */`,
  );
  const [tables] = await client.query<RowDataPacket[]>(
    'select table_name, table_rows from information_schema.tables where table_schema = database() and table_rows is not null',
  );
  return {
    statistics: new Map(tables.map((row) => [`.${String(row[0])}`, { rows: Number(row[1]), columns: new Map() }])),
    textType: 'char',
    quoted,
    select: async (text) =>
      await explained(async () => {
        const [rows] = await client.query<RowDataPacket[]>(text);
        return rows.map((row): readonly unknown[] => Object.values(row));
      }),
  };
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw mysqlFailure(error);
  }
}
