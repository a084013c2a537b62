import { type Client, escapeIdentifier } from 'pg';
import type { Table } from '../engine/table.ts';
import { type LoadMode, checkTables } from './check-tables.ts';
import { CopyRows } from './copy-rows.ts';
import { type ExistingTable, existingTables } from './existing-tables.ts';
import { TargetFailure } from './failure.ts';
import { withAdvice } from './key-taken.ts';
import { targetFailure } from './server-error.ts';
import { currentTransaction, settle, type TransactionId } from './transaction.ts';

/** Milliseconds that somebody else's lock is waited for. */
const LOCK_TIMEOUT = 30_000;

/** What is loaded, and how. */
export interface LoadRequest {
  readonly tables: readonly Table[];
  /** Of all tables; null for the first on the search path that has the table. */
  readonly schema: string | null;
  readonly mode: LoadMode;
}

/** Rows of one table in the form of COPY_FORMAT, valid until the next ones are asked for. */
export interface EncodedRows {
  readonly part: { readonly entity: string };
  /** How many rows they are. */
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** Where the rows come from, and who wants to know of them. */
export interface LoadSource {
  /** All rows, table after table in this order. */
  rows(order: readonly string[]): AsyncIterable<EncodedRows>;
  /** That many more are on their way. */
  sent(rows: number): void;
  /** All rows are there; whoever keeps the id can find out after a crash whether they were committed. Throws to prevent it. */
  committing(transaction: TransactionId): Promise<void> | void;
}

/**
 * Loads tables in one transaction, or nothing at all: whatever happens before the end, the tables are as they were, except
 * that sequences never go back. Memory is bounded by a part. Throws a TargetFailure.
 * @param connect for the load, and to find out about its end where the connection broke just then.
 * @param signal ends the load; the tables are as they were. Too late once it is being committed.
 */
export async function load(
  connect: () => Promise<Client>,
  request: LoadRequest,
  source: LoadSource,
  signal?: AbortSignal,
): Promise<void> {
  const client = await connect();
  const cut = (): void => void client.end();
  signal?.addEventListener('abort', cut, { once: true });
  try {
    signal?.throwIfAborted();
    const transaction = await sendAll(client, request, source);
    signal?.throwIfAborted();
    signal?.removeEventListener('abort', cut);
    await source.committing(transaction);
    await commit(client, connect, transaction);
  } catch (error) {
    signal?.throwIfAborted();
    const failure = targetFailure(error);
    const isTaken = failure instanceof TargetFailure && failure.code === 'KEY_TAKEN';
    throw isTaken ? withAdvice(failure, await hadRows(client, request, failure.table)) : failure;
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}

/** Whether a table has rows once the load is taken back; null where nobody can say, as without the right to read it. */
async function hadRows(
  client: Client,
  { mode, tables, schema }: LoadRequest,
  table: string | null,
): Promise<boolean | null> {
  if (mode === 'truncate') return false;
  if (table === null || !tables.some(({ name }) => name === table)) return null;
  try {
    await client.query('rollback');
    const [there] = await existingTables(client, [table], schema);
    const { rows } = await client.query<{ found: boolean }>(`select exists (select from ${quoted(there)}) as found`);
    return rows[0].found;
  } catch {
    return null;
  }
}

async function sendAll(client: Client, request: LoadRequest, source: LoadSource): Promise<TransactionId> {
  const { tables, schema, mode } = request;
  const existing = await existingTables(
    client,
    tables.map(({ name }) => name),
    schema,
  );
  const { problems, order } = checkTables(tables, existing, mode);
  if (problems.length > 0) {
    throw new TargetFailure('TABLES_UNFIT', 'the tables do not fit the model', problems);
  }
  await client.query('begin');
  await client.query(
    `set local lock_timeout = ${LOCK_TIMEOUT}; set local statement_timeout = 0;
     set local idle_in_transaction_session_timeout = 0; set constraints all deferred;
     select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`,
  );
  if (mode === 'truncate' && existing.length > 0) {
    await client.query(`truncate ${existing.map(quoted).join(', ')}`);
  }
  await sendRows(client, request, existing, source, order);
  await setSequences(client, tables, existing);
  return await currentTransaction(client);
}

async function sendRows(
  client: Client,
  { tables }: LoadRequest,
  existing: readonly ExistingTable[],
  source: LoadSource,
  order: readonly string[],
): Promise<void> {
  let current: { readonly name: string; readonly copy: CopyRows } | undefined;
  try {
    for await (const { part, rows, bytes } of source.rows(order)) {
      if (current?.name !== part.entity) {
        await current?.copy.end();
        current = { name: part.entity, copy: copyInto(client, part.entity, tables, existing) };
      }
      await current.copy.write(bytes);
      source.sent(rows);
    }
    await current?.copy.end();
  } catch (error) {
    throw targetFailure(error, current?.name);
  }
}

function copyInto(
  client: Client,
  name: string,
  tables: readonly Table[],
  existing: readonly ExistingTable[],
): CopyRows {
  const table = tables.find((one) => one.name === name);
  const there = existing.find((one) => one.name === name);
  if (table === undefined || there === undefined) throw new Error('rows of a table came that is not loaded');
  return new CopyRows(
    client,
    quoted(there),
    table.columns.map((column) => column.name),
  );
}

/** Sets the sequences of filled columns behind their highest value, as far as they are not there already. */
async function setSequences(
  client: Client,
  tables: readonly Table[],
  existing: readonly ExistingTable[],
): Promise<void> {
  for (const there of existing) {
    const filled = new Set(tables.find(({ name }) => name === there.name)?.columns.map(({ name }) => name));
    for (const { name, sequence } of there.columns) {
      if (sequence === null || !filled.has(name)) continue;
      await client.query(
        `select setval($1::regclass, highest::bigint) from (select max(${escapeIdentifier(name)}) as highest from ${quoted(there)}) rows
         where highest > (select case when is_called then last_value else last_value - 1 end from ${sequence.name})`,
        [sequence.name],
      );
    }
  }
}

/** Commits; where the connection breaks meanwhile, the server is asked what became of it. */
async function commit(client: Client, connect: () => Promise<Client>, transaction: TransactionId): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    const failure = targetFailure(error);
    if (!(failure instanceof TargetFailure) || failure.code !== 'TARGET_LOST') throw error;
    if (!(await settle(connect, transaction))) throw failure;
  }
}

function quoted({ schema, name }: ExistingTable): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}
