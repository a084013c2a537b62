import { basename, dirname, join } from 'node:path';

/**
 * Opens a new file beside the path, to be renamed when it is complete; `open` throws EEXIST for one that is there. Process
 * ids come again: such a file belongs to somebody else.
 */
export function openAside<T>(path: string, open: (name: string) => T): [name: string, opened: T] {
  for (let attempt = 1; ; attempt++) {
    const name = join(dirname(path), `.${basename(path)}.${process.pid}-${attempt}.partial`);
    try {
      return [name, open(name)];
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
