import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startPostgres } from '../../test/database/postgres-server.ts';
import { expectEqual } from '../check.ts';
import { median } from '../measure.ts';

/*
 * node bench/load/run.ts [--rows 1000000] [--repeat 3]
 * P7: people into a table, against psql's \copy of the file that is ready; whole processes, run in turn. Starts a server of its own.
 */

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, repeat: { type: 'string', default: '3' } },
});
const rows = Number(values.rows);
const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'rowmill.js');
const MODEL = join(import.meta.dirname, '..', 'models', 'people.yaml');
const GENERATE = [PROGRAM, 'generate', MODEL, '--rows', `${rows}`];

const TABLE = `create table "Person" (id bigint primary key, uuid uuid not null, first_name text not null, last_name text not null,
  email text not null, birth_date date not null, city text not null, country text not null, balance numeric(10,2) not null,
  created_at timestamptz not null, active boolean not null)`;

/** Seconds from spawn to exit. */
async function seconds(command: string, args: readonly string[], cwd: string): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
  return (performance.now() - start) / 1000;
}

async function measure(folder: string, url: string, client: Client): Promise<void> {
  await seconds(process.execPath, [...GENERATE, '--out', '.'], folder);
  const programs = {
    ours: [process.execPath, [...GENERATE, '--target', url]],
    psql: ['psql', [url, '-qc', String.raw`\copy "Person" from 'Person.csv' with (format csv, header)`]],
  } as const;
  const ratios: number[] = [];
  for (let run = 0; run < Number(values.repeat); run++) {
    const took = { ours: 0, psql: 0 };
    for (const name of ['ours', 'psql'] as const) {
      await client.query(`drop table if exists "Person"; ${TABLE}; checkpoint`);
      const [command, args] = programs[name];
      took[name] = await seconds(command, args, folder);
      const [found] = (await client.query('select count(*)::int as n, sum(id)::float8 as sum from "Person"')).rows;
      expectEqual(`rows of ${name}`, found.n, rows);
      expectEqual(`ids of ${name}`, found.sum, (rows * (rows + 1)) / 2);
    }
    ratios.push(took.psql / took.ours);
    console.log(`${took.ours.toFixed(2)} s ours, ${took.psql.toFixed(2)} s psql, ratio ${ratios[run].toFixed(2)}`);
  }
  const ratio = median(ratios);
  console.log(`P7: ${ratio.toFixed(2)} of psql's rate, goal ≥ 0.9: ${ratio >= 0.9 ? 'met' : 'not met'}`);
}

if (spawnSync('psql', ['--version']).error !== undefined) {
  console.log('P7 is skipped: there is no psql on the path (Debian and Ubuntu have it as postgresql-client)');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
  // The server runs as a user of its own where this runs as root.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'server'));
  const server = await startPostgres(join(folder, 'server'));
  const client = new Client({ connectionString: server.url });
  try {
    await client.connect();
    await measure(folder, server.url, client);
  } finally {
    await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
