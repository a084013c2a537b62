import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import { TargetFailure } from './failure.ts';
import { targetFailure } from './server-error.ts';

/** A transaction that is about to be committed, so that somebody else can find out later whether it was. */
export interface TransactionId {
  /** Decimal, with its epoch: never used again. */
  readonly xid: string;
  /** The server's process. */
  readonly pid: number;
}

/** Since 13 there are names that say what is meant. */
const SINCE_13 = 130_000;
/** Milliseconds between two questions, and until they end. */
const INTERVAL = 100;
const PATIENCE = 60_000;
/** Milliseconds between two tries to reach a server. */
const RECONNECT = 1000;

const UNKNOWN = 'it is unknown whether the rows were committed: check the tables before loading again';

/** The id of the transaction that is open, which gets one by this. */
export async function currentTransaction(client: Client): Promise<TransactionId> {
  const name = (await isOld(client)) ? 'txid_current()' : 'pg_current_xact_id()';
  const { rows } = await client.query<TransactionId>(`select ${name}::text as xid, pg_backend_pid() as pid`);
  return rows[0];
}

/**
 * Whether a transaction of this role was committed; where it is still open, it is ended first. Throws a TargetFailure where
 * the server cannot say: it remembers the last few hundred million.
 */
export async function wasCommitted(client: Client, { xid, pid }: TransactionId): Promise<boolean> {
  const statusOf = (await isOld(client)) ? 'txid_status($1::bigint)' : 'pg_xact_status($1::text::xid8)';
  for (let waited = 0; waited < PATIENCE; waited += INTERVAL) {
    const { rows } = await client.query<{ status: string | null }>(`select ${statusOf} as status`, [xid]);
    const [{ status }] = rows;
    if (status === 'committed') return true;
    if (status === 'aborted') return false;
    if (status === null) throw new TargetFailure('TRANSACTION_UNKNOWN', UNKNOWN);
    // Processes' numbers are used again; transactions' are not.
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid = $1 and backend_xid::text::bigint = ($2::bigint & 4294967295)`,
      [pid, xid],
    );
    await setTimeout(INTERVAL);
  }
  throw new TargetFailure('TRANSACTION_UNKNOWN', UNKNOWN);
}

/** The same where the server may be away for a while. */
export async function settle(connect: () => Promise<Client>, transaction: TransactionId): Promise<boolean> {
  for (const begun = performance.now(); ;) {
    try {
      const client = await connect();
      try {
        return await wasCommitted(client, transaction);
      } finally {
        await client.end();
      }
    } catch (error) {
      const failure = targetFailure(error);
      if (!(failure instanceof TargetFailure) || failure.code === 'TRANSACTION_UNKNOWN') throw failure;
      if (performance.now() - begun > PATIENCE) throw new TargetFailure('TRANSACTION_UNKNOWN', UNKNOWN);
      await setTimeout(RECONNECT);
    }
  }
}

async function isOld(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  );
  return rows[0].version < SINCE_13;
}
