import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/entities/database/database.ts';

export interface TestDatabase {
  readonly database: Database;
  /** Closes and removes it. */
  drop(): Promise<void>;
}

/** The two kinds of database, each to be opened empty, with all tables, for one test file or test: `describe.each(databases)`. */
export const databases: readonly { readonly name: string; readonly open: () => Promise<TestDatabase> }[] = [
  { name: 'PGlite', open: openPGlite },
  { name: 'PostgreSQL', open: openPostgres },
];

/** Embedded databases without rows that tests have dropped: to open another one takes most of a second of CPU. */
const spare: Database[] = [];

/** An embedded database, which may have been that of a test before. */
export async function openPGlite(): Promise<TestDatabase> {
  const database = spare.pop() ?? (await openNewPGlite()).database;
  const { pglite } = database;
  if (pglite === null) throw new Error('the embedded database is not there');
  const shape = await shapeOf(pglite);
  const drop = async (): Promise<void> => {
    if (!pglite.closed) {
      await empty(pglite);
      if ((await shapeOf(pglite)) === shape) {
        spare.push(database);
        return;
      }
    }
    await database.close();
  };
  return { database, drop };
}

/** An embedded database that no test has had before. */
export async function openNewPGlite(): Promise<TestDatabase> {
  const database = await openDatabase({ kind: 'memory', image: new Blob([readFileSync(inject('pgliteImage'))]) });
  return { database, drop: async () => await database.close() };
}

/** Removes all rows, and the queue, which whoever opens tasks creates. */
async function empty(pglite: PGlite): Promise<void> {
  await pglite.exec('drop schema if exists pgboss cascade');
  const { rows } = await pglite.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  );
  await pglite.exec(`truncate ${rows.map(({ name }) => name).join(', ')}`);
}

/** Differs after a test that has changed more than rows. */
async function shapeOf(pglite: PGlite): Promise<string> {
  const catalogs = ['class', 'attribute', 'constraint', 'trigger', 'proc', 'namespace'];
  const counts = catalogs.map((name) => `(select count(*) from pg_${name}) as ${name}`);
  const { rows } = await pglite.query(`select ${counts.join(', ')}, (select array_agg(name) from migration) as names`);
  return JSON.stringify(rows);
}

export async function openPostgres(): Promise<TestDatabase> {
  const { url, drop } = await createServerDatabase();
  const database = await openDatabase({ kind: 'server', url });
  return {
    database,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}

export interface ServerDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A database with all tables on the PostgreSQL server, for a gateway that is given its address; or a copy of another. */
export async function createServerDatabase(template = inject('template')): Promise<ServerDatabase> {
  const name = `rowmill_${randomUUID().replaceAll('-', '')}`;
  // Copies its files, which takes less than to write them to the log of the server, which is the default.
  await query(`create database ${name} template ${template} strategy file_copy`);
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: async () => await query(`drop database ${name} with (force)`) };
}

async function query(text: string): Promise<void> {
  const client = new Client({ connectionString: inject('serverUrl') });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
