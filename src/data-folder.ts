import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { lockFolder } from './entities/folder-lock.ts';
import { KEY_BYTES } from './targets/index.ts';

/** What a gateway keeps on its own disk. */
export interface DataFolder {
  /** UUID of this node, the same after every restart. */
  readonly node: string;
  /** What addresses of downloads are signed with. */
  readonly secret: string;
  /** What passwords are sealed with where the operator gives no key: 32 bytes, made when they are first asked for. */
  secretKey(): Uint8Array;
  /** Absolute path of the folder for artifacts. */
  readonly artifacts: string;
  /** Lets another process have the folder. */
  release(): void;
}

/**
 * Takes a folder for this process alone, and makes what is missing in it; nobody else on the machine may read it.
 * Throws FolderTaken where another process has it, or the system's error.
 */
export function openDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    return {
      node: kept(join(folder, 'node'), () => newId()),
      secret: kept(join(folder, 'secret'), () => randomBytes(32).toString('base64url')),
      secretKey: () =>
        Buffer.from(
          kept(join(folder, 'secret-key'), () => randomBytes(KEY_BYTES).toString('base64')),
          'base64',
        ),
      artifacts: join(folder, 'artifacts'),
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The text of a small file, which is made when it is missing. */
function kept(path: string, make: () => string): string {
  if (!existsSync(path)) {
    // Half a file must not be found after a crash.
    writeFileSync(`${path}.new`, make(), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return readFileSync(path, 'utf8');
}
