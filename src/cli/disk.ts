import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from './failure.ts';
import { bytes } from './figures.ts';
import { isSystemError } from './system-failure.ts';

/** Stays free whatever is written, in bytes. */
const RESERVE = 64 * 1024 * 1024;

/** A failure where the disk that a folder is on, or would be on, has no room for `needed` bytes. */
export function refuseBeyondDisk(folder: string, needed: number): void {
  const free = freeBytes(resolve(folder));
  if (free === null || needed + RESERVE <= free) return;
  throw new Failure(
    1,
    `the files would take about ${bytes(needed)}, but the disk of ${folder} has ${bytes(free)} free, of which ${bytes(RESERVE)} stay in reserve: ask for fewer rows or another --out`,
  );
}

/** Null where the folder's own errors, met when it is made, say more. */
function freeBytes(folder: string): number | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = statfsSync(at);
      return bavail * bsize;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code !== 'ENOENT' || at === dirname(at)) return null;
    }
  }
}
