import { randomUUID } from 'node:crypto';
import type { Client, QueryResult } from 'pg';
import { identifier } from '../formats/sql/quote.ts';
import { type Address, openClient } from '../targets/index.ts';
import { ProofFailure } from './judge.ts';

/** SQLSTATE of a statement that took longer than the session allows. */
const CANCELED = '57014';

export type Row = Readonly<Record<string, unknown>>;

/** A connection to a PostgreSQL database, be it a server's or the embedded one. */
export interface Session {
  /** The database, and its version. */
  readonly title: string;
  /** Whether it is one of a server. */
  readonly isRemote: boolean;
  /** Runs statements, and returns the rows of the last one. Throws what `refusalOf` understands. */
  run(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** An error that the server reports. */
export interface ServerError {
  /** SQLSTATE. */
  readonly state: string;
  readonly message: string;
  readonly constraint: string | null;
  readonly column: string | null;
}

/** What a server has against a statement. Throws any other error, and the end of a connection. */
export function refusalOf(error: unknown): ServerError {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error) || typeof error.code !== 'string') {
    throw error;
  }
  const { code: state, message } = error;
  if (state.startsWith('08') || state.startsWith('57P')) throw error;
  if (state === CANCELED) {
    const words = 'a statement took longer than 30 seconds: a check or an index may never end';
    throw new ProofFailure(words, { cause: error });
  }
  const text = (key: string): string | null => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { state, message, constraint: text('constraint'), column: text('column') };
}

/** An empty database in this process. @param extensions that it can create. */
export async function openEmbedded(extensions: readonly string[]): Promise<Session> {
  const { PGlite } = await import('@electric-sql/pglite');
  const found = await Promise.all(
    extensions.map(async (name) => {
      const key = name.replace('-', '_');
      const module: unknown = await import(`@electric-sql/pglite/contrib/${key}`);
      return [key, Reflect.get(Object(module), key)];
    }),
  );
  const database = await PGlite.create({ extensions: Object.fromEntries(found) });
  return await session(
    async (sql) => (await database.exec(sql)).at(-1)?.rows,
    async () => await database.close(),
    false,
  );
}

/**
 * A database of its own on a server, which is dropped when it is closed.
 * @param created is told its name before it exists.
 */
export async function openFresh(address: Address, created: (database: string) => void): Promise<Session> {
  const database = `rowmill_prove_${randomUUID().replaceAll('-', '')}`;
  const administrator = await openClient(address);
  try {
    created(database);
    // Of another template it would have whatever the operator put there.
    await administrator.query(`create database ${identifier(database)} template template0 encoding 'UTF8'`);
    const client = await openClient({ ...address, database });
    return await overClient(client, async () => {
      await client.end();
      await dropDatabase(administrator, database);
      await administrator.end();
    });
  } catch (error) {
    await dropDatabase(administrator, database);
    await administrator.end();
    throw error;
  }
}

/** Drops a database that a proof created, if it is there. */
export async function dropDatabase(administrator: Client, database: string): Promise<void> {
  const force = (await administrator.query(`select current_setting('server_version_num')::int >= 130000 as can`)).rows;
  await administrator.query(
    `drop database if exists ${identifier(database)}${force[0].can === true ? ' with (force)' : ''}`,
  );
}

/** A session over a connection. */
export async function overClient(client: Client, close: () => Promise<void>): Promise<Session> {
  return await session(
    async (sql) => {
      const result = await client.query<Row>(sql);
      // The driver returns a list for several statements, whatever its types say.
      const results: readonly QueryResult<Row>[] = Array.isArray(result) ? result : [result];
      return results.at(-1)?.rows;
    },
    close,
    true,
  );
}

async function session(
  run: (sql: string) => Promise<readonly Row[] | undefined>,
  close: () => Promise<void>,
  isRemote: boolean,
): Promise<Session> {
  const [{ version }] = (await run(
    `set standard_conforming_strings = on; select split_part(current_setting('server_version'), ' ', 1) as version`,
  )) ?? [{ version: '' }];
  const title = `PostgreSQL ${String(version)}${isRemote ? '' : ' (embedded)'}`;
  return { title, isRemote, run: async (sql) => (await run(sql)) ?? [], close };
}
