import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { leaveNoChild } from '../leave-no-child.ts';
import { freePort, until } from './postgres-server.ts';

/** A MariaDB server of the tests' own. */
export interface MariadbServer {
  /** Of its database `mysql`, as a user who may do everything. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** For a test that is skipped. */
export const NO_MARIADB = 'there is no MariaDB server (Debian and Ubuntu have it as mariadb-server)';

/** A statement a line. */
const USER = `CREATE USER rowmill@'%' IDENTIFIED BY 'password';
GRANT ALL ON *.* TO rowmill@'%' WITH GRANT OPTION;
`;

/** What makes it start and answer quickly; nothing has to survive. */
const SETTINGS = [
  'bind-address=127.0.0.1',
  'skip-name-resolve',
  'skip-log-bin',
  'innodb-flush-log-at-trx-commit=0',
  'innodb-doublewrite=0',
  'innodb-log-file-size=32M',
  'max-connections=200',
];

/**
 * Starts MariaDB's server on a free port, with its data in a folder that exists and is empty; null where none is installed.
 * @param settings more of them, as an option file has them.
 */
export async function startMariadb(folder: string, settings: readonly string[] = []): Promise<MariadbServer | null> {
  const [install, server] = ['mariadb-install-db', 'mariadbd'].map(findProgram);
  if (install === null || server === null) return null;
  const data = join(folder, 'data');
  const users = join(folder, 'users.sql');
  mkdirSync(data);
  writeFileSync(users, USER);
  const common = ['--no-defaults', `--datadir=${data}`, ...(userInfo().uid === 0 ? ['--user=root'] : [])];
  const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'] };
  const made = spawn(
    install,
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db', '--innodb-log-file-size=32M'],
    options,
  );
  await until(made, /^$/);
  const port = await freePort();
  const places = [`port=${port}`, `socket=${join(folder, 'socket')}`, `pid-file=${join(folder, 'pid')}`];
  const given = [...SETTINGS, ...places, `init-file=${users}`, ...settings].map((setting) => `--${setting}`);
  const child = leaveNoChild(spawn(server, [...common, ...given], options));
  await until(child, /ready for connections/);
  return {
    url: `mysql://rowmill:password@127.0.0.1:${port}/mysql`,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** Where a program is: on the path, or where servers are that only root has on it. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
