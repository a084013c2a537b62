import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { threadOptions } from '../../src/workers/threads/thread-options.ts';

const { execArgv } = process;
afterEach(() => {
  process.execArgv = execArgv;
});

test.each([
  ['no options', []],
  ['options of modules', ['--conditions=some']],
  ['options of the heap, which a thread refuses', ['--max-old-space-size=4096', '--stack-size', '900']],
])('a thread starts where Node was started with %s', async (_, given) => {
  process.execArgv = given;
  const worker = new Worker('', { eval: true, ...threadOptions() });
  expect(await once(worker, 'exit')).toEqual([0]);
});
