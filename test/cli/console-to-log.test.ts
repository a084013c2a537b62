import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..', '..', 'src');

/** Runs code in a process of its own whose console goes to its log. */
function run(code: string): { stdout: string; stderr: string; status: number | null } {
  const program = `
    import { consoleToLog } from ${JSON.stringify(join(SRC, 'cli/gateway/console-to-log.ts'))};
    import { openLog } from ${JSON.stringify(join(SRC, 'log.ts'))};
    consoleToLog(openLog('info', false, (line) => process.stdout.write(line)));
    ${code}`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
}

test.each([
  ['text', `console.error('a %s', 'library')`, 0],
  ['an error', `console.log(new Error('a library'))`, 0],
  ['a warning of Node', `process.emitWarning('a library')`, 0],
  ['an error that nobody caught', `setImmediate(() => { throw new Error('a library') })`, 1],
  ['a promise that nobody awaits', `void Promise.reject(new Error('a library'))`, 1],
])('%s goes to the log, and nowhere else', (_, code, status) => {
  const ended = run(code);
  expect([ended.stderr, ended.status]).toEqual(['', status]);
  expect(ended.stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({ level: status === 0 ? 'warn' : 'fatal', msg: expect.any(String) });
  expect(ended.stdout).toContain('a library');
});
