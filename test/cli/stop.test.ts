import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useFolder } from './folder.ts';
import { NUMBERS } from './models.ts';
import { run, start } from './run.ts';

const folder = useFolder({ 'numbers.yaml': NUMBERS });

/** A job that would take minutes, once it has shown its first line of progress, or its first rows. */
async function running(threads: number, out: string): Promise<ChildProcess> {
  const args = ['generate', 'numbers.yaml', '--rows', '1_000_000_000', '--threads', `${threads}`, '--out', out];
  const child = start(args, folder);
  const sign = out === '-' ? child.stdout : child.stderr;
  if (sign !== null) await once(sign, 'readable');
  return child;
}

describe.each([1, 2])('with %d threads', (threads) => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a job with exit code %d and no file', async (signal, exitCode) => {
    const out = `${signal}-${threads}`;
    mkdirSync(join(folder, out));
    writeFileSync(join(folder, out, '.Number.csv.1-1.partial'), 'of a crash');
    const child = await running(threads, out);
    expect(readdirSync(join(folder, out))).toHaveLength(2);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([exitCode, null]);
    expect(readdirSync(join(folder, out))).toEqual(['.Number.csv.1-1.partial']);
  });

  test('what a killed job left is removed by the next one in its folder', async () => {
    const out = `killed-${threads}`;
    const child = await running(threads, out);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(join(folder, out))).toEqual([expect.stringMatching(/^\.Number\.csv\..*\.partial$/)]);
    expect((await run(['generate', 'numbers.yaml', '--rows', '1', '--out', out], folder)).code).toBe(0);
    expect(readdirSync(join(folder, out))).toEqual(['Number.csv']);
  });

  test('a job ends quietly when nobody reads its rows any more', async () => {
    const child = await running(threads, '-');
    const rest = child.stderr === null ? Promise.resolve('') : text(child.stderr);
    child.stdout?.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await rest).not.toContain('error');
  });

  test('SIGINT ends a job whose reader is stuck', async () => {
    const child = await running(threads, '-');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });
});
