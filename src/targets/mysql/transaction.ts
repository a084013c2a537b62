import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { mysql } from '../../formats/sql/mysql.ts';
import { TargetFailure } from '../failure.ts';
import type { TransactionId } from '../transaction.ts';
import type { MysqlClient } from './client.ts';
import { MARKERS } from './markers.ts';

/** Milliseconds between two tries, and until they end. */
const RETRY = 1000;
const PATIENCE = 60_000;

const UNKNOWN = 'it is unknown whether the rows were committed: check the tables before loading again';

/**
 * Makes sure that there is a table for markers, before the transaction, which CREATE TABLE would commit.
 * @returns whether there is; no where the user may not create it.
 */
export async function hasMarkers(client: MysqlClient, database: string): Promise<boolean> {
  const [{ usable }] = await client.query(
    `select min(privileges like '%insert%' and privileges like '%select%') as usable from information_schema.columns
     where table_schema = ${mysql.literal(database)} and table_name = '${MARKERS}'`,
  );
  if (usable !== null) return usable === 1;
  try {
    await client.query(
      `create table if not exists ${markersOf(database)} (
         id char(36) character set ascii collate ascii_bin primary key, committed boolean not null,
         created_at timestamp not null default current_timestamp
       ) engine = InnoDB comment = 'The loads of rowmill: whether each was committed. Rows may be deleted while none runs.'`,
    );
    return true;
  } catch (error) {
    if (error instanceof TargetFailure && error.code === 'NOT_PERMITTED') return false;
    throw error;
  }
}

/** Adds the marker to the open transaction. Without one nobody can tell later what became of it: its ID is empty. */
export async function markTransaction(
  client: MysqlClient,
  database: string,
  isMarked: boolean,
): Promise<TransactionId> {
  const [{ pid }] = await client.query('select connection_id() as pid');
  if (!isMarked) return { xid: '', pid: Number(pid) };
  const xid = randomUUID();
  await holdLock(client, xid);
  await client.query(`insert into ${markersOf(database)} (id, committed) values ('${xid}', true)`);
  return { xid, pid: Number(pid) };
}

/**
 * Whether a transaction of this user was committed; where it is still open, it is ended first. The server may be away for a while. Throws
 * a TargetFailure where nobody can say.
 *
 * A marker of its own with the same key waits for the transaction, and keeps one from being committed later that was not yet.
 */
export async function settle(
  connect: () => Promise<MysqlClient>,
  database: string,
  { xid }: TransactionId,
): Promise<boolean> {
  if (xid === '') throw new TargetFailure('TRANSACTION_UNKNOWN', UNKNOWN);
  for (const begun = performance.now(); ;) {
    try {
      const client = await connect();
      try {
        return await wasCommitted(client, database, xid);
      } finally {
        await client.end();
      }
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      if (performance.now() - begun > PATIENCE) throw new TargetFailure('TRANSACTION_UNKNOWN', UNKNOWN);
      await setTimeout(RETRY);
    }
  }
}

async function wasCommitted(client: MysqlClient, database: string, xid: string): Promise<boolean> {
  await endHolder(client, xid);
  try {
    await client.query(`insert into ${markersOf(database)} (id, committed) values ('${xid}', false)`);
    return false;
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'KEY_TAKEN') throw error;
    const rows = await client.query(`select committed from ${markersOf(database)} where id = '${xid}'`);
    return rows[0]?.['committed'] === 1;
  }
}

/** Shows to others which session has the transaction. Clusters that know no such locks refuse: nobody can end the session for them. */
async function holdLock(client: MysqlClient, xid: string): Promise<void> {
  try {
    await client.query(`select get_lock('${lockOf(xid)}', 0)`);
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.code !== 'TARGET_REFUSED') throw error;
  }
}

/** Ends the session that holds the lock of a transaction: a server that has not noticed yet that nobody is there would wait for hours. */
async function endHolder(client: MysqlClient, xid: string): Promise<void> {
  const [{ holder }] = await client.query(`select is_used_lock('${lockOf(xid)}') as holder`);
  if (holder === null) return;
  try {
    await client.query(`kill ${Number(holder)}`);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof TargetFailure) || error.code !== 'TARGET_REFUSED') throw error;
  }
}

const lockOf = (xid: string): string => `rowmill ${xid}`;
const markersOf = (database: string): string => `${mysql.identifier(database)}.${mysql.identifier(MARKERS)}`;
