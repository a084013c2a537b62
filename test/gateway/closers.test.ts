import { expect, test } from 'vitest';
import { Closers } from '../../src/closers.ts';
import { openLog } from '../../src/log.ts';

const collected = (lines: string[]) => openLog('debug', false, (line) => lines.push(line));

test('what was opened last is closed first, once, also when one of them fails', async () => {
  const lines: string[] = [];
  const closed: string[] = [];
  const closers = new Closers(collected(lines));
  closers.add('the folder', () => void closed.push('folder'));
  closers.add('the database', async () => {
    closed.push('database');
    throw new Error('no');
  });
  closers.add('the fronts', () => void closed.push('fronts'));
  await Promise.all([closers.close(), closers.close()]);
  expect(closed).toEqual(['fronts', 'database', 'folder']);
  expect(lines).toEqual([expect.stringContaining('the database did not close properly')]);
});

test('what never closes ends the wait at the deadline, and is named', async () => {
  const lines: string[] = [];
  const closers = new Closers(collected(lines), 10);
  closers.add('the database', async () => await new Promise(() => undefined));
  await closers.close();
  expect(lines).toEqual([expect.stringContaining('the database did not close within 0.01 s')]);
});
