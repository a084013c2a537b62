import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { GatewayClient } from './client.ts';
import { emptyFolder } from './open-gateway.ts';
import { ServeProcess } from './serve-process.ts';
import { createShop, readTask, shopByCommandLine, startShop, TASK_PROGRESS, type TaskView } from './shop.ts';

const USERS = 40_000;
const VICTIMS = ['child', 'gateway', 'both'] as const;

/** Children can be found where the system tells of them. */
export const canKill = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/**
 * Kills the gateway, its child process or both at random points of tasks, one task a kill, and checks each time that the task
 * completes with the bytes of the command line and ends once for a subscriber; at the end that nothing is left behind.
 * @param seed chooses the victims and the points.
 * @returns what was killed when, for messages.
 */
export async function survive(
  times: number,
  seed: number,
  environment: Record<string, string> = {},
): Promise<string[]> {
  const random = generator(seed);
  const expected = await expectedDigests();
  const folder = emptyFolder();
  const env = { ROWMILL_THREADS: '2', ...environment };
  const story: string[] = [];
  let gateway = new ServeProcess(folder, env);
  try {
    let url = await gateway.url();
    const key = gateway.adminKey;
    const project = await createShop(new GatewayClient(url, key), 'kills');
    for (let time = 0; time < times; time++) {
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)];
      const point = random();
      story.push(`${victim} at ${point.toFixed(2)}`);
      const id = await startShop(new GatewayClient(url, key), project, USERS);
      await reached(new GatewayClient(url, key), id, point);
      if (victim !== 'gateway') kill(gateway.childPid);
      if (victim !== 'child') {
        gateway.signal('SIGKILL');
        await gateway.ended();
        if (gateway.stdout.includes(key)) throw new Error('a key is in the log');
        gateway = new ServeProcess(folder, env);
        url = await gateway.url();
      }
      const client = new GatewayClient(url, key);
      await endsOnce(client, id);
      const { status, artifacts } = await readTask(client, id);
      const digests = artifacts.map(({ fileName, digest }) => `${fileName} ${digest}`);
      if (status !== 'COMPLETED' || digests.join() !== expected.join()) {
        throw new Error(`the task is ${status} with ${digests.join()}\nexpected ${expected.join()}`);
      }
    }
    // What a killed process left aside is removed by the next start.
    gateway.signal('SIGKILL');
    await gateway.ended();
    gateway = new ServeProcess(folder, env);
    await gateway.url();
    const files = readdirSync(join(folder, '.rowmill', 'artifacts'), { recursive: true, encoding: 'utf8' });
    const left = files.filter((name) => name.endsWith('.partial'));
    if (left.length > 0) throw new Error(`left behind: ${left.join()}`);
    return story;
  } catch (error) {
    throw new Error(`seed ${seed}, after ${story.join(', ')}`, { cause: error });
  } finally {
    await gateway[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Until the task has come so far, or has ended. */
async function reached(client: GatewayClient, id: string, fraction: number): Promise<void> {
  for await (const { taskProgress } of client.overSse<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
    if (taskProgress.progress.fraction >= fraction) return;
  }
}

async function endsOnce(client: GatewayClient, id: string): Promise<void> {
  let ends = 0;
  for await (const { taskProgress } of client.overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
    if (taskProgress.isTerminal) ends++;
  }
  if (ends !== 1) throw new Error(`a subscriber was told ${ends} times that the task has ended`);
}

async function expectedDigests(): Promise<string[]> {
  const files = await shopByCommandLine(USERS);
  const order = ['Country.csv', 'User.csv', 'Product.csv', 'Order.csv', 'OrderLine.csv'];
  return order.map((name) => `${name} crc32:${crc32(files.get(name)!).toString(16).padStart(8, '0')}`);
}

function kill(pid: number): void {
  // Between two lives of the child there is none to kill.
  if (pid > 0) process.kill(pid, 'SIGKILL');
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
