import type * as fileSystem from 'node:fs';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type * as tableFiles from '../../src/cli/model/table-files.ts';
import { useFolder } from './folder.ts';

/** Runs before the first bytes of a file are read. */
let beforeRead = (): void => undefined;
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    readSync: (...args: Parameters<typeof fs.readSync>) => {
      beforeRead();
      return fs.readSync(...args);
    },
  };
});
let readTableFiles: typeof tableFiles.readTableFiles;
beforeAll(async () => {
  // Other tests of the worker may have loaded it with the true file system.
  vi.resetModules();
  ({ readTableFiles } = await import('../../src/cli/model/table-files.ts'));
});
afterAll(() => vi.resetModules());

const folder = useFolder({});
const path = join(folder, 'a.csv');
const read = (): unknown => readTableFiles(join(folder, 'm.yaml'), 'A: { $rows: { file: a.csv } }\n');

test.each([
  ['grows', () => appendFileSync(path, '3\n')],
  ['shrinks', () => writeFileSync(path, 'a\n')],
])('a file that %s while it is read is a problem', (_, change) => {
  writeFileSync(path, 'a\n1\n2\n');
  beforeRead = () => {
    beforeRead = () => undefined;
    change();
  };
  expect(read()).toMatchObject([{ name: 'a.csv', code: 'FILE_CHANGED' }]);
  expect(read()).toMatchObject([{ name: 'a.csv', text: expect.stringMatching(/^a\n/) }]);
});
