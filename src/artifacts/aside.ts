import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Process ids say nothing across machines and containers that share a folder. */
const HOST = crc32(hostname()).toString(16).padStart(8, '0');

/** `.User.csv.<host>-<process id>-<attempt>.partial` */
const ASIDE = /^\..+\.(?<host>[\da-f]{8})-(?<pid>\d+)-\d+\.partial$/su;

/**
 * Opens a new file beside the path, to be renamed when it is complete; `open` throws EEXIST for one that is there. Process
 * ids come again: such a file belongs to somebody else.
 */
export function openAside<T>(path: string, open: (name: string) => T): [name: string, opened: T] {
  for (let attempt = 1; ; attempt++) {
    const name = join(dirname(path), `.${basename(path)}.${HOST}-${process.pid}-${attempt}.partial`);
    try {
      return [name, open(name)];
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * Removes the files that killed processes of this machine left beside those that they would have become. To be called before this
 * process opens one in the folder: what has its id is of an earlier process. Files of others, which cannot be removed, stay.
 */
export function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const { host, pid } = ASIDE.exec(name)?.groups ?? {};
    if (host !== HOST || isRunning(Number(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/** None of a folder that may be written to and not read. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return [];
  }
}

/** Whether another process has this id. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and of another user.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
