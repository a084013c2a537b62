import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../database/postgres-server.ts';
import { GatewayClient } from '../gateway/client.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digests, downloadAll, shopByCommandLine, startShop, TASK_PROGRESS } from '../gateway/shop.ts';
import { readTask, type TaskView } from '../gateway/shop.ts';
import { canKill } from './kills.ts';

/** Parts enough for a task to be in the middle of when something happens to it. */
const USERS = 150_000;

let expected: ReadonlyMap<string, string>;
beforeAll(async () => {
  expected = digests(await shopByCommandLine(USERS));
});

let folder: string;
let server: PostgresServer;
let nodes: AsyncDisposableStack;
let key: string;
/** Both make the task; the first accepts it, and the second tells of it. */
let runner: ServeProcess;
let watcher: ServeProcess;
let project: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rowmill-faults-nodes-'));
  nodes = new AsyncDisposableStack();
  chmodSync(folder, 0o755);
  for (const name of ['server', 'store', 'runner', 'watcher']) mkdirSync(join(folder, name));
  server = await startPostgres(join(folder, 'server'));
  const env = {
    DATABASE_URL: server.url,
    ROWMILL_STORE: join(folder, 'store'),
    ROWMILL_SECRET_KEY: randomBytes(32).toString('base64'),
    ROWMILL_THREADS: '1',
    ROWMILL_RATE: '1_000_000_000',
  };
  runner = nodes.use(new ServeProcess(join(folder, 'runner'), env));
  await runner.url();
  key = runner.adminKey;
  watcher = nodes.use(new ServeProcess(join(folder, 'watcher'), env));
  await watcher.url();
  project = await createShop(await clientOf(runner), 'nodes');
});
afterEach(async () => {
  await nodes.disposeAsync();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const clientOf = async (node: ServeProcess): Promise<GatewayClient> => new GatewayClient(await node.url(), key);

/** A node with all its processes, as a machine that is lost or suspended. */
function signalAll(node: ServeProcess, name: NodeJS.Signals): void {
  process.kill(node.childPid, name);
  node.signal(name);
}

/**
 * Starts a task on the one node and watches it on the other to its end.
 * @param strike what happens: it is called with each state until it returns true.
 * @returns the states that were told.
 */
async function watch(strike: (task: TaskView) => Promise<boolean>): Promise<TaskView[]> {
  const id = await startShop(await clientOf(runner), project, USERS);
  const seen: TaskView[] = [];
  let isStruck = false;
  const client = await clientOf(watcher);
  for await (const { taskProgress } of client.overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
    seen.push(taskProgress);
    if (!isStruck) isStruck = await strike(taskProgress);
  }
  return seen;
}

/** Checks that a task was told without a step back and ended once, and that what it stored is all there, once, and right. */
async function checkEnd(seen: readonly TaskView[], node: ServeProcess): Promise<void> {
  const sequences = seen.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other));
  expect(seen.filter(({ isTerminal }) => isTerminal).map(({ status }) => status)).toEqual(['COMPLETED']);
  const task = await readTask(await clientOf(node), seen[0].id);
  expect(task.sequence).toBe(sequences.at(-1));
  expect(digests(await downloadAll(task))).toEqual(expected);
  const stored = readdirSync(join(folder, 'store'), { recursive: true, withFileTypes: true });
  // What a lost node had begun and not finished, whose names have a dot, stays for a day.
  const pieces = stored.filter(({ name }) => /^\d+-\d+$/.test(name));
  expect(pieces).toHaveLength(task.progress.partsDone);
}

/** In the middle of the task. */
const isHalfWay = ({ progress }: TaskView): boolean => progress.fraction > 0.2 && progress.fraction < 0.8;

describe.skipIf(!canKill)('a task of two nodes (skipped where there is no /proc)', () => {
  test('is made by both, and goes on at once when one of them is stopped', async () => {
    let rows: readonly (number | null)[] = [];
    const seen = await watch(async (task) => {
      if (!isHalfWay(task)) return false;
      rows = await Promise.all(
        [runner, watcher].map(async (node) => await figure(node, 'rowmill_rows_generated_total')),
      );
      runner.signal('SIGTERM');
      return true;
    });
    for (const count of rows) expect(count).toBeGreaterThan(0);
    expect(await runner.ended()).toBe(0);
    expect(seen.at(-1)?.attempt).toBe(1);
    await checkEnd(seen, watcher);
  });

  test('goes on there when its node is lost', async () => {
    const seen = await watch(async (task) => {
      if (!isHalfWay(task)) return false;
      signalAll(runner, 'SIGKILL');
      return await Promise.resolve(true);
    });
    expect(seen.at(-1)?.attempt).toBe(2);
    await checkEnd(seen, watcher);
  });

  test.each([
    ['goes on while the other one is at it', ({ attempt, isTerminal }: TaskView) => attempt === 2 && !isTerminal],
    ['goes on after the end', ({ isTerminal }: TaskView) => isTerminal],
  ])('is made once when its node stands still and %s', async (_, isTime) => {
    let isStopped = false;
    const seen = await watch(async (task) => {
      if (!isStopped && isHalfWay(task)) {
        signalAll(runner, 'SIGSTOP');
        isStopped = true;
      }
      if (!isStopped || !isTime(task)) return await Promise.resolve(false);
      signalAll(runner, 'SIGCONT');
      return true;
    });
    expect(seen.at(-1)?.attempt).toBe(2);
    // The one that stood still is a node again, and has changed nothing.
    const url = await runner.url();
    await expect.poll(async () => (await fetch(`${url}/ready`).catch(() => undefined))?.status).toBe(200);
    await expect.poll(async () => await figure(runner, 'rowmill_tasks{state="running"}')).toBe(0);
    await checkEnd(seen, runner);
    await checkEnd(seen, watcher);
  });

  test('goes on when PostgreSQL is restarted, and a node is lost right after', async () => {
    let restarts = 0;
    const seen = await watch(async (task) => {
      if (!isHalfWay(task)) return false;
      await server.restart();
      restarts++;
      if (restarts < 2) return false;
      signalAll(runner, 'SIGKILL');
      return true;
    });
    expect(restarts).toBe(2);
    expect(seen.at(-1)?.attempt).toBe(2);
    await checkEnd(seen, watcher);
  });
});

/** A metric of a node; null where it does not tell it. */
async function figure(node: ServeProcess, name: string): Promise<number | null> {
  const metrics = await (await fetch(`${await node.url()}/metrics`)).text();
  const line = metrics.split('\n').find((text) => text.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}
