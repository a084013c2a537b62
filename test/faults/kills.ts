import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { unpackDatabase } from '../database/unpack-database.ts';
import { GatewayClient } from '../gateway/client.ts';
import { contentsOf } from '../gateway/database-contents.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { randomNumbers } from '../gateway/random.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digests, downloadAll, shopByCommandLine, startShop, type TaskView } from '../gateway/shop.ts';
import { endedOnce, reached, storedFiles } from '../gateway/task-end.ts';

const USERS = 40_000;
const VICTIMS = ['child', 'gateway', 'both', 'start', 'paused child', 'paused gateway'] as const;
type Victim = (typeof VICTIMS)[number];
/** Milliseconds after which a start is killed at the latest, and for which a process stands still at the longest. */
const MAX_START = 3000;
const MAX_PAUSE = 2000;

/** Children can be found where the system tells of them. */
export const canKill = existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/** What is killed, and how often. */
export interface Kills {
  readonly times: number;
  /** Chooses the victims and the points. */
  readonly seed: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly format?: string;
  readonly users?: number;
  /** Tasks that run at once while something is killed. */
  readonly tasks?: number;
}

/**
 * Kills the gateway, its child process or both, at random points of tasks or while the gateway starts, or has one of them stand
 * still and go on. Checks each time that every task completes, that its downloaded files are those of the command line, in sqlite
 * by their rows, and that it ends once for a subscriber; at the end that the store has exactly the pieces of these tasks.
 * @returns what was killed when, for messages.
 */
export async function survive({
  times,
  seed,
  environment = {},
  format = 'csv',
  users = USERS,
  tasks = 1,
}: Kills): Promise<string[]> {
  const random = randomNumbers(seed);
  const expected = contents(await shopByCommandLine(users, format), format);
  const folder = emptyFolder();
  if (environment.DATABASE_URL === undefined) unpackDatabase(join(folder, '.rowmill'));
  const env = { ROWMILL_THREADS: '2', ROWMILL_RATE: '1_000_000_000', ...environment };
  const story: string[] = [];
  const done: TaskView[] = [];
  let gateway = new ServeProcess(folder, env);
  try {
    let url = await gateway.url();
    const key = gateway.adminKey;
    const project = await createShop(new GatewayClient(url, key), 'kills');
    const restart = async (): Promise<void> => {
      gateway.signal('SIGKILL');
      await gateway.ended();
      if (gateway.stdout.includes(key)) throw new Error('a key is in the log');
      gateway = new ServeProcess(folder, env);
    };
    const strike = async (victim: Victim): Promise<void> => {
      switch (victim) {
        case 'child':
          return signal(gateway.childPid, 'SIGKILL');
        case 'paused child':
        case 'paused gateway': {
          const pid = victim === 'paused child' ? gateway.childPid : gateway.pid;
          signal(pid, 'SIGSTOP');
          await wait(random() * MAX_PAUSE);
          return signal(pid, 'SIGCONT');
        }
        case 'both':
          signal(gateway.childPid, 'SIGKILL');
          break;
        case 'start':
          await restart();
          await wait(random() * MAX_START);
          break;
        case 'gateway':
          break;
      }
      await restart();
      url = await gateway.url();
    };
    for (let time = 0; time < times; time++) {
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)];
      const point = random();
      story.push(`${victim} at ${point.toFixed(2)}`);
      const before = new GatewayClient(url, key);
      const ids: string[] = [];
      for (let task = 0; task < tasks; task++) ids.push(await startShop(before, project, users, format));
      await reached(before, ids[0], point);
      await strike(victim);
      const client = new GatewayClient(url, key);
      for (const id of ids) {
        const task = await endedOnce(client, id);
        const found = task.status === 'COMPLETED' ? contents(await downloadAll(task), format) : task.error?.code;
        if (found !== expected) throw new Error(`the task is ${task.status} with ${found}\nexpected ${expected}`);
        done.push(task);
      }
    }
    const pieces = done.reduce((sum, { progress }) => sum + progress.partsDone, 0);
    const left = storedFiles(folder);
    if (left.length !== pieces) throw new Error(`there are ${left.length} files of ${pieces} parts: ${left.join()}`);
    return story;
  } catch (error) {
    throw new Error(`seed ${seed}, ${format}, after ${story.join(', ')}`, { cause: error });
  } finally {
    await gateway[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files by their names and all their bytes; of sqlite, whose bytes are not the same every time, the rows. */
function contents(files: ReadonlyMap<string, Buffer>, format: string): string {
  const inOrder = new Map([...files].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify(format === 'sqlite' ? [...inOrder.values()].map(contentsOf) : [...digests(inOrder)]);
}

function signal(pid: number, name: NodeJS.Signals): void {
  // Between two lives of the child there is none to kill.
  if (!(pid > 0)) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    // It may end by itself just then.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
