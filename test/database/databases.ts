import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/entities/database.ts';

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

export async function openPGlite(): Promise<TestDatabase> {
  const database = await openDatabase({ kind: 'memory', image: new Blob([readFileSync(inject('pgliteImage'))]) });
  return { database, drop: async () => await database.close() };
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
  await query(`create database ${name} template ${template}`);
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
