import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { startS3 } from '../../test/artifacts/s3/server.ts';
import { startPostgres } from '../../test/database/postgres-server.ts';
import type { Costs } from './simulate.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PIECE = 10 * 2 ** 20;
const USERS = 300_000;
const STATEMENTS = 4000;
/** Clock ticks of Linux in a second. */
const TICKS = 100;

/** CPU seconds of one `generate --part k/n` with one thread. */
async function generate(users: number, part: string, out: string): Promise<number> {
  const program = [process.execPath, join(ROOT, 'bin', 'rowmill.js'), 'generate', join(ROOT, 'examples', 'shop.yaml')];
  const options = ['--set', `users=${users}`, '--part', part, '--threads', '1', '--out', out];
  const { stdout } = await promisify(execFile)('bash', [
    '-c',
    '"$@" >/dev/null 2>&1 || exit 1; times',
    'bash',
    ...program,
    ...options,
  ]);
  const [, children] = stdout.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

/** What is measured: the costs, and the CPU seconds of 1, 2 and 4 processes that share the same rows. */
export async function measure(): Promise<{ costs: Costs; processes: ReadonlyMap<number, number> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-cluster-'));
  try {
    await generate(USERS, '1/1', join(folder, 'warm'));
    const processes = new Map<number, number>();
    for (const n of [1, 2, 4]) {
      const shares = Array.from({ length: n }, async (_, k) =>
        generate(USERS, `${k + 1}/${n}`, join(folder, String(n))),
      );
      processes.set(
        n,
        (await Promise.all(shares)).reduce((sum, seconds) => sum + seconds, 0),
      );
    }
    const pieces = readdirSync(join(folder, '1')).filter((name) => name.includes('.part-'));
    const bytes = pieces.reduce((sum, name) => sum + statSync(join(folder, '1', name)).size, 0);
    const [manifest] = readdirSync(join(folder, '1')).filter((name) => /^part-.*\.json$/.test(name));
    const text = readFileSync(join(folder, '1', manifest), 'utf8');
    const rows = [...text.matchAll(/"rows":\s*(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    const alone = processes.get(1)!;
    // A quarter of the rows costs more than a quarter: what is left is the start, until the code is compiled and hot.
    const quarter = await generate(USERS / 4, '1/1', join(folder, 'quarter'));
    const start = (4 * quarter - alone) / 3;
    const sent = (await generateIntoBucket()) - alone;
    const part = ((alone - start) * PIECE) / bytes;
    const database = await measureDatabase(folder);
    const send = Math.max(0, (sent * PIECE) / bytes);
    return { costs: { rowsOfPart: (rows * PIECE) / bytes, bytes, start, part, send, ...database }, processes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function generateIntoBucket(): Promise<number> {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'canary';
  const s3 = await startS3();
  try {
    const { bucket, prefix, endpoint = '' } = s3.bucket();
    return await generate(USERS, '1/1', `s3://${bucket}/${prefix}?endpoint=${encodeURIComponent(endpoint)}`);
  } finally {
    await s3.close();
  }
}

/** CPU seconds of PostgreSQL for what a task writes of each part, and for a claim. */
async function measureDatabase(folder: string): Promise<Pick<Costs, 'row' | 'claim'>> {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'server'));
  const server = await startPostgres(join(folder, 'server'));
  try {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create table task (id int primary key, fence int, sequence int, parts_done int, heartbeat_at timestamptz);
      create table task_part (task_id int references task, file int, number int, stored boolean, bytes float8, crc32 float8,
        primary key (task_id, file, number)); insert into task values (1, 0, 0, 0, now())`);
    const { rows } = await client.query<{ text: string }>(`select pg_read_file('postmaster.pid') as text`);
    const pid = Number.parseInt(rows[0].text, 10);
    const timed = async (statement: (n: number) => Promise<unknown>): Promise<number> => {
      const before = ticksOf(pid);
      for (let n = 0; n < STATEMENTS; n++) await statement(n);
      return (ticksOf(pid) - before) / TICKS / STATEMENTS;
    };
    const row = await timed(async (n) =>
      client.query(
        `with lease as (update task set parts_done = $1, sequence = sequence + 1, heartbeat_at = now()
           where id = 1 and fence = 0 returning id)
         insert into task_part select id, 0, $1, true, 1e7, 1 from lease on conflict do nothing`,
        [n],
      ),
    );
    const claim = await timed(async () =>
      client.query('update task set sequence = sequence + 1, heartbeat_at = now() where id = 1 returning *'),
    );
    await client.end();
    return { row, claim };
  } finally {
    await server.stop();
  }
}

/** Of a server and its processes, those that have ended included. */
function ticksOf(server: number): number {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ');
  return [String(server), ...children].reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return sum + [11, 12, 13, 14].reduce((own, at) => own + Number(fields[at]), 0);
  }, 0);
}
