import { mysql } from '../../formats/sql/mysql.ts';
import { TargetFailure } from '../failure.ts';
import { MISSING_ROW, type TakenKey, withAdvice } from '../key-taken.ts';
import { problemsWith } from '../limits.ts';
import type { LoadRequest, LoadSource } from '../load.ts';
import type { TransactionId } from '../transaction.ts';
import { type CheckedMysqlTables, checkMysqlTables } from './check-tables.ts';
import { type MysqlClient, UNLIMITED } from './client.ts';
import { existingTables, type MysqlReference } from './existing-tables.ts';
import { SendRows } from './send-rows.ts';
import { hasMarkers, markTransaction, settle } from './transaction.ts';

const { identifier } = mysql;

/**
 * Loads tables in one transaction, or nothing at all: whatever happens before the end, the tables are as they were. Memory is bounded by a
 * part and a few statements. Throws a TargetFailure.
 * @param connect for the load, and to find out about its end where the connection broke just then.
 * @param database that `connect` leads to, where the markers of loads are.
 * @param signal ends the load; the tables are as they were. Too late once it is being committed.
 */
export async function loadMysql(
  connect: () => Promise<MysqlClient>,
  database: string,
  request: LoadRequest,
  source: LoadSource,
  signal?: AbortSignal,
): Promise<void> {
  const client = await connect();
  const cut = (): void => client.destroy();
  signal?.addEventListener('abort', cut, { once: true });
  try {
    signal?.throwIfAborted();
    const transaction = await sendAll(client, database, request, source);
    signal?.throwIfAborted();
    signal?.removeEventListener('abort', cut);
    await source.committing(transaction);
    await commit(client, connect, database, transaction);
  } catch (error) {
    signal?.throwIfAborted();
    const isTaken = error instanceof TargetFailure && error.code === 'KEY_TAKEN';
    throw isTaken ? withAdvice(error, await takenKey(client, database, request, error)) : error;
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}

/** What is known of a key that is taken once the load is taken back; less where nobody can say, as without the right to read the table. */
async function takenKey(
  client: MysqlClient,
  database: string,
  { mode, tables, schema }: LoadRequest,
  { table, constraint }: TargetFailure,
): Promise<TakenKey> {
  const unknown = { hadRows: mode === 'truncate' ? false : null, columns: [], isNumber: false };
  if (table === null) return unknown;
  try {
    await client.query('rollback');
    const [there] = (await existingTables(client, [table], schema ?? database)).tables;
    // MySQL puts the table before the name.
    const key = there.keys.find(({ name }) => name === constraint || `${table}.${name}` === constraint);
    const columns = key?.columns ?? [];
    const types = tables.find(({ name }) => name === table)?.columns ?? [];
    const isNumber =
      columns.length === 1 && types.some(({ name, type }) => name === columns[0] && type.kind === 'integer');
    if (mode === 'truncate') return { hadRows: false, columns, isNumber };
    const rows = await client.query(`select 1 from ${identifier(table)} limit 1`);
    return { hadRows: rows.length > 0, columns, isNumber };
  } catch {
    return unknown;
  }
}

async function sendAll(
  client: MysqlClient,
  database: string,
  { tables, schema, mode }: LoadRequest,
  source: LoadSource,
): Promise<TransactionId> {
  if (schema !== null) await client.query(`use ${identifier(schema)}`);
  const place = schema ?? database;
  const names = tables.map(({ name }) => name);
  const catalogue = await existingTables(client, names, place);
  const checked = checkMysqlTables(tables, catalogue, place, mode);
  const { order, late } = checked;
  const problems = await problemsWith(checked, async (limits) => await source.beyond(limits));
  if (problems.length > 0) throw new TargetFailure('TABLES_UNFIT', 'the tables do not fit the model', problems);
  const isMarked = await hasMarkers(client, database);
  await client.query('start transaction');
  if (mode === 'truncate') await empty(client, order);
  // What the server does not check is checked below.
  if (late.length > 0) await client.query('set session foreign_key_checks = 0');
  await sendRows(client, { tables, schema, mode }, source, order);
  for (const reference of late) await checkReference(client, reference);
  return await markTransaction(client, database, isMarked);
}

/** Deletes all rows: TRUNCATE would commit. No row of another table refers to one of these, which has been checked. */
async function empty(client: MysqlClient, order: readonly string[]): Promise<void> {
  await client.query('set session foreign_key_checks = 0');
  for (const name of order) await client.query(`delete from ${identifier(name)}`, UNLIMITED);
  await client.query('set session foreign_key_checks = 1');
}

async function sendRows(
  client: MysqlClient,
  { tables }: LoadRequest,
  source: LoadSource,
  order: CheckedMysqlTables['order'],
): Promise<void> {
  const [{ packet }] = await client.query('select @@max_allowed_packet as packet');
  let current: { readonly name: string; readonly rows: SendRows } | undefined;
  for await (const { part, rows, bytes } of source.rows(order, [])) {
    if (current?.name !== part.entity) {
      await current?.rows.end();
      const table = tables.find(({ name }) => name === part.entity);
      if (table === undefined) throw new Error('rows of a table came that is not loaded');
      current = { name: part.entity, rows: new SendRows(client, table, Number(packet)) };
    }
    await current.rows.write(bytes);
    source.sent(rows);
  }
  await current?.rows.end();
}

/** Whether all rows of a table have the row that they refer to, which nobody can delete before the end of the transaction. */
async function checkReference(client: MysqlClient, reference: MysqlReference): Promise<void> {
  const { table, columns, schema, target, targets, constraint } = reference;
  const present = columns.map((column) => `c.${identifier(column)} is not null`);
  const equal = columns.map((column, k) => `p.${identifier(targets[k])} = c.${identifier(column)}`);
  const found = await client.query(
    `select 1 from ${identifier(table)} c where ${present.join(' and ')} and not exists (
       select 1 from ${identifier(schema)}.${identifier(target)} p where ${equal.join(' and ')} lock in share mode
     ) limit 1 lock in share mode`,
    UNLIMITED,
  );
  if (found.length === 0) return;
  throw new TargetFailure('REFERENCE_MISSING', `${MISSING_ROW} (table ${table}, constraint ${constraint})`, [], table);
}

/** Commits; where the connection breaks meanwhile, the server is asked what became of it. */
async function commit(
  client: MysqlClient,
  connect: () => Promise<MysqlClient>,
  database: string,
  transaction: TransactionId,
): Promise<void> {
  try {
    await client.query('commit', UNLIMITED);
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'TARGET_LOST') throw error;
    if (!(await settle(connect, database, transaction))) throw error;
  }
}
