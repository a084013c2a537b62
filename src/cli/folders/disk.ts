import { dirname, resolve } from 'node:path';
import { type DiskSpace, diskSpace } from '../../artifacts/disk-space.ts';
import { Failure } from '../failure.ts';
import { bytes } from '../print/figures.ts';
import { isSystemError } from '../system-failure.ts';

/** A failure where the disk that a folder is on, or would be on, has no room for `needed` bytes. */
export function refuseBeyondDisk(folder: string, needed: number): void {
  const space = spaceOf(resolve(folder));
  if (space === null || hasRoom(space, needed)) return;
  throw new Failure(
    1,
    `the files would take about ${bytes(needed)}, but the disk of ${folder} has ${bytes(space.free)} free, of which ${bytes(space.reserve)} are kept in reserve: generate fewer rows, or choose another folder with --out`,
  );
}

/** Whether the disk that a folder is on, or would be on, has room for so many bytes. */
export function diskFits(folder: string, bytesNeeded: number): boolean {
  const space = spaceOf(resolve(folder));
  return space !== null && hasRoom(space, bytesNeeded);
}

const hasRoom = ({ free, reserve }: DiskSpace, needed: number): boolean => needed + reserve <= free;

/** Null where the folder's own errors, met when it is made, say more. */
function spaceOf(folder: string): DiskSpace | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return diskSpace(at);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code !== 'ENOENT' || at === dirname(at)) return null;
    }
  }
}
