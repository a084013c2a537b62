import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { findProgram, NO_MARIADB, startMariadb } from '../../test/database/mariadb.ts';
import { expectEqual } from '../check.ts';
import { median } from '../measure.ts';

/*
 * node bench/load/mariadb.ts [--rows 300000] [--repeat 3]
 * People into a table of MariaDB, against its client with the statements in a file that is ready; whole processes, run in turn. Starts a
 * server of its own.
 */

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '300000' }, repeat: { type: 'string', default: '3' } },
});
const rows = Number(values.rows);
const GENERATE = [
  join(import.meta.dirname, '..', '..', 'bin', 'rowmill.js'),
  'generate',
  join(import.meta.dirname, '..', 'models', 'people.yaml'),
  '--rows',
  `${rows}`,
];

/** Seconds from spawn to exit. */
async function seconds(command: string, args: readonly string[], cwd: string, input?: string): Promise<number> {
  const start = performance.now();
  const stdin = input === undefined ? 'ignore' : openSync(join(cwd, input), 'r');
  const child = spawn(command, args, { cwd, stdio: [stdin, 'ignore', 'inherit'] });
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return (performance.now() - start) / 1000;
}

async function measure(folder: string, url: URL): Promise<void> {
  const { hostname: host, port, username: user, password } = url;
  const connection = await createConnection({ host, port: Number(port), user, password, multipleStatements: true });
  await connection.query('create database bench');
  url.pathname = '/bench';
  await seconds(process.execPath, [...GENERATE, '--format', 'sql', '--option', 'dialect=mysql', '--out', '.'], folder);
  const client = ['--no-defaults', '-h', host, '-P', port, '-u', user, `-p${password}`, 'bench'];
  const ratios: number[] = [];
  for (let run = 0; run < Number(values.repeat); run++) {
    await connection.query('use bench; drop table if exists Person');
    const theirs = await seconds(findProgram('mariadb') ?? '', client, folder, 'Person.sql');
    // The table that the file has created.
    await connection.query('truncate table Person');
    const ours = await seconds(process.execPath, [...GENERATE, '--target', url.href], folder);
    const [[found]] = await connection.query<RowDataPacket[]>('select count(*) as n, max(id) as id from Person');
    expectEqual('rows', found['n'], rows);
    expectEqual('the last id', found['id'], rows);
    ratios.push(theirs / ours);
    console.log(`${ours.toFixed(2)} s ours, ${theirs.toFixed(2)} s mariadb, ratio ${ratios[run].toFixed(2)}`);
  }
  console.log(`MariaDB: ${median(ratios).toFixed(2)} of its client's rate`);
  await connection.end();
}

const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
mkdirSync(join(folder, 'server'));
const server = await startMariadb(join(folder, 'server'), [
  'innodb-buffer-pool-size=512M',
  'innodb-log-file-size=512M',
]);
try {
  if (server === null) console.log(`MariaDB is skipped: ${NO_MARIADB}`);
  else await measure(folder, new URL(server.url));
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
