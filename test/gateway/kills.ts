import { existsSync, rmSync } from 'node:fs';
import { GatewayClient } from './client.ts';
import { emptyFolder } from './open-gateway.ts';
import { randomNumbers } from './random.ts';
import { ServeProcess } from './serve-process.ts';
import { contentsOf } from './database-contents.ts';
import {
  createShop,
  digestsOf,
  downloadAll,
  shopByCommandLine,
  shopDigests,
  startShop,
  type TaskView,
} from './shop.ts';
import { endedOnce, reached, unfinishedFiles } from './task-end.ts';

const USERS = 40_000;
const VICTIMS = ['child', 'gateway', 'both'] as const;

/** Children can be found where the system tells of them. */
export const canKill = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/**
 * Kills the gateway, its child process or both at random points of tasks, one task a kill, and checks each time that the task
 * completes with the bytes of the command line, in sqlite with its rows, and ends once for a subscriber; at the end that nothing is left behind.
 * @param seed chooses the victims and the points.
 * @returns what was killed when, for messages.
 */
export async function survive(
  times: number,
  seed: number,
  environment: Record<string, string> = {},
  format: 'csv' | 'parquet' | 'sqlite' = 'csv',
): Promise<string[]> {
  const random = randomNumbers(seed);
  const expected =
    format === 'sqlite' ? rowsOf(await shopByCommandLine(USERS, format)) : (await shopDigests(USERS, format)).join();
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
      const id = await startShop(new GatewayClient(url, key), project, USERS, format);
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
      const task = await endedOnce(client, id);
      const found = format === 'sqlite' ? await rowsOfTask(task) : digestsOf(task).join();
      if (task.status !== 'COMPLETED' || found !== expected) {
        throw new Error(`the task is ${task.status} with ${found}\nexpected ${expected}`);
      }
    }
    const left = unfinishedFiles(folder);
    if (left.length > 0) throw new Error(`left behind: ${left.join()}`);
    return story;
  } catch (error) {
    throw new Error(`seed ${seed}, after ${story.join(', ')}`, { cause: error });
  } finally {
    await gateway[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(files: ReadonlyMap<string, Buffer>): string {
  return JSON.stringify([...files.values()].map(contentsOf));
}

const rowsOfTask = async (task: TaskView): Promise<string> => rowsOf(await downloadAll(task));

function kill(pid: number): void {
  // Between two lives of the child there is none to kill.
  if (pid > 0) process.kill(pid, 'SIGKILL');
}
