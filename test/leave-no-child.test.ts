import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { leaveNoChild } from './leave-no-child.ts';

/** Stands for a worker of the tests; prints the process id of a child that would live for a quarter of an hour. */
const WORKER = `
import { spawn } from 'node:child_process';
import { leaveNoChild } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'leave-no-child.ts')))};
const ended = leaveNoChild(spawn('true'));
ended.once('exit', () => console.log(leaveNoChild(spawn('sleep', ['900'])).pid));
`;

/** Nobody may have waited for one that is a zombie, where the system tells of them. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/status') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    // ENOENT: it has ended between the two.
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT')) return false;
    throw error;
  }
}

test.each(['SIGKILL', 'SIGTERM'] as const)('a child is ended when the tests are, by %s', async (signal) => {
  const worker = leaveNoChild(
    spawn(process.execPath, ['--input-type=module-typescript', '--eval', WORKER], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const [text] = await once(worker.stdout.setEncoding('utf8'), 'data');
  const pid = Number(text);
  expect(isRunning(pid)).toBe(true);
  worker.kill(signal);
  await expect.poll(() => isRunning(pid)).toBe(false);
});
