import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Ends the names of files that are not complete; no key of a piece has a dot. */
const PARTIAL = '.partial';

/**
 * Where a piece is written before it is published; the task's folder is made. Two attempts at one part may overlap: each has a
 * file of its own, and the last to finish wins.
 */
export function partialPath(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return `${path}.${randomBytes(8).toString('hex')}${PARTIAL}`;
}

/** Renames a file that is complete, and synced where it shall outlive a power cut, into its place. */
export async function publish(aside: string, path: string, durable: boolean): Promise<void> {
  if (!durable) {
    // It takes microseconds, a turn of Node's own threads some hundred.
    renameSync(aside, path);
    return;
  }
  await rename(aside, path);
  // A name lasts only when its folder is synced; the task's folder may be new too.
  const folder = dirname(path);
  await syncFolder(folder);
  await syncFolder(dirname(folder));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
