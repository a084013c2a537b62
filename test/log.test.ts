import { expect, test } from 'vitest';
import { openLog } from '../src/log.ts';

test('an error is logged without the statement and the values that a driver attaches', () => {
  const lines: string[] = [];
  const log = openLog('debug', false, (line) => lines.push(line));
  const attached = {
    code: '53100',
    query: 'insert into t values ($1)',
    params: ['canary'],
    queryOptions: { row: 'canary' },
  };
  const cause = Object.assign(new Error('refused canary'), { detail: 'canary', where: 'canary', rows: ['canary'] });
  log.error({ err: Object.assign(new Error('no room', { cause }), attached) }, 'it failed');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no room');
  expect(lines[0]).toContain('53100');
  expect(lines[0]).not.toContain('canary');
});
