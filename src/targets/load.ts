import { type Client, escapeIdentifier } from 'pg';
import type { Table } from '../engine/table.ts';
import { type CheckedTables, type LoadMode, checkTables, type TargetFacts } from './check-tables.ts';
import { CopyRows } from './copy-rows.ts';
import { type ExistingTable, existingTables, mayStage, schemasWith } from './existing-tables.ts';
import { TargetFailure } from './failure.ts';
import { KEY_TAKEN, type TakenKey, withAdvice } from './key-taken.ts';
import { type ColumnLimit, problemsWith } from './limits.ts';
import { type Copied, targetFailure } from './server-error.ts';
import { type LoadedTable, Staging } from './staging.ts';
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
  /** Those limits that some value of the rows passes. */
  beyond(limits: readonly ColumnLimit[]): Promise<readonly ColumnLimit[]>;
  /**
   * All rows, table after table in this order.
   * @param arrays lists that are written as arrays of PostgreSQL: `Entity.field`.
   */
  rows(order: readonly string[], arrays: readonly string[]): AsyncIterable<EncodedRows>;
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
    const isTaken = failure instanceof TargetFailure && failure.message.startsWith(KEY_TAKEN);
    throw isTaken ? withAdvice(failure, await takenKey(client, request, failure)) : failure;
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}

/** What is known of a key that is taken once the load is taken back; less where nobody can say, as without the right to read the table. */
async function takenKey(
  client: Client,
  { mode, tables, schema }: LoadRequest,
  { table, constraint }: TargetFailure,
): Promise<TakenKey> {
  const unknown = { hadRows: mode === 'truncate' ? false : null, columns: [], isNumber: false };
  try {
    await client.query('rollback');
    const existing = await existingTables(
      client,
      tables.map(({ name }) => name),
      schema,
    );
    const [there, ...others] = existing.filter((one) => one.name === table);
    if (there === undefined || others.length > 0) return unknown;
    const { rows } = await client.query<{ columns: string[] | null; found: boolean }>(
      `select exists (select from ${quoted(there)}) as found, (
         select array_agg(a.attname::text order by array_position(i.indkey, a.attnum))
         from pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
         where i.indrelid = $1::regclass and c.relname = $2) as columns`,
      [quoted(there), constraint],
    );
    const [{ found, columns }] = rows;
    const types = tables.find(({ name }) => name === there.entity)?.columns ?? [];
    const isNumber =
      columns?.length === 1 && types.some(({ name, type }) => name === columns[0] && type.kind === 'integer');
    return { hadRows: mode === 'truncate' ? false : found, columns: columns ?? [], isNumber };
  } catch {
    return unknown;
  }
}

async function sendAll(client: Client, request: LoadRequest, source: LoadSource): Promise<TransactionId> {
  const { tables, schema, mode } = request;
  const names = tables.map(({ name }) => name);
  const existing = await existingTables(client, names, schema);
  const checked = checkTables(tables, existing, mode, await factsOf(client, names, existing));
  const problems = await problemsWith(checked, async (limits) => await source.beyond(limits));
  if (problems.length > 0) {
    throw new TargetFailure('TABLES_UNFIT', 'the tables do not fit the model', problems);
  }
  await client.query('begin');
  // Dates become instants in the zone of the session.
  await client.query(
    `set local lock_timeout = ${LOCK_TIMEOUT}; set local statement_timeout = 0;
     set local idle_in_transaction_session_timeout = 0; set local timezone = 'UTC'; set constraints all deferred;
     select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`,
  );
  if (mode === 'truncate' && existing.length > 0) {
    await client.query(`truncate ${existing.map(quoted).join(', ')}`);
  }
  await sendRows(client, loadedTables(tables, existing), source, checked);
  await setSequences(client, tables, existing);
  return await currentTransaction(client);
}

/** What a check asks of the target beside its tables. */
export async function factsOf(
  client: Client,
  names: readonly string[],
  existing: readonly ExistingTable[],
): Promise<TargetFacts> {
  const lacking = names.filter((name) => !existing.some(({ entity }) => entity === name));
  return {
    mayStage: await mayStage(client),
    elsewhere: lacking.length === 0 ? new Map() : await schemasWith(client, lacking),
  };
}

function loadedTables(tables: readonly Table[], existing: readonly ExistingTable[]): ReadonlyMap<string, LoadedTable> {
  const columns = new Map(tables.map((table) => [table.name, table.columns.map(({ name }) => name)]));
  return new Map(
    existing.map((there) => [
      there.entity,
      { name: there.name, quoted: quoted(there), columns: columns.get(there.entity) ?? [] },
    ]),
  );
}

async function sendRows(
  client: Client,
  tables: ReadonlyMap<string, LoadedTable>,
  source: LoadSource,
  { order, cycles, arrays }: CheckedTables,
): Promise<void> {
  const tableOf = (name: string): LoadedTable => {
    const table = tables.get(name);
    if (table === undefined) throw new Error('rows of a table came that is not loaded');
    return table;
  };
  let cycle: readonly string[] | undefined;
  let staging: Staging | undefined;
  let entity: string | undefined;
  let copy: CopyRows | undefined;
  let copied: Copied | undefined;
  const endCopy = async (): Promise<void> => {
    await copy?.end();
    copy = undefined;
    copied = undefined;
  };
  const endCycle = async (): Promise<void> => {
    await staging?.finish();
    staging = undefined;
  };
  try {
    for await (const { part, rows, bytes } of source.rows(order, arrays)) {
      if (copy === undefined || entity !== part.entity) {
        await endCopy();
        entity = part.entity;
        const table = tableOf(entity);
        const around = cycles.find((group) => group.includes(part.entity));
        if (around !== cycle) {
          await endCycle();
          cycle = around;
          if (around !== undefined) staging = await Staging.begin(client, around.map(tableOf));
        }
        copied = staging?.copied(table) ?? { table: table.name, relation: table.name, columns: table.columns };
        copy = staging?.copy(table) ?? new CopyRows(client, table.quoted, table.columns);
      }
      await copy.write(bytes);
      source.sent(rows);
    }
    await endCopy();
    await endCycle();
  } catch (error) {
    throw targetFailure(error, copied);
  }
}

/** Sets the sequences of filled columns behind their highest value, as far as they are not there already. */
async function setSequences(
  client: Client,
  tables: readonly Table[],
  existing: readonly ExistingTable[],
): Promise<void> {
  for (const there of existing) {
    const filled = new Set(tables.find(({ name }) => name === there.entity)?.columns.map(({ name }) => name));
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
