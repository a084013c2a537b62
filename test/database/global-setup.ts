import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/entities/database/database.ts';
import { startMariadb } from './mariadb.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file that PGlite loads: a database with all tables and no rows. */
    pgliteImage: string;
    /** Of a PostgreSQL server's database `postgres`, by a user who may create databases. */
    serverUrl: string;
    /** Name of a database there with all tables and no rows, to be copied. */
    template: string;
    /** Of a MariaDB server's database `mysql`, by a user who may do everything; null where none is installed. */
    mariadbUrl: string | null;
  }
}

/**
 * Once for all tests of the gateway: a PostgreSQL server (the one of DATABASE_URL, else one that is started here) with an empty
 * database to copy, and the same as an image for PGlite; and a MariaDB server where one is installed.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-databases-'));
  // The server runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mariadb'));
  const [server, mariadb] = await Promise.all([
    openServer(join(folder, 'server')),
    startMariadb(join(folder, 'mariadb')),
    makeImage(join(folder, 'image')),
  ]);
  const template = `rowmill_template_${process.pid}`;
  await query(server.url, `create database ${template}`);
  const database = await openDatabase({ kind: 'server', url: databaseUrl(server.url, template) });
  await database.migrate();
  await database.close();
  project.provide('pgliteImage', join(folder, 'image'));
  project.provide('serverUrl', server.url);
  project.provide('template', template);
  project.provide('mariadbUrl', mariadb?.url ?? null);
  return async () => {
    await query(server.url, `drop database ${template}`);
    await Promise.all([server.stop(), mariadb?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeImage(path: string): Promise<void> {
  const database = await openDatabase({ kind: 'memory' });
  await database.migrate();
  const image = await database.pglite?.dumpDataDir('none');
  if (image === undefined) throw new Error('the embedded database is not there');
  writeFileSync(path, new Uint8Array(await image.arrayBuffer()));
  await database.close();
}

async function openServer(folder: string): Promise<Pick<PostgresServer, 'url' | 'stop'>> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  mkdirSync(folder);
  return await startPostgres(folder);
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function databaseUrl(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
