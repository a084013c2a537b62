import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from './open-gateway.ts';

/** Mounts a disk of so many bytes; its end. Null where nobody lets us. */
export function mountDisk(folder: string, bytes: number): Disposable | null {
  mkdirSync(folder);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (status !== 0) return null;
  return { [Symbol.dispose]: () => void spawnSync('umount', ['--lazy', folder]) };
}

export const canMount = ((): boolean => {
  const folder = emptyFolder();
  const disk = mountDisk(join(folder, 'disk'), 1024 * 1024);
  disk?.[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  return disk !== null;
})();
