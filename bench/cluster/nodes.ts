import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../test/database/postgres-server.ts';
import { GatewayClient } from '../../test/gateway/client.ts';
import { ServeProcess } from '../../test/gateway/serve-process.ts';
import { createShop, startShop, TASK_PROGRESS, type TaskView } from '../../test/gateway/shop.ts';

// Real nodes: what 1, 2 and 4 workers of one thread take for the same task, and how late a subscriber on a node that makes nothing
// learns what they write.

const USERS = Number(process.env['USERS'] ?? 1_000_000);
const WARM_UP = 150_000;
/** Clock ticks of Linux in a second. */
const TICKS = 100;

/** What one task came to. */
interface Run {
  readonly wall: number;
  /** CPU seconds of all workers. */
  readonly cpu: number;
  /** Milliseconds from each write of the task to the first state at the subscriber that is not older. */
  readonly delays: readonly number[];
}

function cpuOf({ pid, childPid }: ServeProcess): number {
  return [pid, childPid].reduce((sum, id) => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS;
  }, 0);
}

async function measure(count: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-nodes-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'server'));
  mkdirSync(join(folder, 'store'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rmSync(folder, { recursive: true }));
  const server = await startPostgres(join(folder, 'server'));
  cleanup.defer(async () => await server.stop());
  const environment = {
    DATABASE_URL: server.url,
    ROWMILL_STORE: join(folder, 'store'),
    ROWMILL_SECRET_KEY: randomBytes(32).toString('base64'),
    ROWMILL_THREADS: '1',
    ROWMILL_RATE: '1_000_000_000',
  };
  const start = async (name: string, role: string): Promise<ServeProcess> => {
    mkdirSync(join(folder, name));
    const node = cleanup.use(new ServeProcess(join(folder, name), { ...environment, ROWMILL_ROLE: role }));
    await node.url();
    return node;
  };
  const api = await start('api', 'api');
  const workers: ServeProcess[] = [];
  for (let number = 0; number < count; number++) workers.push(await start(`worker-${number}`, 'worker'));
  const database = new Client({ connectionString: server.url });
  await database.connect();
  cleanup.defer(async () => await database.end());
  await database.query(`create table written (task uuid, sequence int, at timestamptz);
    create function note() returns trigger language plpgsql as
      'begin insert into written values (new.id, new.sequence, clock_timestamp()); return new; end';
    create trigger note after update on task for each row execute function note()`);
  const client = new GatewayClient(await api.url(), api.adminKey);
  const project = await createShop(client, 'nodes');
  const run = async (users: number): Promise<Run> => {
    const before = workers.reduce((sum, worker) => sum + cpuOf(worker), 0);
    const began = performance.now();
    const id = await startShop(client, project, users);
    const seen: { readonly sequence: number; readonly at: number }[] = [];
    for await (const { taskProgress } of client.overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
      seen.push({ sequence: taskProgress.sequence, at: Date.now() });
      if (taskProgress.isTerminal && taskProgress.status !== 'COMPLETED')
        throw new Error(`it is ${taskProgress.status}`);
    }
    const wall = (performance.now() - began) / 1000;
    const cpu = workers.reduce((sum, worker) => sum + cpuOf(worker), 0) - before;
    const [, uuid] = Buffer.from(id, 'base64').toString().split(':');
    const { rows } = await database.query<{ sequence: number; at: number }>(
      'select sequence, extract(epoch from at)::float8 * 1000 as at from written where task = $1',
      [uuid],
    );
    const first = seen[0].at;
    const delays = rows
      .filter(({ at }) => at >= first)
      .map(({ sequence, at }) => (seen.find((state) => state.sequence >= sequence)?.at ?? Infinity) - at);
    return { wall, cpu, delays };
  };
  await run(WARM_UP * count);
  return await run(USERS);
}

const percentile = (values: readonly number[], share: number): string =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)].toFixed(0);

console.log(
  '| workers of one thread | seconds | CPU seconds of them | rows for the same CPU seconds of each | p50 | p99 |',
);
console.log('|---|---|---|---|---|---|');
let alone: number | undefined;
for (const count of [1, 2, 4]) {
  const { wall, cpu, delays } = await measure(count);
  alone ??= cpu;
  const times = ((count * alone) / cpu).toFixed(2);
  const late = [percentile(delays, 0.5), percentile(delays, 0.99)].map((delay) => `${delay} ms`).join(' | ');
  console.log(`| ${count} | ${wall.toFixed(1)} | ${cpu.toFixed(2)} | ${times} | ${late} |`);
}
