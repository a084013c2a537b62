import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/*
 * Preloaded with `--import` into a measured process: at exit it appends the process's peak resident memory, in bytes,
 * as one line to the file `peak` in the folder where the process was started.
 * VmHWM is preferred to maxRSS, which on Linux starts from the peak of the process that called exec.
 */

const STATUS = '/proc/self/status';
const file = join(process.cwd(), 'peak');

const peakKibibytes = (): number => {
  const highWater = existsSync(STATUS) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined;
  return highWater === undefined ? process.resourceUsage().maxRSS : Number(highWater);
};

if (isMainThread) process.on('exit', () => appendFileSync(file, `${peakKibibytes() * 1024}\n`));
