import { type Address, type MakeSocket, MARKERS, type MysqlClient, openMysql as connect } from '../targets/index.ts';
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
  const client = await connect(address, makeSocket);
  try {
    await client.query(BEGIN);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return {
    dialect: 'mysql',
    ddl: async () => await ddlOf(client),
    rows: async () => await rowsOf(client),
    close: async () => {
      client.destroy();
      await Promise.resolve();
    },
  };
}

/** The statements that mysqldump writes: those that the server itself shows. */
async function ddlOf(client: MysqlClient): Promise<string> {
  const all = await client.lists('show full tables');
  // The last one is what loads of ours leave behind.
  const names = all
    .map(([name]) => String(name))
    .filter((name, at) => KINDS.has(String(all[at][1])) && name !== MARKERS);
  if (names.length > MAX_STATEMENTS) throw tooLarge();
  const statements: string[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    const shown = names.slice(at, at + BATCH).map((name) => `show create table ${quoted(name)}`);
    // A text of several statements has a list of results.
    const [, ...results] = await client.lists(['select 1', ...shown].join(';'));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of each statement its rows
    statements.push(...(results as unknown[][][]).map(([row]) => `${String(row[1])};`));
  }
  return statements.join('\n');
}

/** The server estimates how many rows a table has; nothing else is kept of them in MariaDB. */
async function rowsOf(client: MysqlClient): Promise<Rows> {
  await client.query(
    `set session lock_wait_timeout = ${LOCK_TIMEOUT} /*M!100000 , max_statement_time = ${ROWS_TIMEOUT / 1000} */
       /*!50708 , max_execution_time = ${ROWS_TIMEOUT} */`,
  );
  const tables = await client.lists(
    'select table_name, table_rows from information_schema.tables where table_schema = database() and table_rows is not null',
  );
  return {
    statistics: new Map(tables.map((row) => [`.${String(row[0])}`, { rows: Number(row[1]), columns: new Map() }])),
    textType: 'char',
    quoted,
    select: async (text) => await client.lists(text),
  };
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
